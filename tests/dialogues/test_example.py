"""What Vardag says, example by example: all of it is there, it is short, and a change of it is seen."""

from collections.abc import Iterator

import pytest

from dialogues.example.types import EXAMPLES
from dialogues.kind import Kind
from dialogues.message import Choices, Fields, Heading, Items, Message, Note, Paragraph
from dialogues.person import LANGUAGES
from tests.dialogues import snapshot
from tests.dialogues.languages import LANGUAGES as READ

#: Kinds that nothing composes yet. A kind leaves this set with its line in `dialogues.example.types`.
WAITING: set[Kind] = set()
#: Characters of a message before its buttons (domain.md §4.3).
LONGEST = 280
#: A digest has a limit of its own, for all of it (domain.md §5.1). A goal that begins is shown whole, as `/goal` shows
#: it: that is the goal, not what Vardag has to say.
LONGER = {Kind.DIGEST: 1500, Kind.LEAD_DIGEST: 1500, Kind.OTHER_DIGEST: 1500, Kind.NEWS: 1500}
#: domain.md §3.2
LABEL = 24


def test_every_kind_has_an_example() -> None:
    assert {kind for kind in Kind if kind not in EXAMPLES} == WAITING


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_examples_read_as_they_were_reviewed(code: str) -> None:
    kept = snapshot.path(code).read_text()
    assert snapshot.text(READ[code]) == kept, "Read what has changed, then: python -m tests.dialogues.snapshot"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in WAITING])
def test_what_nobody_asked_for_is_short(kind: Kind, code: str) -> None:
    shows = EXAMPLES[kind].shows
    assert isinstance(shows, Message)
    message = READ[code].message(shows)
    if kind in LONGER:
        assert sum(len(text) for text in said(message, whole=True)) <= LONGER[kind]
    else:
        assert sum(len(text) for text in said(message)) <= LONGEST


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("id", EXAMPLES)
def test_labels_of_buttons_are_short(id: str, code: str) -> None:
    shows = EXAMPLES[id].shows
    if isinstance(shows, Message):
        rows = [block.choices for block in READ[code].message(shows).blocks if isinstance(block, Choices)]
        labels = [choice.label for row in rows for choice in row]
    else:
        form = READ[code].form(shows)
        labels = [form.title, form.submit, form.cancel]
    assert [label for label in labels if len(label) > LABEL] == []


def said(message: Message[str], *, whole: bool = False) -> Iterator[str]:
    """What Vardag says before the first button, or in the `whole` message: headings, paragraphs, lists, fields and
    notes, with everything that stands in their gaps. A quote is the team's own behaviour or another person's words, and
    a chart repeats what is said: neither is counted."""
    for block in message.blocks:
        match block:
            case Choices() if not whole:
                return
            case Heading(text=text) | Paragraph(text=text) | Note(text=text):
                yield text
            case Items(items=items):
                yield from items
            case Fields(fields=fields):
                yield from (text for field in fields for text in (field.label, field.value))
            case _:
                pass
