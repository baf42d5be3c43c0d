"""A behaviour's wording: the form in which it is written, the check as it is entered, and what a new one sets off.

Another wording is another behaviour (see `dialogues.goal.Behaviour`), so a form always knows which one it was about.
"""

from collections.abc import Iterator
from dataclasses import replace

from dialogues import editing
from dialogues.editing import digest
from dialogues.effect import Effect, Open, Reply, SaveGoal
from dialogues.entry import Entries, other
from dialogues.event import Submitted
from dialogues.facts import Facts
from dialogues.goal import MOST_BEHAVIOURS, Arena, Audience, Behaviour, BehaviourId, Goal, State
from dialogues.observability.check import Assessment, Verdict, assess, reply
from dialogues.phrase import Phrase
from dialogues.translation import behaviour_list, cocreation
from dialogues.translation.behaviour_form import NEW, form
from dialogues.wellformed import BEHAVIOUR, WORDING


def now(goal: Goal, id: str) -> Behaviour | None:
    """The behaviour with this id, or the one that has replaced it."""
    return next((each for each in goal.behaviours if each.follows(id)), None)


def save(event: Submitted, goal: Goal, facts: Facts) -> Iterator[Effect]:
    """Keep what was entered, if the check lets it stand, and tell the team where it knows the goal already."""
    id = event.token.value
    before = now(goal, id) if id else None
    opened = form(goal, before or NEW, facts.someone)
    entries = Entries(event.values, language=facts.someone.language)
    written = _written(entries, before)
    assessments = _assess(written, facts) if written else {}
    _object(entries, written, before, assessments, goal)
    if entries.errors or written is None:
        yield editing.rejected(opened, event, entries.errors)
    elif (before.id if before else "") != id and (newer := editing.overtaken(opened, event.values)):
        # It was reworded or taken away while this was written.
        yield Open(form=newer)
    else:
        if all(each.verdict is not Verdict.REJECT for each in assessments.values()):
            written = replace(written, exception=None)
        yield from _keep(event, goal, before, written, facts, tuple(_advice(assessments)))


def _written(entries: Entries, before: Behaviour | None) -> Behaviour | None:
    """What was entered, still under the id of the one `before`."""
    text = entries.both("text", before.text if before else None, most=BEHAVIOUR)
    arena = entries.choice("arena", frozenset(Arena))
    audience = entries.choice("audience", frozenset(Audience))
    exception = entries.wording("exception", before.exception if before else None, most=WORDING)
    if entries.errors or text is None:
        return None
    return replace(before or NEW, text=text, arena=Arena(arena), audience=Audience(audience), exception=exception)


def _assess(written: Behaviour, facts: Facts) -> dict[str, Assessment]:
    """What the observability check says of each language's text."""
    return {language: assess(text, language, names=facts.names) for language, text in written.text.texts.items()}


def _object(
    entries: Entries,
    written: Behaviour | None,
    before: Behaviour | None,
    assessments: dict[str, Assessment],
    goal: Goal,
) -> None:
    """Say what stands against it, beside the field that it stands in."""
    if written is None:
        return
    others = [each for each in goal.behaviours if before is None or each.id != before.id]
    if before is None and len(others) >= MOST_BEHAVIOURS:
        entries.errors["text"] = Phrase.of("wording.enough")
    if any(each.says(written.text) for each in others):
        entries.errors["text"] = Phrase.of("wording.same")
    for language, assessment in assessments.items():
        if assessment.verdict is Verdict.REJECT and written.exception is None:
            field = "text" if language == entries.language else other("text")
            entries.errors[field] = Phrase.of("wording.rejected", help=reply(assessment.codes[0]))


def _advice(assessments: dict[str, Assessment]) -> Iterator[Phrase]:
    """What would make it clearer still: said once, whichever language it was found in."""
    found = dict.fromkeys(
        code for each in assessments.values() if each.verdict is Verdict.ADVISE for code in each.codes
    )
    for code in found:
        yield Phrase.of("wording.advice", help=reply(code))


def _keep(
    event: Submitted,
    goal: Goal,
    before: Behaviour | None,
    written: Behaviour,
    facts: Facts,
    advice: tuple[Phrase, ...],
) -> Iterator[Effect]:
    after = written
    if before is None or not _says_as_much(written, before):
        after = replace(
            written,
            id=BehaviourId(digest(event.id)),
            confirmed=False,
            replaces=before.id if before else None,
            # Nobody has seen the wordings of a draft.
            version=1 if before is None else before.version + (goal.state is not State.DRAFT),
        )
    changed = _with(goal, before, after)
    if changed != goal:
        yield SaveGoal(goal=changed)
    if after.id != written.id or before is None:
        yield from cocreation.announce(changed, before, after, facts, event)
    yield Reply(message=behaviour_list.behaviours(changed, facts, *advice))


def _says_as_much(written: Behaviour, before: Behaviour) -> bool:
    """Whether every text of the one before is still there: a translation that is added is no other wording."""
    return before.text.texts.items() <= written.text.texts.items()


def _with(goal: Goal, before: Behaviour | None, after: Behaviour) -> Goal:
    """The goal with the behaviour in the place of the one before, which may have been in focus."""
    if before is None:
        return replace(goal, behaviours=(*goal.behaviours, after))
    behaviours = tuple(after if each.id == before.id else each for each in goal.behaviours)
    return replace(goal, behaviours=behaviours, focus=after.id if goal.focus == before.id else goal.focus).refocused
