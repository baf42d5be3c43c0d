"""Swedish and English are equals: every sentence is there in both, with the same gaps, and nothing else is."""

import re
import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, time
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import dialogues
from bot.report.spreadsheet import COLUMNS
from dialogues.example.types import EXAMPLES as SHOWN
from dialogues.form import Form
from dialogues.language import read_catalogue
from dialogues.message import Message
from dialogues.person import LANGUAGES
from dialogues.phrase import Day, Hour, Phrase, Text, Wording
from dialogues.pulse.item import ItemId
from dialogues.report.composing import compose
from dialogues.translation.template import THEMES
from tests.dialogues.digest_examples import DIGEST_MESSAGES
from tests.dialogues.examples import FORMS as OTHER_FORMS
from tests.dialogues.examples import MESSAGES as OTHER_MESSAGES
from tests.dialogues.goal_examples import GOAL_ERRORS, GOAL_FORMS, GOAL_MESSAGES
from tests.dialogues.languages import EN, SV
from tests.dialogues.languages import LANGUAGES as READ
from tests.dialogues.meeting_examples import MEETING_ERRORS, MEETING_FORMS, MEETING_MESSAGES
from tests.dialogues.nudge_examples import NUDGE_ERRORS, NUDGE_FORMS, NUDGE_MESSAGES
from tests.dialogues.office import choices
from tests.dialogues.pulse_examples import PULSE_ERRORS, PULSE_FORMS, PULSE_MESSAGES
from tests.dialogues.report_examples import EMPTY, RECORDS, VARIED
from tests.dialogues.test_example import WAITING

MESSAGES: dict[str, Message[Text]] = {
    **OTHER_MESSAGES,
    **DIGEST_MESSAGES,
    **GOAL_MESSAGES,
    **PULSE_MESSAGES,
    **NUDGE_MESSAGES,
    **MEETING_MESSAGES,
}
FORMS: dict[str, Form[Text]] = {**OTHER_FORMS, **GOAL_FORMS, **PULSE_FORMS, **NUDGE_FORMS, **MEETING_FORMS}
WHENS = {f"when {id}": each.when for id, each in SHOWN.items()}
ERRORS = {**GOAL_ERRORS, **PULSE_ERRORS, **NUDGE_ERRORS, **MEETING_ERRORS}
REPORTS = {f"report {number}": compose(each) for number, each in enumerate((RECORDS, EMPTY, *VARIED))}
EXAMPLES: dict[str, object] = {**MESSAGES, **FORMS, **ERRORS, **SHOWN, **WHENS, **REPORTS}
_SHOWN = (ItemId.LAST, ItemId.CLARITY, ItemId.LEAD_MEET, ItemId.LEAD_FB, ItemId.PLAN)
#: What is in no example, and said in a test of its own.
ELSEWHERE = {
    *("settings.outside_hours", "settings.no_time", "settings.no_timezone"),
    *("said.too_few", "took_part.few"),
    *(f"said.{item}" for item in ItemId if item not in _SHOWN),
    *("said.prio.apart", "said.obst.apart"),
    # What a report's formats say themselves.
    *("report.asked", "report.talk_about", "report.counted", "report.contents", "report.in_words"),
    *(f"report.column.{each}" for each in COLUMNS),
    # It is asked of nobody yet.
    "item.plan",
    # A closed goal is not shown.
    *("state.closed", "status.closed"),
    # Said as soon as something composes the kind.
    *(f"example.{kind.value}" for kind in WAITING),
}
FOLDER = Path(dialogues.__file__).parent


def catalogue(code: str) -> Catalog:
    with (FOLDER / "locale" / f"{code}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def sentences(code: str) -> dict[str, tuple[str, ...]]:
    found = {}
    for each in catalogue(code):
        if each.id:
            key = each.id if isinstance(each.id, str) else each.id[0]
            found[key] = (each.string,) if isinstance(each.string, str) else tuple(each.string or ())
    return found


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_sentences_with_the_same_gaps() -> None:
    sv, en = sentences("sv"), sentences("en")
    assert list(sv) == list(en)
    for key in sv:
        assert {name for text in sv[key] for name in gaps(text)} == {name for text in en[key] for name in gaps(text)}, (
            key
        )
        assert all(sv[key]), key
        assert all(en[key]), key


def phrases(value: object) -> Iterator[Phrase]:
    if isinstance(value, Phrase):
        yield value
        yield from (each for arg in value.args.values() for each in phrases(arg))
    elif isinstance(value, tuple):
        yield from (each for item in value for each in phrases(item))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (each for field in fields(value) for each in phrases(getattr(value, field.name)))


def test_every_phrase_that_is_said_is_in_the_catalogues() -> None:
    known = sentences("sv")
    for name, said in EXAMPLES.items():
        for phrase in phrases(said):
            assert phrase.key in known, name
            assert set(phrase.args) >= {gap for gap in gaps(known[phrase.key][0]) if gap != "count"}, phrase.key


def test_every_sentence_is_said_in_an_example() -> None:
    said = {phrase.key for each in EXAMPLES.values() for phrase in phrases(each)}
    assert set(sentences("sv")) - said == ELSEWHERE


def test_every_sentence_in_the_catalogues_is_used() -> None:
    source = "\n".join(path.read_text() for path in FOLDER.rglob("*.py"))
    starts = set(re.findall(r'Phrase\.of\(\s*f"([a-z_.]+\.)\{', source))
    whole = set(re.findall(r'"([a-z_]+\.[a-z0-9_]+)"', source))
    unused = [key for key in sentences("sv") if key not in whole and not any(key.startswith(start) for start in starts)]
    assert unused == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", list(MESSAGES))
def test_every_message_can_be_said_and_its_buttons_are_short(name: str, code: str) -> None:
    message: Message[str] = READ[code].message(MESSAGES[name])
    assert message.summary
    text = str(message)
    assert "Phrase(" not in text
    assert "Wording(" not in text
    assert not re.search(r"\{\w+\}", text)
    themes = {READ[code].say(each.name) for each in THEMES}
    labels = {READ[code].say(each.label) for each in choices(message)}
    assert all(len(each) <= 24 for each in labels - themes), labels
    assert all(len(each) <= 30 for each in labels & themes), labels


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_form_can_be_said(code: str) -> None:
    for each in FORMS.values():
        form = READ[code].form(each)
        assert "Phrase(" not in str(form)
        assert not re.search(r"\{\w+\}", str(form))
        assert all(len(READ[code].say(text)) <= 24 for text in (each.title, each.submit, each.cancel)), each.title
        assert form.token == each.token
        assert [field.name for field in form.fields] == [field.name for field in each.fields]


def test_plurals_dates_and_times_are_the_languages_own() -> None:
    assert "högst en kort fråga" in SV.say(Phrase.of("greeting.hello", 1))
    assert "at most 2 short questions" in EN.say(Phrase.of("greeting.hello", 2))
    day = Phrase.of("reading.day", day=Day(day=date(2026, 5, 3)))
    assert (SV.say(day), EN.say(day)) == ("3 maj", "3 May")
    saved = Phrase.of("settings.saved", time=Hour(hour=time(9, 5)))
    assert "09:05" in SV.say(saved)


def test_a_missing_translation_falls_back_to_what_was_written_first() -> None:
    assert EN.say(Wording(texts={"sv": "Hej"})) == "Hej"
    assert SV.say("verbatim {not} a gap") == "verbatim {not} a gap"
    with pytest.raises(ValueError, match="at least one language"):
        Wording(texts={})


def test_hostile_words_in_a_gap_stay_words() -> None:
    said = SV.say(Phrase.of("help.not_understood", words="{__class__} %s <!channel>"))
    assert "»{__class__} %s <!channel>«" in said


def test_a_broken_catalogue_is_an_error() -> None:
    with pytest.raises(ValueError):
        read_catalogue(BytesIO(b'msgid "a"\nmsgstr[x] "'))


def test_choices_have_tokens() -> None:
    assert all(each.token for message in MESSAGES.values() for each in choices(message))


def test_what_stands_beside_a_field_can_be_said() -> None:
    for each in GOAL_ERRORS.values():
        for language in READ.values():
            assert not re.search(r"\{\w+\}", language.say(each))
