"""Whether one could see somebody do it: the check of a behaviour's wording (domain.md §2.2).

Words and patterns only. An unknown verb costs no more than a question where the sentence says when and how many.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from dialogues.observability import lexicon_en, lexicon_sv
from dialogues.observability.clause import is_actor, is_break, read, tokens, visible
from dialogues.observability.lexicon import Lexicon
from dialogues.observability.naming import names_somebody
from dialogues.observability.verb import Sort, sort
from dialogues.phrase import Phrase

LEXICONS: Final[Mapping[str, Lexicon]] = {"sv": lexicon_sv.LEXICON, "en": lexicon_en.LEXICON}

#: From so many points on a behaviour with an observable verb is accepted, and below so many it is rejected.
ACCEPTED_FROM, REJECTED_BELOW = 75, 40
WORDS, CHARACTERS = range(4, 26), 160


class Verdict(StrEnum):
    """What the check says."""

    ACCEPT = "accept"
    ADVISE = "advise"
    REJECT = "reject"


class Code(StrEnum):
    """Why: the first six reject, the others advise."""

    OUTCOME = "outcome"
    TRAIT = "trait"
    INTERNAL = "internal"
    VAGUE = "vague"
    NEGATION = "negation"
    PERSON = "person"
    WHEN = "when"
    SEE = "see"
    WHO = "who"
    LONG = "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The verdict on one sentence. `codes` say what to change, the weightiest first; one that is accepted has none.

    `score` is 0-100.
    """

    verdict: Verdict
    codes: tuple[Code, ...]
    score: int


def reply(code: Code) -> Phrase:
    """What to ask whoever wrote the sentence."""
    return Phrase.of(f"observability.{code.value}")


def assess(text: str, language: str, *, names: Collection[str] = ()) -> Assessment:
    """The verdict on a behaviour written in `language`, `sv` or `en`; `names` are the full names of the roster.

    Takes any text, and time in proportion to its length.
    """
    lexicon = LEXICONS[language]
    written = tokens(text)
    points = _weigh([each.casefold() for each in written], lexicon, characters=len(visible(text)))
    rejecting = [Code.PERSON] if names_somebody(written, names, lexicon) else []
    if points.sort in _REJECTING:
        rejecting.append(_REJECTING[points.sort])
    if not rejecting and points.score < REJECTED_BELOW:
        rejecting.append(Code.VAGUE)
    if rejecting:
        return Assessment(verdict=Verdict.REJECT, codes=tuple(rejecting), score=points.score)
    if points.score >= ACCEPTED_FROM and points.sort is Sort.OBSERVABLE:
        return Assessment(verdict=Verdict.ACCEPT, codes=(), score=points.score)
    return Assessment(verdict=Verdict.ADVISE, codes=tuple(points.advice()) or (Code.WHEN,), score=points.score)


_REJECTING: Final = {
    Sort.NEGATION: Code.NEGATION,
    Sort.OUTCOME: Code.OUTCOME,
    Sort.TRAIT: Code.TRAIT,
    Sort.INTERNAL: Code.INTERNAL,
    Sort.VAGUE: Code.VAGUE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Points:
    """What the score is made of."""

    sort: Sort
    cue: bool
    count: bool
    actor: bool
    passive: bool
    words: int
    characters: int

    @property
    def score(self) -> int:
        verb = {Sort.OBSERVABLE: 35, Sort.HALF_VAGUE: 20}.get(self.sort, 10)
        who = 10 if self.actor else 5 if self.passive else 0
        return verb + 25 * self.cue + 20 * self.count + who + 10 * (self.words >= WORDS.start and not self.is_long)

    @property
    def is_long(self) -> bool:
        return self.words >= WORDS.stop or self.characters > CHARACTERS

    def advice(self) -> Iterator[Code]:
        if self.sort is not Sort.OBSERVABLE:
            yield Code.SEE
        if not self.cue:
            yield Code.WHEN
        if not self.actor:
            yield Code.WHO
        if self.is_long:
            yield Code.LONG


def _weigh(words: Sequence[str], lexicon: Lexicon, *, characters: int) -> _Points:
    words = list(_joined(words, lexicon))
    cue = _has_cue(words, lexicon)
    count = _has_count(words, lexicon, cue=cue)
    clause, best = max(
        ((each, sort(each, lexicon, timed=cue and count)) for each in read(words, lexicon)), key=lambda each: each[1]
    )
    return _Points(
        sort=best,
        cue=cue,
        count=count,
        actor=any(is_actor(each, lexicon) for each in words),
        passive=lexicon.inverts and clause.head is not None and words[clause.head].endswith("s"),
        words=sum(not is_break(each) for each in words),
        characters=characters,
    )


def _joined(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The words, with "percent" as its sign, and "each other" as one word, which tells neither when nor how many."""
    before = ""
    for each in words:
        both = before + "-" + each.removesuffix("'s")
        if both in lexicon.mutual:
            before = both
            continue
        if before:
            yield before
        before = "%" if each in lexicon.shares else each
    if before:
        yield before


def _has_cue(words: Sequence[str], lexicon: Lexicon) -> bool:
    return (
        any(each in lexicon.cues or each.endswith(lexicon.cue_endings) for each in words)
        or any(f"{a} {b}" in lexicon.cue_pairs for a, b in pairwise(words))
        or (bool(words) and words[0] in lexicon.subordinators)
        or any(a == "," and b in lexicon.subordinators for a, b in pairwise(words))
    )


def _has_count(words: Sequence[str], lexicon: Lexicon, *, cue: bool) -> bool:
    """Whether one can say at the next occasion that it happened. A share (`10 %`) is no such number."""
    return (
        any(each in lexicon.counts for each in words)
        or any(a[0].isdigit() and b != "%" for a, b in pairwise([*words, ""]))
        or any(f"{a} {b}" in lexicon.count_pairs for a, b in pairwise(words))
        or (cue and any(each in lexicon.articles for each in words))
    )
