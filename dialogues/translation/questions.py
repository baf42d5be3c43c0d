"""From a goal to behaviours: the guiding questions, and the team's three (domain.md §1, rows 24, 33 and 34)."""

from collections.abc import Iterator
from dataclasses import replace

from dialogues import buttons, editing, help, nothing
from dialogues.effect import Effect, Open, Replace, Reply, SaveGoal
from dialogues.entry import Entries, own_text
from dialogues.event import Chose, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import Form, TextField
from dialogues.goal import Answers, Goal, Guidance
from dialogues.person import Person
from dialogues.phrase import Phrase, Text, Wording
from dialogues.rights import guarded
from dialogues.step import Dialogue
from dialogues.token import Token
from dialogues.translation import progress
from dialogues.wellformed import WORDING


def _answer(event: Chose | Submitted, goal: Goal, facts: Facts) -> Iterator[Effect]:
    match event:
        case Chose(token=Token(step="show")):
            yield Reply(message=progress.card(goal, facts))
        case Chose(token=Token(step="back")):
            yield Replace(message=progress.card(goal, facts))
        case Chose(token=Token(step="guide" | "answers" as step)):
            yield Open(form=_form(step, goal, facts.someone))
        case Submitted(token=Token(step="guide" | "answers" as step)):
            yield from _keep(step, event, goal, facts)
        case _:
            yield Reply(message=help.outdated())


def _form(step: str, goal: Goal, person: Person) -> Form[Text]:
    """The questions of a step, the first that is not answered yet on top: one can stop after any of them."""
    answered = goal.guidance if step == "guide" else goal.answers
    names = sorted(progress.QUESTIONS[step], key=lambda name: getattr(answered, name) is not None)
    fields = tuple(
        TextField(
            name=name,
            label=Phrase.of(f"plan.question.{name}"),
            hint=Phrase.of(f"plan.hint.{name}"),
            value=own_text(getattr(answered, name), person.language),
            longest=WORDING,
            lines="many",
            required=False,
        )
        for name in names
    )
    form = editing.form(
        title=Phrase.of(f"button.{step}"),
        fields=fields,
    )
    return editing.stamped(form, Token(dialogue=buttons.TRANSLATION, step=step, subject=goal.id))


def _keep(step: str, event: Submitted, goal: Goal, facts: Facts) -> Iterator[Effect]:
    now = _form(step, goal, facts.someone)
    before = goal.guidance if step == "guide" else goal.answers
    entries = Entries(event.values, language=facts.someone.language)
    given = {name: entries.wording(name, getattr(before, name), most=WORDING) for name in progress.QUESTIONS[step]}
    bare = given.get("prioritised_away")
    if bare is not None and any(map(nothing.is_bare_nothing, bare.texts.values())):
        entries.errors["prioritised_away"] = Phrase.of("plan.bare_nothing")
    if entries.errors:
        yield editing.rejected(now, event, entries.errors)
        return
    if not editing.is_current(now, event.token) and (newer := editing.overtaken(now, event.values)):
        yield Open(form=newer)
        return
    changed = _with(goal, step, given)
    if changed != goal:
        yield SaveGoal(goal=changed)
    yield Reply(message=progress.card(changed, facts))


def _with(goal: Goal, step: str, given: dict[str, Wording | None]) -> Goal:
    if step == "guide":
        return replace(goal, guidance=Guidance(**given))
    return replace(goal, answers=Answers(**given))


DIALOGUE = Dialogue(
    name=buttons.TRANSLATION,
    advance=guarded(_answer, of_whole=("show", "back")),
    wants=Want.GOALS | Want.CONFIRMATIONS,
)
