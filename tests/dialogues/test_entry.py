"""What people type into a form is kept whole, or refused with its reason: never cut, never changed in silence."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.entry import Entries, inert, is_stray, on_one_line, other_text, own_text
from dialogues.phrase import Wording
from tests.dialogues.drafts import DRAFT, EDIT, SHOW, both, sv
from tests.dialogues.languages import EN, SV
from tests.dialogues.office import Office


def entered(text: str, *, most: int = 1000) -> tuple[str, str]:
    """What is kept, and what is said against it in Swedish."""
    entries = Entries({"why": text}, language="sv")
    kept = entries.text("why", most=most)
    return kept, SV.say(entries.errors["why"]) if entries.errors else ""


@pytest.mark.parametrize(
    "text",
    [
        "<!channel> <@U123> *fet* [länk](https://example.com) <b>html</b> & ”citat”",
        "{__class__} %s {title}",
        "مرحبا بالعالم",
        "א־ב",
        "a\u200bb\u200d\u2060\ufeff",
        "\u200eVi ringer\u200f",
        "👩‍💻 🇸🇪",
        "e\u0301",
        "x" * 1000,
    ],
)
def test_texts_of_all_kinds_are_kept_to_the_letter(text: str) -> None:
    assert entered(text) == (text, "")
    office = Office(DRAFT)
    office.sends("lena", office.taps("lena", EDIT).form, {"why": text})
    assert office["g1"].why == sv(text)
    assert text in office.types("lena", "nöjda").text


def test_lines_become_one_and_space_is_space() -> None:
    assert entered("  Vi ringer\n\n upp\tsamma\xa0dag.\r\n") == ("Vi ringer upp samma dag.", "")
    assert on_one_line(" a\u2028b ") == "a b"


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_nothing_is_missing(text: str) -> None:
    assert entered(text) == ("", "Skriv något här.")


def test_four_thousand_characters_are_refused_with_the_limit_and_nothing_is_cut() -> None:
    kept, error = entered("x" * 4000)
    assert len(kept) == 4000
    assert error == "Högst 1\xa0000 tecken får plats. Det här är 4\xa0000: korta gärna."
    entries = Entries({"why": "x" * 4000}, language="en")
    entries.text("why", most=1000)
    assert EN.say(entries.errors["why"]) == "There is room for 1,000 characters. This is 4,000: please shorten it."


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u202a", "\ud800"])
def test_what_cannot_be_seen_and_does_something_is_refused(character: str) -> None:
    assert entered(f"Vi{character}ringer")[1] == "Här finns ett tecken som inte syns. Skriv texten utan det."


@given(st.text())
def test_what_is_kept_is_what_was_written_or_a_reason_is_given(text: str) -> None:
    kept, error = entered(text, most=50)
    assert kept == " ".join(text.split())
    seen = any(unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs") for each in kept)
    assert bool(error) == (not seen or len(kept) > 50 or any(map(is_stray, kept)))
    if not error:
        assert not any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in kept)


def test_who_leaves_a_wording_as_it_was_leaves_every_language() -> None:
    before = both("Tisdagsmötet.", "The Tuesday meeting.")
    swedish, english = (Entries({"a": before.texts[code]}, language=code) for code in ("sv", "en"))
    assert swedish.wording("a", before, most=100) is before
    assert english.wording("a", before, most=100) is before
    assert Entries({"a": "Tisdagsmötet. "}, language="sv").wording("a", before, most=100) is before
    assert Entries({"a": "Fredagsmötet."}, language="sv").wording("a", before, most=100) == sv("Fredagsmötet.")
    assert Entries({"a": ""}, language="sv").wording("a", before, most=100) is None
    assert Entries({}, language="sv").wording("a", None, most=100) is None
    # What was only in Swedish stands in the form of whoever reads English.
    assert Entries({"a": "Hej."}, language="en").wording("a", sv("Hej."), most=100) == sv("Hej.")


def test_both_languages_are_read_from_their_fields() -> None:
    before = both("Ja.", "Yes.")
    assert Entries({"a": "Ja.", "a_other": "Yes."}, language="sv").both("a", before, most=9) is before
    assert Entries({"a": "Yes.", "a_other": "Ja."}, language="en").both("a", before, most=9) is before
    assert Entries({"a": "Nej.", "a_other": ""}, language="sv").both("a", before, most=9) == sv("Nej.")
    assert Entries({"a": "No."}, language="en").both("a", most=9) == Wording(texts={"en": "No."})
    entries = Entries({"a": "", "a_other": "x" * 10}, language="sv")
    entries.both("a", before, most=9)
    assert set(entries.errors) == {"a", "a_other"}
    nothing = Entries({}, language="sv")
    assert nothing.both("a", before, most=9) is None
    assert set(nothing.errors) == {"a"}


@pytest.mark.parametrize(
    ("mine", "second", "kept"),
    [
        ("Hej.", "Hej.", sv("Hej.")),
        ("Hi.", "Hej.", both("Hej.", "Hi.")),
        ("Hi.", "Hej då.", both("Hej då.", "Hi.")),
        ("Hi.", "", Wording(texts={"en": "Hi."})),
        # What stood in the own field was in the other language, and nobody has said it in this one.
        ("Hej.", "Hej då.", sv("Hej då.")),
        # Emptied there and left here, it is meant for this one.
        ("Hej.", "", Wording(texts={"en": "Hej."})),
    ],
)
def test_who_reads_the_other_language_adds_to_what_there_is(mine: str, second: str, kept: Wording) -> None:
    before = sv("Hej.")
    assert (own_text(before, "en"), other_text(before, "en")) == ("Hej.", "Hej.")
    entries = Entries({"a": mine, "a_other": second}, language="en")
    assert entries.both("a", before, most=9) == kept
    assert entries.errors == {}


def test_a_text_in_a_language_that_had_none_keeps_the_others_and_ones_own_leaves_them_out() -> None:
    assert Entries({"a": "Hi."}, language="en").wording("a", sv("Hej."), most=9) == both("Hej.", "Hi.")
    assert Entries({"a": "Hi!"}, language="en").wording("a", both("Hej.", "Hi."), most=9) == Wording(
        texts={"en": "Hi!"}
    )
    assert Entries({"a": ""}, language="en").wording("a", sv("Hej."), most=9) is None


def test_what_is_said_back_is_without_what_cannot_be_seen_and_does_something() -> None:
    assert inert("a\u202eb\x00c\nd") == "abcd"
    assert inert("kaffe & bulle 👩‍💻 <!channel>") == "kaffe & bulle 👩‍💻 <!channel>"


def test_the_form_shows_the_text_that_there_is() -> None:
    assert (own_text(sv("Hej."), "sv"), other_text(sv("Hej."), "sv")) == ("Hej.", "")
    assert (own_text(sv("Hej."), "en"), other_text(sv("Hej."), "en")) == ("Hej.", "Hej.")
    assert (own_text(both("Hej.", "Hi."), "en"), other_text(both("Hej.", "Hi."), "en")) == ("Hi.", "Hej.")
    assert (own_text(None, "sv"), other_text(None, "sv")) == ("", "")


def test_days_and_choices() -> None:
    entries = Entries({"day": "2026-09-01", "bad": "1 september", "pick": "b"}, language="sv")
    assert entries.day("day") == date(2026, 9, 1)
    assert entries.day("none", required=False) is None
    assert entries.choice("pick", frozenset("ab")) == "b"
    assert entries.errors == {}
    assert entries.day("bad", required=False) is entries.day("none") is None
    entries.choice("day", frozenset("ab"))
    assert {name: each.key for name, each in entries.errors.items()} == {
        "bad": "entry.no_day",
        "none": "entry.no_day",
        "day": "settings.choose_one",
    }


def test_what_somebody_typed_stands_in_messages_as_they_typed_it() -> None:
    office = Office(DRAFT)
    office.sends("lena", office.taps("lena", EDIT).form, {"title": "{why} <!channel> *x*"})
    assert office.taps("lena", SHOW).text.startswith("Från mål till beteenden: {why} <!channel> *x*")
