"""What the words of a language tell about a behaviour (domain.md §2.2)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass


def words(text: str) -> frozenset[str]:
    """A list of words, with spaces between them."""
    return frozenset(text.split())


def pairs(text: str) -> frozenset[str]:
    """A list of pairs of words, with commas between them."""
    return frozenset(" ".join(each.split()) for each in text.split(","))


def ends(text: str) -> tuple[str, ...]:
    """A list of parts of words, by which compounds and inflections are met."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbs:
    """One language's verbs, in their dictionary form.

    Among them stand pairs, too: a verb and the word that follows it ("följa upp", "take care").
    """

    #: The dictionary forms that a word may be a form of, the likeliest first.
    lemmas: Callable[[str], Iterator[str]]
    #: Those of a word that begins a sentence, where it may be a command ("ring", "call").
    command: Callable[[str], Iterator[str]]

    observable: frozenset[str]
    half_vague: frozenset[str]
    vague: frozenset[str]
    internal: frozenset[str]
    #: To make a figure bigger or smaller: "öka", "reach".
    changing: frozenset[str]
    being: frozenset[str]
    having: frozenset[str]
    #: Verbs that an abstract noun makes empty: "ta" in "ta ansvar", "show" in "show respect".
    light: frozenset[str]
    avoiding: frozenset[str]
    #: To leave off, and to bring to an end: "sluta", "stop".
    quitting: frozenset[str]

    @property
    def known(self) -> frozenset[str]:
        """All of them."""
        judged = self.observable | self.half_vague | self.vague | self.internal | self.changing
        return judged | self.being | self.having | self.light | self.avoiding | self.quitting


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's words, in lower case, as they are written."""

    #: Whether a verb changes places with its subject where something else begins ("Varje dag ringer vi").
    inverts: bool
    verbs: Verbs
    auxiliaries: frozenset[str]

    #: Pronouns that do things.
    subjects: frozenset[str]
    actors: frozenset[str]
    actor_endings: tuple[str, ...]
    #: Words that are first or last names of people, too.
    common_names: frozenset[str]
    #: Those of them that are written with a capital letter all the same.
    capitals: frozenset[str]

    cues: frozenset[str]
    cue_pairs: frozenset[str]
    cue_endings: tuple[str, ...]
    counts: frozenset[str]
    count_pairs: frozenset[str]
    #: Count beside a cue only.
    articles: frozenset[str]
    #: What one has that others see: a meeting, a helmet.
    events: tuple[str, ...]

    abstract: frozenset[str]
    #: "In the centre": as empty as an abstract noun, wherever it stands.
    idle: frozenset[str]
    praise: frozenset[str]
    manner: frozenset[str]
    comparatives: frozenset[str]
    #: "Each other", as one word.
    mutual: frozenset[str]
    #: Nouns for what one is or has in oneself.
    qualities: frozenset[str]
    adjectives: frozenset[str]
    adjective_endings: tuple[str, ...]
    #: Adjectives that are no trait, though their endings look so.
    plain_adjectives: frozenset[str]
    awareness: frozenset[str]
    metrics: tuple[str, ...]
    directions: frozenset[str]
    shares: frozenset[str]

    subordinators: frozenset[str]
    purposes: frozenset[str]
    #: What a sentence begins with when its subject comes later.
    openers: frozenset[str]
    relatives: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]
    conjunctions: frozenset[str]
    adverbs: frozenset[str]
    negations: frozenset[str]
    first_negations: frozenset[str]
    nobody: frozenset[str]
    #: After these a negation is half of something done: "never ... without".
    exceptions: frozenset[str]
    #: What comes before how something is reached: "genom att ringa", "by calling".
    means: frozenset[str]
    #: "Än" of "fler än", "than" of "more than".
    than: frozenset[str]
