"""What pydantic has found wrong with the shape of the file, in words for somebody who does not program."""

from collections.abc import Iterator, Sequence

from pydantic_core import ErrorDetails

from bot.organisation.goal_part import (
    AnswersPart,
    BehaviourPart,
    GoalPart,
    GuidancePart,
    MeasurePart,
    PeriodPart,
    StopPart,
)
from bot.organisation.part import Part
from bot.organisation.schema import (
    BreakPart,
    OrganisationFile,
    OrganisationPart,
    PersonPart,
    QuestionPart,
    ReferencePart,
    RulesPart,
    SituationPart,
    TeamPart,
)
from dialogues.finding import Finding, Path, closest, quoted

#: Which part stands under which key.
_PARTS: dict[str, type[Part]] = {
    "organisation": OrganisationPart,
    "breaks": BreakPart,
    "rules": RulesPart,
    "clarity": ReferencePart,
    "teams": TeamPart,
    "situations": SituationPart,
    "people": PersonPart,
    "questions": QuestionPart,
    "goals": GoalPart,
    "period": PeriodPart,
    "guidance": GuidancePart,
    "measures": MeasurePart,
    "behaviours": BehaviourPart,
    "stop": StopPart,
    "answers": AnswersPart,
}


def explain(errors: Sequence[ErrorDetails]) -> Iterator[Finding]:
    """A key that is missing because it stands there misspelt is told of once."""
    meant = {
        (each["loc"][:-1], closest(str(each["loc"][-1]), keys(each["loc"][:-1]))) for each in errors if unknown(each)
    }
    for error in errors:
        if error["type"] != "missing" or (error["loc"][:-1], error["loc"][-1]) not in meant:
            yield Finding(path=error["loc"], says=_words(error))


def unknown(error: ErrorDetails) -> bool:
    """Whether the error is a key that has no business there."""
    return error["type"] == "extra_forbidden"


def keys(path: Path) -> dict[str, str]:
    """The keys that may stand at a place of the file, and what each means."""
    names = [each for each in path if each in _PARTS]
    part = _PARTS[str(names[-1])] if names else OrganisationFile
    return {field.alias or name: field.description or "" for name, field in part.model_fields.items()}


def _words(error: ErrorDetails) -> str:
    *above, last = error["loc"] or ("",)
    kind, value = error["type"], error["input"]
    known = keys(tuple(above))
    if kind == "missing":
        return f"{quoted(str(last))} is missing here. Add it: {known[str(last)]}"
    if unknown(error):
        close = closest(str(last), known)
        mend = f"Did you mean {quoted(close)}?" if close else f"The keys here are {', '.join(known)}."
        return f"there is no key {quoted(str(last))} here. {mend}"
    if value is None:
        return (
            f"nothing stands here. Fill in: {known.get(str(last), 'the number.' if 'values' in above else 'the text.')}"
        )
    if kind == "enum":
        options = error["ctx"]["expected"].replace("'", "")
        close = closest(value, options.replace(" or ", ", ").split(", ")) if isinstance(value, str) else None
        return f"this must be {options}." + (f" Did you mean {quoted(close)}?" if close else "")
    return _SENTENCES.get(kind, error["msg"])


_NUMBER = "this must be a number. Write it as 66 or 66.5, with no unit."
_WHOLE = "this must be a whole number. Write it as 1."
_COUNT = "this counts what Vardag has changed. Take it away, or leave it as it was exported."
_PART = (
    "this must be keys with values. Write each as 'key: value' on a line of its own, with the same spaces before it."
)

#: By pydantic's error types.
_SENTENCES = {
    "string_type": "this must be a text. Write it on the same line, in quotation marks if it has a colon or a bracket.",
    "string_unicode": "this text has half a character in it. Write it again.",
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "finite_number": _NUMBER,
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_parsing_size": _WHOLE,
    "greater_than_equal": _COUNT,
    "less_than_equal": _COUNT,
    "tuple_type": "this must be a list. Begin each item with '- ' on a line of its own.",
    "model_type": _PART,
    "dict_type": "this must be days with numbers. Write it as {2026-09-30: 67.5}.",
    "too_short": "this is empty. Write at least one.",
    "date_from_datetime_parsing": "there is no such day. Look in a calendar.",
    "date_parsing": "there is no such day. Look in a calendar.",
}
