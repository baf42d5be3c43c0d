"""The biggest messages and forms that goals can lead to, with every text as long as it may be.

    MESSAGES["goals"](filling("<!channel> *x* ")), FORMS["draft"](letters("å"))

`Filling` makes a text of a given length, so that what is in it can be hostile, and is its own for every place.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from bot.catalogues import read_languages
from dialogues import editing, focus, goals
from dialogues.entry import other
from dialogues.facts import Facts
from dialogues.form import Form
from dialogues.goal import Answers, Arena, Audience, Behaviour, BehaviourId, Goal, GoalId, Guidance, State, StopItem
from dialogues.measure import Kind, Measure, Measured
from dialogues.message import Message
from dialogues.phrase import Wording
from dialogues.translation import behaviour_form, behaviour_list, cocreation, draft, progress, stopping
from dialogues.translation.confirmation import Suggestion, SuggestionId
from dialogues.wellformed import BEHAVIOUR, TITLE, WORDING
from tests.dialogues.examples import FACTS, LENA, MEMBERS, READING, TEAM

#: Makes a text of so many characters, another one every time.
Filling = Callable[[int], str]

LANGUAGE = read_languages()["sv"]
DAY = date(2026, 11, 16)

#: What a platform may take for more than words: its own markup, a web page's, and letters that are hard to see or turn.
HOSTILE = (
    "<!channel> <@U123> *x* `y` [z](https://evil.example) **q** <b>&amp;</b> {n} %s שלום مرحبا a\u200bb\u2060c\u00ad "
)


def filling(words: str) -> Filling:
    """Texts of these words, each beginning with a number of its own."""
    numbers = count(1)

    def fill(length: int) -> str:
        text = f"{next(numbers)} " + words * (length // len(words) + 1)
        return text[: length - 1] + "."

    return fill


def goal(number: int, fill: Filling, *, behaviours: int = 5, state: State = State.ACTIVE, stop: int = 3) -> Goal:
    """A goal with as much in it as there may be."""

    def wording(length: int) -> Wording:
        return Wording(texts={"sv": fill(length)})

    theirs = tuple(
        Behaviour(
            id=BehaviourId(f"{number:08x}{place:08x}"),
            text=wording(BEHAVIOUR),
            arena=Arena.WORK_MOMENT,
            audience=Audience.LEADER if place > 2 else Audience.TEAM,
        )
        for place in range(behaviours)
    )
    return Goal(
        id=GoalId(f"g-{number:016x}"),
        team=TEAM.id,
        title=wording(TITLE),
        why=wording(WORDING),
        first=DAY,
        last=DAY + timedelta(days=182),
        state=state,
        behaviours=theirs,
        focus=theirs[0].id if number == 0 else None,
        guidance=Guidance(experience=wording(WORDING), signals=wording(WORDING), follow_up=wording(WORDING)),
        answers=Answers(meetings=wording(WORDING), strengthened=wording(WORDING), prioritised_away=wording(WORDING)),
        measures=tuple(_measures(fill)),
        stop=tuple(StopItem(text=wording(WORDING), review=DAY) for _ in range(stop)),
    )


def _measures(fill: Filling) -> Iterator[Measure]:
    values = (Measured(day=DAY, value=66.5),)
    yield Measure(name=fill(100), unit="index", start=66, target=72.5, by=DAY, values=values)
    yield Measure(name=fill(100), unit="%", kind=Kind.KEY_RESULT, start=1, target=2, by=DAY, values=values)


def known(*there: Goal) -> Facts:
    """What is known where the lead of the team acts."""
    facts = replace(FACTS, person=LENA, leads=(TEAM,), goals=there, goal=there[0], members=MEMBERS)
    return replace(facts, readings=(replace(READING, behaviour=there[0].behaviours[0].id),))


def _goals(fill: Filling) -> Message[str]:
    return LANGUAGE.message(goals.card(TEAM, known(*(goal(number, fill) for number in range(3)))))


def _many_goals(fill: Filling) -> Message[str]:
    """Three active goals, and three that are not: more than a team should have, but nothing forbids it."""
    active = tuple(goal(number, fill) for number in range(3))
    others = tuple(goal(number, fill, state=State.UNTRANSLATED, stop=1) for number in range(3, 6))
    return LANGUAGE.message(goals.card(TEAM, known(*active, *others)))


def _plan(fill: Filling) -> Message[str]:
    one = goal(0, fill, state=State.UNTRANSLATED)
    return LANGUAGE.message(progress.card(one, known(one), fill(WORDING)))


def _behaviours(fill: Filling) -> Message[str]:
    one = goal(0, fill, state=State.UNTRANSLATED)
    suggestions = tuple(
        Suggestion(id=SuggestionId(f"{place:016x}"), behaviour=one.behaviours[place % 5].id, text=fill(BEHAVIOUR))
        for place in range(10)
    )
    return LANGUAGE.message(behaviour_list.behaviours(one, replace(known(one), suggestions=suggestions)))


def _cocreation(fill: Filling) -> Message[str]:
    return LANGUAGE.message(cocreation.question(goal(0, fill, state=State.UNTRANSLATED), ()))


def _stop_items(fill: Filling) -> Message[str]:
    return LANGUAGE.message(stopping.stop_items(goal(0, fill, stop=stopping.MOST)))


def _behaviour_form(fill: Filling) -> Form[str]:
    one = goal(0, fill)
    form = behaviour_form.form(one, one.behaviours[0], LENA)
    return LANGUAGE.form(form.filled({other("text"): fill(BEHAVIOUR), "exception": fill(WORDING)}))


def _draft_form(fill: Filling) -> Form[str]:
    form = draft.form(goal(0, fill), LENA)
    return LANGUAGE.form(form.filled({other("title"): fill(TITLE), other("why"): fill(WORDING)}))


def _overtaken_form(fill: Filling) -> Form[str]:
    """With what was entered, and beside it what stands there now."""
    entered = {name: fill(TITLE) for name in ("title", other("title"))}
    entered |= {name: fill(WORDING) for name in ("why", other("why"))}
    form = editing.overtaken(draft.form(goal(0, fill), LENA), entered)
    assert form is not None
    return LANGUAGE.form(form)


def _focus_form(fill: Filling) -> Form[str]:
    return LANGUAGE.form(focus.form(TEAM, [goal(number, fill) for number in range(3)]))


MESSAGES: Mapping[str, Callable[[Filling], Message[str]]] = {
    "goals": _goals,
    "many goals": _many_goals,
    "plan": _plan,
    "behaviours": _behaviours,
    "cocreation": _cocreation,
    "stop items": _stop_items,
}
FORMS: Mapping[str, Callable[[Filling], Form[str]]] = {
    "behaviour": _behaviour_form,
    "draft": _draft_form,
    "overtaken": _overtaken_form,
    "focus": _focus_form,
}
