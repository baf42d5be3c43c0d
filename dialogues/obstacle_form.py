"""The form in which an obstacle is answered."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from dialogues import editing
from dialogues.entry import Entries
from dialogues.form import ChoiceField, DateField, Form, Option, TextField
from dialogues.phrase import Phrase, Text
from dialogues.promise import Promise, State
from dialogues.token import Token

# The dialogue's name, as it stands in tokens.
OBSTACLE: Final = "obstacle"
#: Characters of what is done and of what remains: the message to the team holds 280 with both (domain.md §4.3).
LONGEST_ACTION: Final = 120
LONGEST_REST: Final = 60
#: A promise is for a day that its team can wait for.
FURTHEST: Final = timedelta(days=90)
#: What can become of an obstacle.
ANSWERS: Final = (State.DONE, State.UNDER_WAY, State.NOT_POSSIBLE)


def form(promise: Promise, chosen: str = "") -> Form[Text]:
    """What has been answered stands in it; `chosen` is what was tapped."""
    under_way = promise.state is State.UNDER_WAY
    return editing.form(
        title=Phrase.of("promise.title"),
        fields=(
            ChoiceField(
                name="state",
                label=Phrase.of("promise.which", obstacle=promise.name),
                options=tuple(Option(value=each, label=Phrase.of(f"promise.{each}")) for each in ANSWERS),
                value=chosen if chosen in ANSWERS else promise.state if under_way else "",
            ),
            TextField(
                name="action",
                label=Phrase.of("promise.action"),
                hint=Phrase.of("promise.action_hint"),
                value=promise.action,
                longest=LONGEST_ACTION,
                lines="many",
            ),
            TextField(
                name="rest",
                label=Phrase.of("promise.rest"),
                value=promise.rest,
                longest=LONGEST_REST,
                required=False,
            ),
            DateField(
                name="by",
                label=Phrase.of("promise.by"),
                value=promise.due_on.isoformat() if under_way else "",
                required=False,
            ),
        ),
        submit=Phrase.of("promise.send"),
        token=str(Token(dialogue=OBSTACLE, step="answer", subject=promise.id, value=_stamp(promise))),
    )


def answered(
    promise: Promise, values: Mapping[str, str], *, language: str, today: date
) -> tuple[Promise, Mapping[str, Text]]:
    """The promise as it is with what was entered, and what is wrong with that by the names of the fields."""
    entries = Entries(values, language=language)
    chosen = entries.choice("state", frozenset(ANSWERS))
    action = entries.text("action", most=LONGEST_ACTION)
    rest = entries.text("rest", most=LONGEST_REST, required=False)
    due_on = promise.due_on
    if chosen == State.UNDER_WAY:
        by = entries.day("by")
        if by is not None and not today < by <= today + FURTHEST:
            entries.errors["by"] = Phrase.of("promise.by_then")
        due_on = by or due_on
    if entries.errors:
        return promise, entries.errors
    now = replace(
        promise,
        state=State(chosen),
        # It stands within a sentence.
        action=action.removesuffix("."),
        rest=rest.removesuffix("."),
        due_on=due_on,
        answered_on=today,
    )
    return now, {}


def _stamp(promise: Promise) -> str:
    said = (promise.state, promise.action, promise.rest, promise.due_on.isoformat(), str(promise.answered_on))
    return editing.digest(*said)
