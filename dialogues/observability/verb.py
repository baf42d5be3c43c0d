"""What a clause says by its verb and what the verb acts on (domain.md §2.2)."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise

from dialogues.observability.clause import Clause, is_actor, is_break
from dialogues.observability.lexicon import Lexicon


class Sort(IntEnum):
    """From what nobody can see to what one could film. The first five are no behaviour."""

    NEGATION = 0
    OUTCOME = 1
    TRAIT = 2
    INTERNAL = 3
    VAGUE = 4
    UNKNOWN = 5
    HALF_VAGUE = 6
    OBSERVABLE = 7


def sort(clause: Clause, lexicon: Lexicon, *, timed: bool) -> Sort:
    """`timed` says that the sentence has a cue and a count, which excuses all but the plainest faults."""
    return _Verb(clause, lexicon, timed).sort()


class _Verb:
    def __init__(self, clause: Clause, lexicon: Lexicon, timed: bool) -> None:
        self.clause = clause
        self.lexicon = lexicon
        self.timed = timed
        passed = lexicon.subjects | lexicon.adverbs
        self.object = [each for each in clause.object if each not in passed][:12]
        self.said = clause.object[:12]

    def sort(self) -> Sort:
        if self._is_negated():
            return Sort.NEGATION
        if self.clause.head is None:
            return Sort.OUTCOME if self._is_figure() else Sort.UNKNOWN
        found = self._sort(self.clause.tokens[self.clause.head])
        if Sort.VAGUE < found < Sort.OBSERVABLE and self._is_level():
            return Sort.OUTCOME
        if found < Sort.UNKNOWN and self._tells_how():
            return Sort.HALF_VAGUE
        if Sort.VAGUE < found < Sort.OBSERVABLE and self._goes_on():
            return Sort.OBSERVABLE
        return found

    def _is_figure(self) -> bool:
        """Whether a sentence without a verb is about a figure: "fewer complaints", "98 % on time"."""
        words = self.clause.tokens[self.clause.start :] or self.clause.tokens
        return bool(words) and (words[0] in self.lexicon.directions or ("%" in words and not self.timed))

    def _is_level(self) -> bool:
        """Whether a figure is at, or shall come to, some level: "lead time should come down to 30 days"."""
        about = self._has_metric(self.clause.subject) and not self._has_actor(self.clause.subject)
        return about and self._has_figure(self.clause.object) and ("%" in self.clause.object or not self.timed)

    def _has_actor(self, words: Sequence[str]) -> bool:
        return any(is_actor(each, self.lexicon) for each in words)

    def _sort(self, word: str) -> Sort:
        verbs = self.lexicon.verbs
        forms = list(verbs.lemmas(word))
        if not self.clause.fronted and not self.clause.subject:
            forms += verbs.command(word)
        if not verbs.being.isdisjoint(forms):
            return self._being()
        if not verbs.having.isdisjoint(forms):
            return self._having(forms)
        if not verbs.changing.isdisjoint(forms) and self._changes(forms):
            return Sort.OUTCOME
        if not verbs.light.isdisjoint(forms) and self._is_empty():
            return Sort.VAGUE
        return self._listed(forms)

    def _listed(self, forms: Sequence[str]) -> Sort:
        """By the lists of verbs: first together with the next word, then alone."""
        following = self.object[0] if self.object else ""
        lists = {
            Sort.VAGUE: self.lexicon.verbs.vague,
            Sort.INTERNAL: self.lexicon.verbs.internal,
            Sort.HALF_VAGUE: self.lexicon.verbs.half_vague,
            Sort.OBSERVABLE: self.lexicon.verbs.observable,
        }
        for text in [f"{form} {following}" for form in forms] + list(forms):
            for found, verbs in lists.items():
                if text in verbs:
                    return Sort.VAGUE if found is Sort.HALF_VAGUE and self._is_loose() else found
        return Sort.UNKNOWN

    def _being(self) -> Sort:
        words, lexicon = self.object, self.lexicon
        done = list(lexicon.verbs.lemmas(words[0]))[1:] if words else []
        changed = self._has_figure(words) or not lexicon.verbs.changing.isdisjoint(done)
        if changed and self._has_metric(self.clause.subject):
            return Sort.OUTCOME
        if not lexicon.awareness.isdisjoint(words[:2]):
            return Sort.INTERNAL
        if self._is_trait(words) and (self._is_personal() or not self.timed):
            return Sort.TRAIT
        return self._listed(done)

    def _is_trait(self, words: Sequence[str]) -> bool:
        near = list(_phrase(words, self.lexicon))[:4]
        if near and near[0] in self.lexicon.articles | self.lexicon.determiners | self.lexicon.praise:
            traits = self.lexicon.praise | self.lexicon.qualities
            return any(each in traits or self._is_adjective(each) for each in near)
        return bool(near) and (self._is_adjective(near[0]) or near[0] in self.lexicon.qualities)

    def _is_adjective(self, word: str) -> bool:
        if word in self.lexicon.plain_adjectives:
            return False
        return word in self.lexicon.adjectives or word.endswith(self.lexicon.adjective_endings)

    def _is_personal(self) -> bool:
        """Whether somebody, or nobody in particular, is what the verb says."""
        head = self.clause.head or 0
        near = [*self.clause.subject, *self.clause.tokens[head + 1 : head + 2]]
        somebody = self._has_actor(near) or any(each in self.lexicon.subjects for each in near)
        return somebody or not self.clause.subject

    def _having(self, forms: Sequence[str]) -> Sort:
        near = list(_phrase(self.object, self.lexicon))[:6]
        if any(each.endswith(self.lexicon.events) for each in near):
            return Sort.OBSERVABLE
        if (near and near[0] in self.lexicon.directions) or (self._has_metric(near) and self._has_figure(near)):
            return Sort.OUTCOME
        if not (self.lexicon.qualities | self.lexicon.abstract).isdisjoint(near):
            return Sort.TRAIT
        if not self.timed and any(self._is_adjective(each) or each in self.lexicon.praise for each in near):
            return Sort.TRAIT
        return self._listed(forms)

    def _changes(self, forms: Sequence[str]) -> bool:
        """Whether a figure is what becomes bigger or smaller."""
        if "%" in self.object or self._has_compared(self.said[:3], self.lexicon.directions):
            return True
        near = list(_phrase(self.object, self.lexicon))[:6]
        if not self.lexicon.verbs.observable.isdisjoint(forms):
            counted = self.lexicon.counts | self.lexicon.articles
            near = near[:2] if not any(each in counted or each.isdigit() for each in near[:2]) else []
        subject = self.clause.subject
        return self._has_metric(near) or (self._has_metric(subject) and not self._has_actor(subject))

    def _has_metric(self, words: Sequence[str]) -> bool:
        return any(_is_metric(each, self.lexicon) for each in words)

    def _has_figure(self, words: Sequence[str]) -> bool:
        return any(each == "%" or each[0].isdigit() or each in self.lexicon.directions for each in words)

    def _is_empty(self) -> bool:
        """Whether an abstract noun takes the place of an action."""
        near = list(_phrase(self.object, self.lexicon))[:5]
        if not self.lexicon.abstract.isdisjoint(near) or not self.lexicon.idle.isdisjoint(self.object):
            return True
        little = not self.lexicon.praise.isdisjoint(near[:3]) or not self.lexicon.mutual.isdisjoint(self.object)
        return little and not self.timed

    def _is_loose(self) -> bool:
        """Whether a verb that says half is left with how well it is done."""
        if self._has_compared(self.said[:3], self.lexicon.comparatives):
            return True
        how = self.lexicon.manner | self.lexicon.mutual
        return not self.timed and (not self.object or not how.isdisjoint(self.said))

    def _has_compared(self, words: Sequence[str], listed: frozenset[str]) -> bool:
        """Whether there is "more" or "better", and no "more than"."""
        return any(a in listed and b not in self.lexicon.than for a, b in pairwise([*words, ""]))

    def _tells_how(self) -> bool:
        """Whether it goes on with "by" and something that one could film, some time."""
        return self.timed and any(
            before in self.lexicon.means and self._is_observable(word) for before, word in self._joined()
        )

    def _goes_on(self) -> bool:
        """Whether "and" leads on to something that one could film."""
        joins = self.lexicon.conjunctions | self.lexicon.means
        return any(before in joins and self._is_observable(word) for before, word in self._joined())

    def _joined(self) -> Iterator[tuple[str, str]]:
        words = [each for each in self.clause.object if each not in self.lexicon.auxiliaries | self.lexicon.adverbs]
        return pairwise(words)

    def _is_observable(self, word: str) -> bool:
        """Whether it is such a verb, and in English not one of the nouns that look alike ("calls")."""
        observable = self.lexicon.verbs.observable
        if self.lexicon.inverts or word.endswith("ing"):
            return not observable.isdisjoint(self.lexicon.verbs.lemmas(word))
        return word in observable

    def _is_negated(self) -> bool:
        """Whether it begins with what is not done (not: "inte i efterhand" further on)."""
        tokens, lexicon = self.clause.tokens, self.lexicon
        words = [each for each in tokens if not is_break(each)][:60]
        if not words:
            return False
        excepted = not lexicon.exceptions.isdisjoint(words)
        if words[0] in lexicon.first_negations or words[:2] == ["do", "not"]:
            return lexicon.exceptions.isdisjoint(words[1:2])
        if words[0] in lexicon.nobody:
            return not excepted
        if self.clause.head is None:
            return False
        forms = set(lexicon.verbs.lemmas(tokens[self.clause.head]))
        if forms & lexicon.verbs.quitting:
            return self._quits()
        near = tokens[self.clause.start : self.clause.head + 2]
        return bool(forms & lexicon.verbs.avoiding) or (not excepted and not lexicon.negations.isdisjoint(near))

    def _quits(self) -> bool:
        """Whether it leaves off doing something ("sluta mejla", "stop being late"), rather than ends a meeting."""
        following = self.object[0] if self.object else ""
        if following.endswith("ing") or (following.endswith("a") and following in self.lexicon.verbs.observable):
            return True
        lexicon = self.lexicon
        concrete = lexicon.determiners | lexicon.conjunctions | lexicon.prepositions
        return not self.clause.fronted and not self.clause.subject and following not in concrete


def _is_metric(word: str, lexicon: Lexicon) -> bool:
    return any(each in word if len(each) > 4 else word in (each, f"{each}s") for each in lexicon.metrics)


def _phrase(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The words up to the next preposition, conjunction or stop."""
    for each in words:
        if each in lexicon.prepositions or each in lexicon.conjunctions or is_break(each):
            return
        yield each
