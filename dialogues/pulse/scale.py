"""The answers that a question can have, and which of them count (domain.md §3.1, Scoring)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

#: What is kept where somebody has chosen to leave a question: no answer, and shown nowhere.
SKIPPED: Final = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the answers to a question: what is kept of it, and the key of what its button says."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The `answers` in their order. `yes` are those that say it is so; those `aside` say that there was no occasion,
    and leave the denominator."""

    answers: tuple[Answer, ...]
    yes: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()

    def has(self, value: str) -> bool:
        """Whether `value` is one of the answers."""
        return any(each.value == value for each in self.answers)

    def people(self, counts: Mapping[str, int]) -> int:
        """How many stand behind a figure: whoever answered, and had an occasion."""
        return sum(count for value, count in counts.items() if value not in self.aside)


def _scale(*answers: tuple[str, str], yes: Collection[str] = (), aside: Collection[str] = ()) -> Scale:
    return Scale(
        answers=tuple(Answer(value=value, label=label) for value, label in answers),
        yes=frozenset(yes),
        aside=frozenset(aside),
    )


LAST: Final = _scale(
    ("yes", "pulse.yes"),
    ("not_that_time", "pulse.not_that_time"),
    ("no_occasion", "pulse.no_occasion"),
    yes=("yes",),
    aside=("no_occasion",),
)
DAYS: Final = _scale(
    ("0", "answer.days_0"),
    ("1", "answer.days_1"),
    ("2_3", "answer.days_2_3"),
    ("4_5", "answer.days_4_5"),
    ("no_occasion", "pulse.no_occasion"),
    yes=("4_5",),
    aside=("no_occasion",),
)
SEEN: Final = _scale(
    ("several", "answer.several"),
    ("once", "answer.once"),
    ("no", "answer.no"),
    ("not_seen", "answer.not_seen"),
    yes=("several", "once"),
    aside=("not_seen",),
)
CLEAR: Final = _scale(
    ("1", "answer.clear_1"),
    ("2", "answer.clear_2"),
    ("3", "answer.clear_3"),
    ("4", "answer.clear_4"),
    ("5", "answer.clear_5"),
    yes=("5",),
)
SURE: Final = _scale(
    ("1", "answer.sure_1"),
    ("2", "answer.sure_2"),
    ("3", "answer.sure_3"),
    ("4", "answer.sure_4"),
    ("5", "answer.sure_5"),
    yes=("4", "5"),
)
COMFORTABLE: Final = _scale(
    ("1", "answer.comfortable_1"),
    ("2", "answer.comfortable_2"),
    ("3", "answer.comfortable_3"),
    ("4", "answer.comfortable_4"),
    ("5", "answer.comfortable_5"),
    yes=("4", "5"),
)
KNOWN: Final = _scale(("yes", "answer.could_say"), ("roughly", "answer.roughly"), ("no", "answer.no"), yes=("yes",))
#: Before it stand the goals of the team.
DAY_TO_DAY: Final = _scale(("day_to_day", "answer.day_to_day"))
OBSTACLES: Final = _scale(
    ("time", "obstacle.time"),
    ("priority", "obstacle.priority"),
    ("goals", "obstacle.goals"),
    ("tools", "obstacle.tools"),
    ("waiting", "obstacle.waiting"),
    ("practice", "obstacle.practice"),
    ("nothing", "obstacle.nothing"),
    ("other", "obstacle.other"),
)
TALKED: Final = _scale(
    ("decided", "answer.decided"),
    ("briefly", "answer.briefly"),
    ("no", "answer.no"),
    ("no_meeting", "answer.no_meeting"),
    yes=("decided", "briefly"),
    aside=("no_meeting",),
)
WAITED: Final = _scale(
    ("yes", "pulse.yes"),
    ("should", "answer.should"),
    ("not_needed", "answer.not_needed"),
    ("unknown", "answer.unknown"),
    yes=("yes",),
    aside=("unknown",),
)
DECIDED: Final = _scale(
    ("yes", "pulse.yes"), ("no", "answer.no"), ("none", "answer.made_none"), yes=("yes",), aside=("none",)
)
RAISED: Final = _scale(
    ("yes", "pulse.yes"), ("no", "answer.no"), ("absent", "answer.was_absent"), yes=("yes",), aside=("absent",)
)
TOLD: Final = _scale(
    ("yes", "pulse.yes"), ("no", "answer.no"), ("forgotten", "answer.forgotten"), yes=("yes",), aside=("forgotten",)
)
YES_NO: Final = _scale(
    ("yes", "pulse.yes"), ("no", "answer.no"), ("unknown", "answer.unknown"), yes=("yes",), aside=("unknown",)
)
OFTEN: Final = _scale(
    ("1", "answer.often_1"),
    ("2", "answer.often_2"),
    ("3", "answer.often_3"),
    ("4", "answer.often_4"),
    ("5", "answer.often_5"),
    yes=("4", "5"),
)
