"""What the observability check says of the behaviours in an organisation file (domain.md §2.2)."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from dialogues.blueprint.entries import BehaviourEntry
from dialogues.finding import Finding, Path
from dialogues.observability.check import Assessment, Code, Verdict, assess
from dialogues.person import LANGUAGES


def behaviour_problems(path: Path, behaviours: Sequence[BehaviourEntry], names: Collection[str]) -> Iterator[Finding]:
    """What one could not see, and behaviours that stand twice. `names` are those of the people in the organisation."""
    for n, behaviour in enumerate(behaviours):
        here: Path = (*path, n, "text")
        if any(each.text == behaviour.text for each in behaviours[:n]):
            says = "this goal has a behaviour with the same text already. Change or remove one of the two."
            yield Finding(path=here, says=says)
        if behaviour.exception is None:
            for language, found in _assessments(behaviour, names):
                if found.verdict is Verdict.REJECT:
                    yield Finding(path=(*here, language), says=f"{_reason(found)} {_STANDS}")


def behaviour_advice(path: Path, behaviours: Sequence[BehaviourEntry], names: Collection[str]) -> Iterator[Finding]:
    """What would make them clearer, and exceptions that nothing needs."""
    for n, behaviour in enumerate(behaviours):
        found = dict(_assessments(behaviour, names))
        for language, assessment in found.items():
            if assessment.verdict is Verdict.ADVISE:
                for code in assessment.codes:
                    yield Finding(path=(*path, n, "text", language), says=_ADVICE[code])
        if behaviour.exception is not None and all(each.verdict is not Verdict.REJECT for each in found.values()):
            says = "the check has nothing against this behaviour, so that it needs no exception. Take it away: "
            yield Finding(path=(*path, n, "exception"), says=says + "the team would wonder.")


def _assessments(behaviour: BehaviourEntry, names: Collection[str]) -> Iterator[tuple[str, Assessment]]:
    for language, text in behaviour.text.texts.items():
        if language in LANGUAGES:
            yield language, assess(text, language, names=names)


def _reason(assessment: Assessment) -> str:
    return next((_REASONS[code] for code in assessment.codes if code in _REASONS), _REASONS[Code.VAGUE])


_STANDS: Final = 'If it stands all the same, write why under "exception", for the team to read.'

_REASONS: Final = {
    Code.OUTCOME: "this is a result. Write what you do that leads there; the result itself can be a measure of kind "
    '"key_result".',
    Code.TRAIT: "this is a quality. Write what one would see you do.",
    Code.INTERNAL: "this cannot be seen from outside. Write what you do once you have understood.",
    Code.VAGUE: "this is vague. Write what exactly you do, and when.",
    Code.NEGATION: "this is what you do not do. Write what you do instead.",
    Code.PERSON: "this names a person, and a behaviour is the whole team's. Write it without the name.",
}

_ADVICE: Final = {
    Code.WHEN: "this does not say when it happens. Add the occasion, the deadline or the rhythm.",
    Code.SEE: "this does not say what one would see. Write what somebody with a camera could film.",
    Code.WHO: 'this does not say who does it. Begin with "We", "I" or a role.',
    Code.LONG: "this is more than 25 words. Say it shorter.",
}
