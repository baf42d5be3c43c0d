"""The form in which a lead writes down what they have promised somebody."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from dialogues import editing
from dialogues.entry import Entries
from dialogues.facts import Facts
from dialogues.form import ChoiceField, DateField, Form, Option, TextField
from dialogues.meeting.personal_promise import PersonalPromise, PersonalPromiseId
from dialogues.obstacle_form import FURTHEST, LONGEST_ACTION
from dialogues.person import Person, PersonId
from dialogues.phrase import Phrase, Text
from dialogues.token import Token

# The dialogue's name, as it stands in tokens.
BETWEEN: Final = "between"


def form(id: PersonalPromiseId, promise: PersonalPromise | None, facts: Facts, *, to: str = "") -> Form[Text]:
    """A promise as it is, or a new one that gets this id, `to` the person with that id."""
    return editing.form(
        title=Phrase.of("between.title"),
        fields=(
            ChoiceField(
                name="to",
                label=Phrase.of("between.to"),
                options=tuple(Option(value=each.id, label=each.name) for each in _people(facts)),
                value=promise.to if promise else to,
            ),
            TextField(
                name="text",
                label=Phrase.of("between.text"),
                hint=Phrase.of("between.hint"),
                value=promise.text if promise else "",
                longest=LONGEST_ACTION,
            ),
            DateField(name="by", label=Phrase.of("between.by"), value=f"{promise.due_on}" if promise else ""),
        ),
        token=str(Token(dialogue=BETWEEN, step="save", subject=id)),
    )


def read(
    id: PersonalPromiseId, before: PersonalPromise | None, values: Mapping[str, str], facts: Facts, today: date
) -> tuple[PersonalPromise | None, Mapping[str, Text]]:
    """The promise that was entered, and what is wrong with it by the names of the fields."""
    entries = Entries(values, language=facts.someone.language)
    to = entries.choice("to", frozenset(each.id for each in _people(facts)))
    text = entries.text("text", most=LONGEST_ACTION)
    by = entries.day("by")
    if by is not None and not today < by <= today + FURTHEST:
        entries.errors["by"] = Phrase.of("promise.by_then")
    if entries.errors or by is None:
        return None, entries.errors
    entered = PersonalPromise(
        id=id,
        lead=facts.someone.id,
        to=PersonId(to),
        # It stands within a sentence.
        text=text.removesuffix("."),
        made_on=before.made_on if before else today,
        due_on=by,
    )
    return entered, {}


def _people(facts: Facts) -> list[Person]:
    """Whom the lead can promise something: everybody in the teams that they lead."""
    teams = {each.id for each in facts.leads}
    return [each for each in facts.counterparts if each.team in teams]
