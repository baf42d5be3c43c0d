"""The behaviours of a goal: written, picked from templates, reworded, taken away. Each is checked as it is entered."""

from collections.abc import Iterator
from dataclasses import replace

from dialogues import buttons, help
from dialogues.effect import Effect, Open, Replace, Reply, SaveGoal
from dialogues.entry import other
from dialogues.event import Chose, Submitted
from dialogues.facts import Facts, Want
from dialogues.goal import BEHAVIOURS_PER_GOAL, MOST_BEHAVIOURS, Arena, Audience, Behaviour, Goal
from dialogues.phrase import Phrase
from dialogues.rights import guarded
from dialogues.step import Dialogue
from dialogues.token import Token
from dialogues.translation import behaviour_list, cocreation, picking, rewording
from dialogues.translation.behaviour_form import NEW, form


def _answer(event: Chose | Submitted, goal: Goal, facts: Facts) -> Iterator[Effect]:
    match event:
        case Chose(token=Token(step="list")):
            yield Replace(message=behaviour_list.behaviours(goal, facts))
        case Chose(token=Token(step="templates", value=theme)):
            yield Replace(message=picking.templates(goal, theme))
        case Chose(token=Token(step="pick", value=id)):
            yield from picking.pick(event, id, goal, facts)
        case Chose(token=Token(step="remove", value=id)):
            yield from _remove(event, id, goal, facts)
        case Chose(token=Token(step="add" | "follow" | "edit")):
            yield _open(event.token, goal, facts)
        case Submitted(token=Token(step="save")):
            yield from rewording.save(event, goal, facts)
        case _:
            yield Reply(message=help.outdated())


def _remove(event: Chose, id: str, goal: Goal, facts: Facts) -> Iterator[Effect]:
    behaviour = goal.behaviour(id)
    if behaviour and goal.is_active and len(goal.behaviours) <= BEHAVIOURS_PER_GOAL.start:
        yield Replace(message=behaviour_list.behaviours(goal, facts, Phrase.of("wording.too_few")))
        return
    changed = goal
    if behaviour:
        left = tuple(each for each in goal.behaviours if each.id != id)
        changed = replace(goal, behaviours=left).refocused
        yield SaveGoal(goal=changed)
        yield from cocreation.announce(changed, behaviour, None, facts, event)
    yield Replace(message=behaviour_list.behaviours(changed, facts))


def _open(token: Token, goal: Goal, facts: Facts) -> Effect:
    if token.step == "edit":
        return _edit(token, goal, facts)
    if len(goal.behaviours) >= MOST_BEHAVIOURS:
        return Reply(message=behaviour_list.behaviours(goal, facts, Phrase.of("wording.enough")))
    return Open(form=form(goal, _followed_up(goal) if token.step == "follow" else NEW, facts.someone))


def _edit(token: Token, goal: Goal, facts: Facts) -> Effect:
    id, _, suggestion = token.value.partition("~")
    behaviour = rewording.now(goal, id)
    if behaviour is None:
        return Reply(message=behaviour_list.behaviours(goal, facts))
    opened = form(goal, behaviour, facts.someone)
    suggested = next((each.text for each in facts.suggestions if each.id == suggestion), None)
    return Open(form=opened.filled({"text": suggested, other("text"): ""}) if suggested else opened)


def _followed_up(goal: Goal) -> Behaviour:
    """What the lead follows up more often, as the beginning of a behaviour of the leader's (domain.md §1, row 34)."""
    text = goal.guidance.follow_up or NEW.text
    return replace(NEW, text=text, arena=Arena.FEEDBACK, audience=Audience.LEADER)


DIALOGUE = Dialogue(
    name=buttons.WORDING,
    advance=guarded(_answer),
    wants=Want.GOALS | Want.CONFIRMATIONS | Want.MEMBERS | Want.NAMES,
)
