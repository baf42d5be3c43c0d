"""Every example as readable text, kept in a file for each language, so that a review shows what people will read.

    python -m tests.dialogues.snapshot

writes the files anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from dialogues.example.types import EXAMPLES
from dialogues.form import ChoiceField, Form, FormField
from dialogues.language import Language
from dialogues.message import Block, Chart, Choices, Fields, Heading, Items, Message, Note, Paragraph, Quote
from tests.dialogues.languages import LANGUAGES

FOLDER = Path(__file__).parent / "snapshots"


def path(language: str) -> Path:
    return FOLDER / f"examples.{language}.txt"


def text(language: Language) -> str:
    """Every example, one below the other."""
    parts = []
    for example in EXAMPLES.values():
        shows = example.shows
        lines = _message(language.message(shows)) if isinstance(shows, Message) else _form(language.form(shows))
        title = f"=== {example.id} ({example.part.value}): {language.say(example.when)}"
        parts.append("\n".join([title, *lines]) + "\n")
    return "\n".join(parts)


def _message(message: Message[str]) -> Iterator[str]:
    yield f"    ({message.summary})"
    for block in message.blocks:
        yield from _block(block)


def _block(block: Block[str]) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield f"# {text}"
        case Paragraph(text=text):
            yield text
        case Quote(text=text):
            yield f"> {text}"
        case Note(text=text):
            yield f"  {text}"
        case Items(items=items, numbered=numbered):
            yield from (f"{number}. {item}" if numbered else f"- {item}" for number, item in enumerate(items, 1))
        case Fields(fields=fields):
            yield from (f"{field.label}: {field.value}" for field in fields)
        case Chart(title=title, alternative=alternative):
            yield f"[{title}] {alternative}"
        case Choices(choices=choices):
            yield " ".join(f"[{choice.label}]" for choice in choices)
        case _:
            assert_never(block)


def _form(form: Form[str]) -> Iterator[str]:
    yield f"# {form.title}"
    for field in form.fields:
        yield f"{field.label}{'' if field.required else ' *'}"
        if field.hint:
            yield f"  {field.hint}"
        yield f"  | {_value(field)}"
    yield f"[{form.submit}] [{form.cancel}]"


def _value(field: FormField[str]) -> str:
    if isinstance(field, ChoiceField):
        return " / ".join(f"({each.label})" if each.value == field.value else each.label for each in field.options)
    return field.value


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for code, language in LANGUAGES.items():
        path(code).write_text(text(language))
