"""What a report says first, in a chat, to somebody who may see it."""

from collections.abc import Iterator
from typing import Final

from dialogues.message import Block, Heading, Items, Note, Paragraph
from dialogues.phrase import Phrase, Text
from dialogues.pulse.item import ItemId
from dialogues.report import clarity, composing, dialogue, figures
from dialogues.report.records import Records
from dialogues.share import PERCENT_FROM

#: The questions whose readings it is about.
SEEN: Final = (ItemId.CLARITY, ItemId.LAST)


def blocks(records: Records) -> Iterator[Block[Text]]:
    """How the whole organisation is doing, and one question about it."""
    yield Heading(text=Phrase.of("report.glance"))
    yield Items(items=tuple(_lines(records)))
    yield Paragraph(text=Phrase.of("report.glance.question", question=composing.question(records)))
    yield Note(text=Phrase.of("report.glance.method", k=records.least))


def _lines(records: Records) -> Iterator[Text]:
    first, *rest = composing.opening(records)
    clear = clarity.now(records)
    if clear.people >= PERCENT_FROM:
        first = _joined(first, clarity.claim(clear, records.organisation.rules.reference))
    if clear.is_told:
        first = _joined(first, figures.covers(clear.teams, records))
    yield from (first, *rest)
    answered, raised = dialogue.promises(records)
    if raised:
        yield Phrase.of("report.glance.promises", answered=answered, raised=raised)


def _joined(before: Phrase, after: Phrase) -> Phrase:
    return Phrase.of("report.glance.joined", before=before, after=after)
