"""The pages to look at: everything that Vardag says, and what everybody has met in four weeks."""

import pytest

from adapters.port import Answer
from dialogues.event import Commanded
from dialogues.example.types import EXAMPLES
from tests.adapters.inbox import RecordingInbox
from tests.adapters.playground.dom import Element, parse
from tests.adapters.playground.harness import FORM, PlaygroundHarness
from tests.adapters.playground.messages import post_in_channel, said, send
from tests.adapters.playground.town import Town


def words(element: Element) -> str:
    return " ".join(element.text.split())


def people(page: Element) -> dict[str, Element]:
    """What everybody has met, by their name."""
    return {words(each.the("span.name")).split(" ")[0]: each for each in page.all("details")}


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        ("sv", ["Det en medarbetare möter", "Det en chef möter", "Det som svarar på ett kommando"]),
        ("en", ["What an employee meets", "What a manager meets", "What answers a command"]),
    ],
)
async def test_the_gallery_shows_every_type_with_its_id_and_when_it_comes(
    playground: PlaygroundHarness, language: str, titles: list[str]
) -> None:
    page = await playground.look(f"/gallery?in={language}")
    assert [section.all("h2")[0].text for section in page.all("section")] == titles
    shown = page.all("article")
    assert [each.the("h3").text for each in shown] == list(EXAMPLES)
    when = {each.the("h3").text: each.all("p.note")[0].text for each in shown}
    assert (
        when["n.drop"]
        == {
            "sv": "När ett mål läggs i vila, till hela teamet.",
            "en": "When a goal is put to rest, to the whole team.",
        }[language]
    )


async def test_nothing_in_the_gallery_can_be_tapped_or_sent(playground: PlaygroundHarness) -> None:
    gallery = (await playground.look("/gallery?in=sv")).the("div.gallery")
    assert gallery.all("button") == gallery.all("form") == gallery.all("a") == []
    entries = [each for tag in ("input", "select", "textarea") for each in gallery.all(tag)]
    fieldsets = [each for each in gallery.all("fieldset") if each.get("disabled") is not None]
    inert = [each for fieldset in fieldsets for tag in ("input", "select", "textarea") for each in fieldset.all(tag)]
    assert len(entries) == len(inert) > 0


async def test_every_page_leads_to_both(playground: PlaygroundHarness) -> None:
    for path in ("/?in=en", "/as/olga", "/gallery?in=en", "/weeks?in=en"):
        links = {link["href"] for link in (await playground.look(path)).the("nav.people").all("a")}
        assert {"/gallery?in=en", "/weeks?in=en"} <= links
    assert "/gallery?in=en" in [link["href"] for link in (await playground.look("/?in=en")).the("main").all("a")]


async def test_four_weeks_pass_and_everybody_sees_what_they_met_where_and_when_they_are(
    playground: PlaygroundHarness, town: Town
) -> None:
    async def happen() -> None:
        await send(playground, "olga", said("One question"), "k1")
        await post_in_channel(playground, said("Veckans samtal"))

    town.happen = happen
    body = "act=1&to=weeks&back=/as/anna&in=sv"
    async with playground.session.post("/clock", data=body, headers=FORM) as response:
        assert response.url.path_qs == "/weeks?in=sv"
        page = parse(await response.text())
    assert "23 november till måndag 21 december" in words(page.the("p.lead"))
    met = people(page)
    assert {name: words(each.the("span.many")) for name, each in met.items()} == {
        "Lena": "1 meddelande",
        "Anna": "1 meddelande",
        "Olga": "2 meddelanden",
        "Tom": "0 meddelanden",
    }
    own, shared = (each for each in met["Olga"].the("ol").children)
    assert words(own.the("p.from")) == "Monday 21 December 09:00"
    assert words(own.the("div.card")) == "One question"
    assert words(shared.the("p.from")) == "Monday 21 December 09:00 # Kundservice"
    assert words(met["Anna"].the("ol").the("p.from")) == "måndag 21 december 10:00 # Kundservice"


async def test_what_people_asked_for_and_what_is_older_is_not_counted(
    playground: PlaygroundHarness, inbox: RecordingInbox, town: Town
) -> None:
    inbox.answers(Commanded, Answer(reply=said("Våra mål")))
    await send(playground, "anna", said("För länge sedan"), "k1")
    await playground.commands("anna", "")
    await playground.says("anna", "hej")
    assert words(people(await playground.look("/weeks?in=en"))["Anna"].the("span.many")) == "1 message"
    await town.move(town.now().replace(year=2027))
    assert words(people(await playground.look("/weeks?in=en"))["Anna"].the("span.many")) == "0 messages"


async def test_the_clock_leads_on_to_the_weeks_in_the_browsers_language_where_no_other_is_known(
    playground: PlaygroundHarness,
) -> None:
    headers = {**FORM, "Accept-Language": "sv"}
    for number, language in enumerate(("", "&in=xx")):
        body = f"act={number}&to=weeks&back=/{language}"
        async with playground.session.post("/clock", data=body, headers=headers, allow_redirects=False) as response:
            assert (response.status, response.headers["Location"]) == (303, "/weeks?in=sv")
