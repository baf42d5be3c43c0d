"""The organisation's own questions in its file: what is wrong with them, and what changes."""

from dataclasses import replace

import pytest

from dialogues.blueprint.change import compare
from dialogues.blueprint.check import problems
from dialogues.phrase import Wording
from dialogues.pulse.custom import Question, QuestionKey, QuestionKind
from tests.dialogues.company import COMPANY

LUNCH = Question(
    key=QuestionKey("lunch"),
    kind=QuestionKind.YES_NO,
    text=Wording(texts={"sv": "Åt du lunch?", "en": "Did you have lunch?"}),
)
OFFICE = replace(LUNCH, key=QuestionKey("kontor"), kind=QuestionKind.HOW_OFTEN)


def test_questions_with_nothing_wrong_pass() -> None:
    assert problems(replace(COMPANY, questions=(LUNCH, OFFICE))) == ()


@pytest.mark.parametrize(
    ("questions", "path", "says"),
    [
        (
            (LUNCH, LUNCH),
            ("questions", 1, "key"),
            'there is another question with the key "lunch" before this one. Change or remove one of the two.',
        ),
        (
            (replace(LUNCH, key=QuestionKey("Lunch?")),),
            ("questions", 0, "key"),
            'a key is at most 40 of the letters a-z, digits, - and _, which "Lunch?" is not. Write "lunch".',
        ),
        (
            (replace(LUNCH, text=Wording(texts={"sv": "å" * 201})),),
            ("questions", 0, "text", "sv"),
            "this is 201 characters long. Say it in at most 200.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_mend(
    questions: tuple[Question, ...], path: tuple[str | int, ...], says: str
) -> None:
    (found,) = problems(replace(COMPANY, questions=questions))
    assert (found.path, found.says) == (path, says)


def test_what_changes_is_told_by_key() -> None:
    old, new = (LUNCH, OFFICE), (replace(LUNCH, kind=QuestionKind.HOW_CLEAR),)
    changes = compare(replace(COMPANY, questions=old), replace(COMPANY, questions=new))
    assert [str(each) for each in changes] == ["~ question lunch: kind", "- question kontor"]
