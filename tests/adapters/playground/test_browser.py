"""The playground in a real browser: livelier than by forms alone, and for everyone."""

import asyncio
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Page, expect

from adapters.port import Answer
from dialogues.event import Chose, Commanded, Opened, Said, Seen, Submitted
from tests.adapters.inbox import RecordingInbox
from tests.adapters.playground.harness import PlaygroundHarness
from tests.adapters.playground.messages import FORM, HOSTILE, asking, everything, post_in_channel, said, send
from tests.adapters.playground.town import Town
from tests.browser import Browse

#: The first page, the three places of a person, and what there is to look at.
PLACES = ("/", "/as/anna", "/as/anna/channel/kundservice", "/as/anna/home", "/gallery", "/weeks")

#: Says what has no name, an id twice, or too little contrast with what is behind it.
LOOK_OVER = Path(__file__).with_name("look_over.js").read_text()


async def test_what_happens_is_seen_at_once_and_disturbs_nobody(playground: PlaygroundHarness, browse: Browse) -> None:
    for number in range(20):
        await send(playground, "anna", said(f"Meddelande {number}"), key=f"k{number}")
    page = await browse(f"{playground.address}/as/anna")
    await page.fill("#text", "halvskrivet")
    await page.evaluate("document.body.dataset.same = 'page'")
    await send(playground, "anna", said("Nytt här"), key="new")
    await send(playground, "lena", said("Nytt hos Lena"), key="lena")
    await expect(page.locator("#lines > li").last).to_contain_text("Nytt här")
    await expect(page.get_by_text("Nytt här")).to_be_in_viewport()
    await expect(page.get_by_role("link", name="Lena Falk").locator(".count")).to_contain_text("1")
    await expect(page.locator("#text")).to_have_value("halvskrivet")
    await expect(page.locator("#text")).to_be_focused()
    assert await page.evaluate("document.body.dataset.same") == "page"


async def test_a_question_is_answered_with_the_keyboard_alone(
    playground: PlaygroundHarness, inbox: RecordingInbox, browse: Browse
) -> None:
    inbox.answers(Chose, Answer(replace=asking("Ändra", text="Tack, sparat.")))
    await send(playground, "anna", asking("Ja", "Inte den gången"))
    page = await browse(f"{playground.address}/as/anna")
    await tab_to(page, page.get_by_role("button", name="Inte den gången"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Tack, sparat.")).to_be_visible()
    await expect(page.locator("li.line:focus")).to_contain_text("Tack, sparat.")
    assert inbox.only(Chose).token.value == "1"
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Ändra")).to_be_focused()


async def test_the_first_stop_of_the_keyboard_leads_past_the_people(
    playground: PlaygroundHarness, browse: Browse
) -> None:
    page = await browse(f"{playground.address}/as/anna")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Hoppa till innehållet")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Chatt med Vardag")).to_be_focused()


async def test_a_form_is_a_dialog_that_keeps_what_was_entered_until_it_is_right(
    playground: PlaygroundHarness, inbox: RecordingInbox, browse: Browse
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    inbox.answers(Submitted, Answer(errors={"why": "Skriv lite mer."}))
    page = await browse(f"{playground.address}/as/anna")
    await page.fill("#text", "/goal inställningar")
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Dina inställningar")
    await expect(dialog.get_by_label("Vilken tid?")).to_be_focused()
    assert await dialog.evaluate("dialog => dialog.matches(':modal')")
    await expect(page.locator("#text")).to_have_value("")
    await dialog.get_by_label("Varför?").fill("därför")
    await dialog.get_by_label("Språk").select_option("English")
    await dialog.get_by_role("button", name="Spara").press("Enter")
    why = dialog.get_by_label("Varför?")
    await expect(dialog.get_by_role("alert")).to_have_text("Skriv lite mer.")
    await expect(why).to_be_focused()
    await expect(why).to_have_value("därför")
    await expect(why).to_have_accessible_description("Skriv lite mer.")
    await expect(dialog.get_by_label("Språk")).to_have_value("en")
    inbox.answers(Submitted, Answer(reply=said("Sparat.")))
    await dialog.get_by_role("button", name="Spara").click()
    await expect(page.get_by_text("Sparat.")).to_be_visible()
    await expect(dialog).to_have_count(0)
    await expect(page.locator("#text")).to_be_focused()
    assert len([event for event in inbox.events if isinstance(event, Submitted)]) == 2


async def test_escape_puts_a_form_away_unsent(
    playground: PlaygroundHarness, inbox: RecordingInbox, browse: Browse
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    await playground.commands("anna", "inställningar")
    page = await browse(f"{playground.address}/as/anna")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert await playground.form("anna") is None
    assert [type(event) for event in inbox.events] == [Commanded]


async def test_a_reply_is_marked_as_private_and_the_chip_gives_the_command(
    playground: PlaygroundHarness, inbox: RecordingInbox, browse: Browse
) -> None:
    inbox.answers(Commanded, Answer(reply=said("Det här arbetar vi mot")))
    page = await browse(f"{playground.address}/as/anna")
    for times in (1, 2):
        await page.get_by_role("button", name="Visa våra mål").click()
        await expect(page.locator("li.private.bot", has_text="Bara du ser det här")).to_have_count(times)
    assert [event.words for event in inbox.events if isinstance(event, Commanded)] == ["", ""]


async def test_another_language_is_another_page_in_it(
    playground: PlaygroundHarness, inbox: RecordingInbox, browse: Browse
) -> None:
    page = await browse(f"{playground.address}/as/anna/channel/kundservice")
    await expect(page.locator("html")).to_have_attribute("lang", "sv")
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_role("heading", name="You are Anna Åberg")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/as/anna/channel/kundservice")
    seen = inbox.only(Seen).profile
    assert (seen.key.user, seen.locale, seen.timezone) == ("anna", "en", "Europe/Stockholm")


async def test_the_clock_shows_that_time_is_passing(playground: PlaygroundHarness, town: Town, browse: Browse) -> None:
    going = asyncio.Event()

    async def happen() -> None:
        await send(playground, "anna", said("En timme senare"))
        await going.wait()

    town.happen = happen
    page = await browse(f"{playground.address}/as/anna")
    await expect(page.locator("#now")).to_contain_text("10:00")
    await page.get_by_role("button", name="Till nästa händelse").click()
    await expect(page.get_by_role("form", name="Klockan")).to_have_attribute("aria-busy", "true")
    await expect(page.get_by_text("En timme senare")).to_be_visible()
    going.set()
    await expect(page.get_by_role("form", name="Klockan")).to_have_attribute("aria-busy", "false")
    await expect(page.locator("#now")).to_contain_text("måndag 23 november 11:00")
    await page.get_by_role("button", name="En vecka fram").click()
    await expect(page.locator("#now")).to_contain_text("30 november")


async def test_four_weeks_pass_and_what_somebody_met_stays_open_while_more_comes(
    playground: PlaygroundHarness, town: Town, browse: Browse
) -> None:
    async def happen() -> None:
        await send(playground, "anna", said("Dags för en fråga"))

    town.happen = happen
    page = await browse(f"{playground.address}/as/anna")
    await page.get_by_role("button", name="Fyra veckor fram").click()
    await expect(page.get_by_role("heading", name="Fyra veckor", exact=True)).to_be_visible()
    anna = page.locator("details", has_text="Anna Åberg")
    await anna.locator("summary").click()
    await expect(anna.get_by_text("Dags för en fråga")).to_be_visible()
    await look_over(page)
    await send(playground, "anna", said("Och en till"), key="k2")
    await expect(anna.get_by_text("Och en till")).to_be_visible()


async def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    playground: PlaygroundHarness, inbox: RecordingInbox, browse: Browse
) -> None:
    page = await browse(f"{playground.address}/as/anna", quiet=False)
    inbox.failing = True
    await page.fill("#text", "hej")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("Vardag kunde inte ta emot det just nu")
    await expect(page.locator("#text")).to_have_value("hej")
    inbox.failing = False
    await page.keyboard.press("Enter")
    await expect(page.locator("li.own")).to_contain_text("hej")
    await expect(page.get_by_role("alert")).to_be_hidden()
    assert inbox.only(Said).text == "hej"


async def test_without_scripts_a_person_gets_as_far(
    playground: PlaygroundHarness, inbox: RecordingInbox, browse: Browse
) -> None:
    inbox.answers(Chose, Answer(form=FORM))
    inbox.answers(Submitted, Answer(reply=said("Sparat.")))
    await send(playground, "anna", asking("Välj tid"))
    page = await browse(playground.address, scripts=False)
    await page.get_by_role("link", name="Anna Åberg").first.click()
    await page.get_by_role("button", name="Välj tid").click()
    await page.get_by_label("Varför?").fill("därför")
    await page.get_by_role("button", name="Spara").click()
    await expect(page.get_by_text("Sparat.")).to_be_visible()
    await page.go_back()
    await expect(page.get_by_text("Sparat.")).to_be_visible()


async def test_on_a_phone_the_people_are_a_drawer(playground: PlaygroundHarness, browse: Browse) -> None:
    page = await browse(f"{playground.address}/as/anna", width=360, height=740)
    people = page.get_by_role("navigation", name="Vem vill du vara?")
    await expect(people).to_be_hidden()
    await page.get_by_role("button", name="Personer").press("Enter")
    await expect(people).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(people).to_be_hidden()
    await expect(page.get_by_role("button", name="Personer")).to_be_focused()
    await page.keyboard.press("Enter")
    await people.get_by_role("link", name="Olga Orlova").click()
    await expect(page.get_by_role("heading", name="You are Olga Orlova")).to_be_visible()


@pytest.mark.parametrize("size", [(1280, 800), (360, 740)], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_can_be_read_and_named(
    playground: PlaygroundHarness,
    inbox: RecordingInbox,
    browse: Browse,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
) -> None:
    inbox.answers(Opened, Answer(reply=everything("Vecka 47")))
    inbox.answers(Commanded, Answer(reply=everything("Mål"), form=FORM))
    await send(playground, "anna", everything("Vecka 47"))
    await send(playground, "anna", everything(HOSTILE), key="k2")
    await post_in_channel(playground, everything(HOSTILE))
    page = await browse(playground.address, color_scheme=scheme, width=size[0], height=size[1])
    for place in PLACES:
        await page.goto(playground.address + place)
        await look_over(page)
    await playground.commands("anna", "")
    await page.goto(f"{playground.address}/as/anna")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await look_over(page)


async def test_the_look_over_finds_what_is_wrong(playground: PlaygroundHarness, browse: Browse) -> None:
    page = await browse(f"{playground.address}/as/anna")
    await page.evaluate("document.getElementById('send').ariaLabel = ''")
    await page.evaluate("document.querySelector('h1').style.color = '#bbbbbb'")
    await page.evaluate("document.getElementById('chip').id = 'stream'")
    faults = await page.evaluate(LOOK_OVER)
    assert [fault.split(":")[0] for fault in faults] == ["no name", "twice", "twice", "contrast 1.8"]


async def look_over(page: Page) -> None:
    assert await page.evaluate(LOOK_OVER) == []
    wide: Any = await page.evaluate(
        "[document.documentElement.scrollWidth, document.getElementById('main').scrollWidth]"
    )
    assert page.viewport_size is not None
    assert max(wide) <= page.viewport_size["width"]
    await expect(page.get_by_role("banner", include_hidden=True)).to_have_count(1)
    await expect(page.get_by_role("main", include_hidden=True)).to_have_count(1)
    await expect(page.get_by_role("heading", level=1, include_hidden=True)).to_have_count(1)


async def tab_to(page: Page, target: Any) -> None:
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await target.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError("the keyboard does not get there")
