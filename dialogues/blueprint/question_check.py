"""What the organisation's own questions must keep to, beyond their shape."""

from collections.abc import Iterator, Sequence

from dialogues.finding import Finding, Path, check_unique
from dialogues.pulse.custom import Question
from dialogues.wellformed import TITLE, check_key, check_wording


def question_problems(questions: Sequence[Question]) -> Iterator[Finding]:
    """Everything for which the questions must be refused."""
    keys: list[tuple[Path, str]] = [(("questions", i, "key"), each.key) for i, each in enumerate(questions)]
    yield from check_unique("question with the key", keys)
    for i, question in enumerate(questions):
        path: Path = ("questions", i)
        yield from check_key((*path, "key"), question.key)
        yield from check_wording((*path, "text"), question.text, TITLE)
