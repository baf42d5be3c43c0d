"""Forms that change what stands there already know what stood in them when they were opened."""

from dialogues import editing
from dialogues.form import ChoiceField, Form, Option, TextField
from dialogues.phrase import Phrase, Text
from dialogues.token import LONGEST, Token
from tests.dialogues.examples import submitted
from tests.dialogues.languages import SV

TOKEN = Token(dialogue="draft", step="save", subject="g1")
OPTIONS = (Option(value="a", label="Första"), Option(value="b", label="Andra"))


def form(text: str, choice: str = "a") -> Form[Text]:
    return editing.stamped(
        Form(
            title="Titel",
            fields=(
                TextField(name="text", label="Text", hint="Så här", value=text),
                ChoiceField(name="choice", label="Val", options=OPTIONS, value=choice),
            ),
            submit="Spara",
            cancel="Avbryt",
            missing="Saknas",
            token="",
        ),
        TOKEN,
    )


def token_of(opened: Form[Text]) -> Token:
    token = Token.read(opened.token)
    assert token is not None
    return token


def hints(opened: Form[Text]) -> list[str | None]:
    return [SV.say(each.hint) if each.hint else None for each in opened.fields]


def test_a_form_is_current_for_as_long_as_the_same_stands_in_it() -> None:
    opened = token_of(form("ett"))
    assert (opened.dialogue, opened.step, opened.subject) == ("draft", "save", "g1")
    assert editing.is_current(form("ett"), opened)
    assert not editing.is_current(form("två"), opened)
    assert not editing.is_current(form("ett", "b"), opened)
    assert not editing.is_current(form("ett"), TOKEN), "a token that somebody has made up is never current"
    assert len(form("x" * 5000).token) < LONGEST


def test_texts_do_not_run_into_each_other() -> None:
    assert editing.digest("ab", "c") != editing.digest("a", "bc") != editing.digest("abc")
    assert editing.digest("a") == editing.digest("a")


def test_who_was_overtaken_sees_their_own_words_and_what_stands_there_now() -> None:
    newer = editing.overtaken(form("nytt", "b"), {"text": "mitt", "choice": "a"})
    assert newer is not None
    assert [each.value for each in newer.fields] == ["mitt", "a"]
    assert [("»nytt«" in (each or "")) for each in hints(newer)] == [True, False]
    assert "»Andra«" in (hints(newer)[1] or "")
    assert newer.token == form("nytt", "b").token, "sent again, it is current"


def test_what_both_say_needs_no_hint_and_if_they_say_all_the_same_there_is_nothing_to_show() -> None:
    newer = editing.overtaken(form("nytt"), {"text": " nytt ", "choice": "b"})
    assert newer is not None
    assert hints(newer)[0] == "Så här"
    assert editing.overtaken(form("nytt"), {"text": "nytt", "choice": "a"}) is None
    assert editing.overtaken(form("nytt"), {}) is None, "an absent field says what stands there"


def test_where_nothing_stands_now_it_says_so() -> None:
    newer = editing.overtaken(form("", ""), {"text": "mitt", "choice": "a"})
    assert newer is not None
    assert all("här står inget nu" in (each or "") for each in hints(newer))


def test_a_form_that_was_wrong_is_still_the_one_that_was_opened() -> None:
    event = submitted(form("ett").token, {})
    error = Phrase.of("entry.missing")
    reject = editing.rejected(form("två"), event, {"text": error})
    assert reject.form.token == form("ett").token
    assert reject.errors == {"text": error}
