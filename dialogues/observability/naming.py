"""Whether somebody on the roster is named in a sentence (domain.md §2.1, criterion 6)."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final

from dialogues.observability.clause import is_break, tokens
from dialogues.observability.lexicon import Lexicon, words

#: Parts of a name that are no name by themselves ("von Essen").
_PARTICLES: Final = words("af av bin da de del den der di du el ibn la le ten ter van von zu")


def names_somebody(written: Sequence[str], names: Collection[str], lexicon: Lexicon) -> bool:
    """Whether one of `names`, full names, stands in a sentence, whose words come in as they are written.

    A full name counts in capitals or not. A first or last name alone counts with a capital letter, and where that says
    nothing since the name is an ordinary word as well ("Mark", "Bo"), only if it does or owns something.
    """
    full, single = _roster(tuple(names))
    return _has_full(written, full) or _has_single(written, single, lexicon)


@lru_cache(maxsize=4)
def _roster(names: tuple[str, ...]) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
    """The full names, and the first and last names by themselves. One roster serves many sentences."""
    roster = [[each.casefold() for each in tokens(name)] for name in names]
    full = frozenset(tuple(each) for each in roster if len(each) > 1)
    parts = {part for each in roster for part in each}
    return full, frozenset(each for each in parts - _PARTICLES if len(each) > 1 and not each.isdigit())


def _has_full(written: Sequence[str], full: Collection[tuple[str, ...]]) -> bool:
    lower = [each.casefold() for each in written]
    for length in {len(each) for each in full}:
        for at in range(len(lower) - length + 1):
            *first, last = lower[at : at + length]
            if any((*first, each) in full for each in _bare(last)):
                return True
    return False


def _has_single(written: Sequence[str], single: Collection[str], lexicon: Lexicon) -> bool:
    capitals = sum(each[0].isupper() for each in written)
    shouted = len(written) > 3 and 2 * capitals > len(written)
    for at, word in enumerate(written):
        name = next((each for each in _bare(word.casefold()) if each in single), None)
        if name is None or not word[0].isupper():
            continue
        silent = shouted or at == 0 or is_break(written[at - 1]) or name in lexicon.capitals
        if not (silent and _is_common(name, lexicon)) or "'" in word or _acts(written[at + 1 :], lexicon):
            return True
    return False


def _bare(word: str) -> Iterator[str]:
    """The word, and without what makes a genitive of it."""
    yield word
    yield word.removesuffix("s").removesuffix("'")
    yield word.removesuffix("'")


def _is_common(name: str, lexicon: Lexicon) -> bool:
    """Whether it is an ordinary word, too."""
    verbs = lexicon.verbs.observable | lexicon.verbs.half_vague | lexicon.verbs.internal | lexicon.auxiliaries
    return name in lexicon.common_names or any(form in verbs for form in lexicon.verbs.command(name))


def _acts(after: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether what comes next is what somebody does: "Mark replies", not "Mark every ..."."""
    following = after[0].casefold() if after else ""
    if following in lexicon.conjunctions:
        return len(after) > 1 and after[1][0].isupper()
    if following in lexicon.auxiliaries:
        return True
    verbs = lexicon.verbs.observable | lexicon.verbs.half_vague | lexicon.verbs.being | lexicon.verbs.having
    known = any(form in verbs for form in lexicon.verbs.lemmas(following) if form != following)
    return known and following.endswith(("r", "s"))
