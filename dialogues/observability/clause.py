"""Where in a sentence its main verb stands: enough grammar to tell what is done from what is spoken of."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dialogues.observability.lexicon import Lexicon

_TOKEN: Final = re.compile(r"\d+(?:[.:,]\d+)*|[^\W\d_]+(?:['-][^\W_]+)*|[^\W_]+|[%.,;:!?()\n–—]")
#: So many verbs are looked at where it is not plain which is the main one.
_LIKELY: Final = 5
_BREAKS: Final = frozenset(".,;:!?()\n–—")
_ALIKE: Final = str.maketrans({"’": "'", "‘": "'", "\u2010": "-", "\u2011": "-"})


def visible(text: str) -> str:
    """What one sees of `text`: nothing of zero width, no marks that belong to no letter, no writing direction."""
    joined = unicodedata.normalize("NFC", "".join(each for each in text if unicodedata.category(each) != "Cf"))
    return "".join(each for each in joined if unicodedata.category(each) not in ("Mn", "Me")).translate(_ALIKE).strip()


def tokens(text: str) -> list[str]:
    """The words, numbers and stops of `text` as they are written."""
    return _TOKEN.findall(visible(text))


def is_break(token: str) -> bool:
    """Whether it parts clauses."""
    return token in _BREAKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The main clause of a sentence. `head` is the place of its verb in `tokens`, None where none is seen.

    `start` is where it begins; `end` is behind its last word, before the next clause. It is `fronted` where
    a time or another clause stands first, and then begins with its verb.
    """

    tokens: Sequence[str]
    start: int
    head: int | None
    end: int
    fronted: bool

    @property
    def object(self) -> Sequence[str]:
        """What follows the verb."""
        return self.tokens[self.head + 1 : self.end] if self.head is not None else ()

    @property
    def subject(self) -> Sequence[str]:
        """What stands before the verb."""
        return self.tokens[self.start : self.head] if self.head is not None else ()


def read(tokens: Sequence[str], lexicon: Lexicon) -> Iterator[Clause]:
    """The main clause; more than one where it is not plain which is. `tokens` are in lower case."""
    return _Reader(tokens, lexicon).clauses()


class _Reader:
    def __init__(self, tokens: Sequence[str], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.verbs = lexicon.verbs.known

    def clauses(self) -> Iterator[Clause]:
        start = self._skip(0)
        fronted = self._at(start) in self.lexicon.openers
        heads = list(islice(self._fronted(start), _LIKELY)) if fronted else [self._plain(start)]
        for head in heads or [None]:
            begin = start if not fronted else len(self.tokens) if head is None else head
            end = self._end(begin if head is None else head + 1)
            yield Clause(tokens=self.tokens, start=begin, head=head, end=end, fronted=fronted)

    def _plain(self, start: int) -> int | None:
        """The verb of a sentence that begins with its subject, or with the verb itself."""
        word = self._at(start)
        if word in self.lexicon.subjects:
            return self._after_subject(start + 1)
        if self._commands(start):
            return start
        return next(self._finite(start), None)

    def _fronted(self, start: int) -> Iterator[int]:
        """The verbs that may be the main one where a time or another clause stands first."""
        found = list(self._beside_pronoun(start))
        if found:
            yield from found
            return
        comma = next((at for at, each in enumerate(self.tokens) if at > start and each in ",–—"), None)
        if comma is not None and (head := self._plain(self._skip(comma + 1))) is not None:
            yield head
            return
        finite = list(self._finite(start + 1))
        if self._at(start) in self.lexicon.subordinators:
            finite = finite[1:] or finite
        by_actor = [at for at in finite if self._has_actor_beside(at)]
        yield from by_actor or finite[:1]

    def _beside_pronoun(self, start: int) -> Iterator[int]:
        """Swedish "ringer vi", English "we call", but not the "vi" of "när vi"."""
        joins = self.lexicon.subordinators | self.lexicon.relatives | self.lexicon.prepositions
        for at in range(start + 1, len(self.tokens)):
            before = self.tokens[at - 1]
            if self.tokens[at] not in self.lexicon.subjects or before in joins:
                continue
            if not self.lexicon.inverts or before in self.lexicon.auxiliaries:
                if (head := self._after_subject(at + 1)) is not None:
                    yield head
            elif at - 1 > start and self._may_be_verb(before):
                yield at - 1

    def _finite(self, start: int) -> Iterator[int]:
        """Known verbs in the present behind a subject that is not a pronoun."""
        relative = preposition = actor = False
        for at in range(start, len(self.tokens)):
            word = self.tokens[at]
            if word in ".!?;\n":
                return
            relative = relative or word in self.lexicon.relatives
            actor = actor or is_actor(word, self.lexicon)
            if word in self.lexicon.auxiliaries - self.lexicon.prepositions and at > start:
                head = self._after_subject(at + 1)
                if head is not None and not relative:
                    yield head
                relative = False
            elif self._is_finite(at, start, free=actor or not preposition):
                if not relative:
                    yield at
                relative = False
            preposition = preposition or word in self.lexicon.prepositions

    def _is_finite(self, at: int, start: int, *, free: bool) -> bool:
        word, before = self.tokens[at], self.tokens[at - 1] if at > start else ""
        states = self.lexicon.verbs.being | self.lexicon.verbs.having
        if word not in states and self._is_any(word, states):
            return True
        if not self._is_known(word):
            return False
        if self.lexicon.inverts:
            return word.endswith(("r", "s"))
        if not free or not before or before in self.lexicon.determiners | self.lexicon.prepositions:
            return False
        return word.endswith("s") != before.endswith("s") or is_actor(before, self.lexicon)

    def _has_actor_beside(self, at: int) -> bool:
        near = self.tokens[at + 1 : at + 4] if self.lexicon.inverts else self.tokens[max(0, at - 2) : at]
        return any(is_actor(each, self.lexicon) for each in near)

    def _after_subject(self, at: int) -> int | None:
        """The verb that comes at `at` or after words between."""
        passed = self.lexicon.adverbs | self.lexicon.auxiliaries | self.lexicon.negations
        while at < len(self.tokens) and self.tokens[at] in passed:
            at += 1
        return at if at < len(self.tokens) and not is_break(self.tokens[at]) else None

    def _end(self, start: int) -> int:
        """Where another clause begins."""
        for at in range(start, len(self.tokens)):
            word = self.tokens[at]
            following = self._at(at + 1)
            if word in self.lexicon.subordinators or f"{word} {following}" in self.lexicon.purposes:
                return at
            if is_break(word) and word != ",":
                return at
        return len(self.tokens)

    def _skip(self, at: int) -> int:
        """Past stops, and words that may stand before any sentence."""
        passed = (self.lexicon.adverbs - self.lexicon.openers) | self.lexicon.auxiliaries
        while at < len(self.tokens) and (is_break(self.tokens[at]) or self.tokens[at] in passed):
            at += 1
        return at

    def _commands(self, at: int) -> bool:
        follows = self._at(at + 1)
        if follows in self.lexicon.auxiliaries - self.lexicon.prepositions:
            return False
        if self._is_any(follows, self.lexicon.verbs.being):
            return False
        return any(form in self.verbs for form in self.lexicon.verbs.command(self._at(at)))

    def _may_be_verb(self, word: str) -> bool:
        return word.endswith(("r", "s")) and word not in self.lexicon.conjunctions

    def _is_known(self, word: str) -> bool:
        return self._is_any(word, self.verbs)

    def _is_any(self, word: str, verbs: frozenset[str]) -> bool:
        return any(form in verbs for form in self.lexicon.verbs.lemmas(word))

    def _at(self, at: int) -> str:
        return self.tokens[at] if at < len(self.tokens) else ""


def is_actor(word: str, lexicon: Lexicon) -> bool:
    """Whether somebody at work is meant."""
    return word in lexicon.actors or word.endswith(lexicon.actor_endings)
