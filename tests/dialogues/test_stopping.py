"""What a team does less of: text, reason, and a day on which it is looked at again."""

from dataclasses import replace
from datetime import date

import pytest

from dialogues import buttons, help
from dialogues.goal import StopItem
from tests.dialogues.drafts import DRAFT, READY, SHOW, sv, tap
from tests.dialogues.office import Office

LESS, MORE = tap(buttons.STOPPING, "list"), tap(buttons.STOPPING, "add")
REPORT = {"text": "Veckorapporten.", "reason": "Ingen läser den.", "review": "2026-12-18"}
TEN = tuple(StopItem(text=sv(f"Rapport {number}.")) for number in range(10))


def test_it_is_looked_at_again_after_a_month_unless_another_day_is_chosen() -> None:
    assert Office(DRAFT).taps("lena", MORE).values == {"text": "", "reason": "", "review": "2026-12-16"}


def test_one_more_stands_in_the_list_with_its_reason_and_its_day() -> None:
    office = Office(DRAFT)
    answered = office.sends("lena", office.taps("lena", MORE).form, REPORT)
    assert office["g1"].stop == (
        StopItem(
            text=sv("Veckorapporten."),
            reason=sv("Ingen läser den."),
            since=date(2026, 11, 16),
            review=date(2026, 12, 18),
        ),
    )
    line = "1. Veckorapporten. Varför: Ingen läser den. Vi ser över det 18 december."
    assert line in answered.text.splitlines()
    assert list(answered.buttons) == ["Lägg till", "Ta bort 1", "Tillbaka till målet"]


def test_reason_and_day_may_be_left_out() -> None:
    office = Office(DRAFT)
    office.sends("lena", office.taps("lena", MORE).form, {"text": "Veckorapporten.", "review": ""})
    assert office["g1"].stop == (StopItem(text=sv("Veckorapporten."), since=date(2026, 11, 16)),)


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"text": " "}, {"text": "Skriv något här."}),
        ({"reason": "x" * 1001}, {"reason": "Högst 1\xa0000 tecken får plats. Det här är 1\xa0001: korta gärna."}),
        ({"review": "snart"}, {"review": "Skriv en dag, till exempel 2026-09-01."}),
        ({"review": "2026-11-15"}, {"review": "Välj en dag från och med i dag."}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(values: dict[str, str], errors: dict[str, str]) -> None:
    office = Office(DRAFT)
    refused = office.sends("lena", office.taps("lena", MORE).form, REPORT | values)
    assert (refused.errors, refused.durable) == (errors, ())


def test_the_same_form_twice_is_one_item() -> None:
    office = Office(DRAFT)
    form = office.taps("lena", MORE).form
    first, second = (office.sends("lena", form, REPORT) for _ in range(2))
    assert len(office["g1"].stop) == 1
    assert first.text == second.text


def test_two_who_add_at_once_both_have_theirs() -> None:
    office = Office(DRAFT)
    hers, his = office.taps("lena", MORE).form, office.taps("eva", MORE).form
    office.sends("lena", hers, REPORT)
    office.sends("eva", his, REPORT | {"text": "Fredagsmötet."})
    assert [each.text for each in office["g1"].stop] == [sv("Veckorapporten."), sv("Fredagsmötet.")]


def test_one_is_taken_away_at_a_tap_and_only_that_one() -> None:
    office = Office(replace(DRAFT, stop=TEN[:3]))
    button = office.taps("lena", LESS).buttons["Ta bort 2"]
    office.taps("lena", button)
    assert office["g1"].stop == (TEN[0], TEN[2])
    again = office.taps("lena", button)
    assert again.durable == ()
    assert "1. Rapport 0.\n2. Rapport 2.\n" in again.text


def test_more_than_ten_nobody_remembers() -> None:
    office = Office(replace(DRAFT, stop=TEN[:9]))
    first, second = (office.taps("lena", MORE).form for _ in range(2))
    full = office.sends("lena", first, REPORT)
    assert "Lägg till" not in full.buttons
    refused = office.sends("lena", second, REPORT | {"text": "Fredagsmötet."})
    assert refused.errors == {"text": "Fler än 10 är svåra att minnas. Ta bort en först."}
    assert office.taps("lena", MORE).message == help.outdated()
    assert len(office["g1"].stop) == 10


def test_the_plan_and_the_list_say_the_same() -> None:
    office = Office(replace(READY, stop=TEN[:1]))
    assert "Det här gör vi mindre av\nRapport 0." in office.taps("lena", SHOW).text
    assert "Nytt får plats när något annat får vänta. Teamet ser listan." in office.taps("lena", LESS).text
