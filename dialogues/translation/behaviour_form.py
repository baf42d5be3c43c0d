"""The form in which a behaviour is written or reworded."""

from dialogues import buttons, editing
from dialogues.entry import other, other_language, other_text, own_text
from dialogues.form import ChoiceField, Form, Option, TextField
from dialogues.goal import Arena, Audience, Behaviour, BehaviourId, Goal
from dialogues.person import Person
from dialogues.phrase import Phrase, Text, Wording
from dialogues.token import Token
from dialogues.wellformed import BEHAVIOUR, WORDING

#: What a behaviour is before anything is written.
NEW = Behaviour(id=BehaviourId(""), text=Wording(texts={"sv": ""}), arena=Arena.WORK_MOMENT)


def form(goal: Goal, behaviour: Behaviour, person: Person) -> Form[Text]:
    """The form in which a behaviour is written or reworded, as `person` reads it."""
    language = person.language
    second = other_language(language)
    return editing.form(
        title=Phrase.of("wording.form"),
        fields=(
            TextField(
                name="text",
                label=Phrase.of("wording.text"),
                hint=Phrase.of("wording.text_hint"),
                value=own_text(behaviour.text, language),
                longest=BEHAVIOUR,
                lines="many",
            ),
            TextField(
                name=other("text"),
                label=Phrase.of(f"wording.text_in.{second}"),
                value=other_text(behaviour.text, language),
                longest=BEHAVIOUR,
                lines="many",
                required=False,
            ),
            _choosing("arena", Arena, behaviour.arena),
            _choosing("audience", Audience, behaviour.audience),
            TextField(
                name="exception",
                label=Phrase.of("wording.exception"),
                hint=Phrase.of("wording.exception_hint"),
                value=own_text(behaviour.exception, language),
                longest=WORDING,
                required=False,
            ),
        ),
        token=str(Token(dialogue=buttons.WORDING, step="save", subject=goal.id, value=behaviour.id)),
    )


def _choosing(name: str, options: type[Arena] | type[Audience], value: str) -> ChoiceField[Text]:
    return ChoiceField(
        name=name,
        label=Phrase.of(f"wording.{name}"),
        options=tuple(Option(value=each.value, label=Phrase.of(f"{name}.{each.value}")) for each in options),
        value=value,
    )
