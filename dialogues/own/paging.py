"""What is long is cut into pages that every platform takes whole."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from dialogues.message import Block, Heading, Items, Paragraph
from dialogues.phrase import Phrase, Text, Wording

#: What a page may weigh: as long as its texts are on their way, where a letter that is not plain may become twelve
#: characters, and with what stands around them. The strictest platform takes half as much again.
PAGE: Final = 13_000
#: What stands around each line, and what a sentence of ours weighs without what stands in its gaps.
LINE, SENTENCE = 250, 150
#: What one text of a document may weigh, and so many of them stand on a page.
TEXT, TEXTS = 3000, 4

#: A line, and the heading that it stands under.
Line = tuple[Phrase, Text]


def pages(lines: Iterable[Line]) -> Sequence[tuple[Block[Text], ...]]:
    """The lines under their headings, as many on each page as it has room for. A heading goes on to the next page."""
    found: list[list[Line]] = []
    room = 0
    for line in lines:
        needed = weight(line[1]) + LINE
        if needed > room:
            found.append([])
            room = PAGE
        found[-1].append(line)
        room -= needed
    return [tuple(_blocks(each)) for each in found]


def sheets(pieces: Iterable[str]) -> Sequence[tuple[Block[Text], ...]]:
    """The pieces of a document, one after the other, cut between them where that can be."""
    texts = list(_texts(pieces))
    return [
        tuple(Paragraph(text=text) for text in texts[first : first + TEXTS]) for first in range(0, len(texts), TEXTS)
    ]


def weight(text: Text) -> int:
    """How much room a text takes in either language."""
    match text:
        case str():
            return len(json.dumps(text))
        case Wording():
            return max(len(json.dumps(each)) for each in text.texts.values())
        case _:
            inside = (each for each in text.args.values() if isinstance(each, str | Wording | Phrase))
            return SENTENCE + sum(map(weight, inside))


def _blocks(lines: Sequence[Line]) -> Iterator[Block[Text]]:
    for heading in dict.fromkeys(str(under.key) for under, _ in lines):
        yield Heading(text=Phrase.of(heading))
        yield Items(items=tuple(text for under, text in lines if under.key == heading))


def _texts(pieces: Iterable[str]) -> Iterator[str]:
    text = ""
    for piece in (part for each in pieces for part in _parts(each)):
        if text and weight(text + piece) > TEXT:
            yield text
            text = ""
        text += piece
    yield text


def _parts(piece: str) -> Iterator[str]:
    """A piece that is no text's size, cut where no space is lost when somebody copies its parts."""
    while weight(piece) > TEXT:
        end = min(len(piece), TEXT)
        while weight(piece[:end]) > TEXT:
            end = end * 9 // 10
        while end > 1 and (piece[end - 1].isspace() or piece[end : end + 1].isspace()):
            end -= 1
        yield piece[:end]
        piece = piece[end:]
    yield piece
