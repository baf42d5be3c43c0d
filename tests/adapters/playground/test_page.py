"""What a person meets on the playground's pages, without scripts."""

import asyncio
from pathlib import Path

import pytest

from adapters.playground.chat import Playground
from adapters.port import Answer, ChatError, Refused
from dialogues.address import Address
from dialogues.event import Chose, Commanded, Opened, Said, Seen, Submitted
from dialogues.message import Message
from tests.adapters.conftest import clock
from tests.adapters.inbox import RecordingInbox
from tests.adapters.playground.dom import Element, parse
from tests.adapters.playground.harness import FORM as FORM_TYPE
from tests.adapters.playground.harness import PlaygroundHarness, playground_harness
from tests.adapters.playground.messages import FORM, TOKEN, asking, chart, everything, post_in_channel, said, send
from tests.adapters.playground.town import Town
from tests.dialogues.languages import LANGUAGES


async def posted(playground: PlaygroundHarness, path: str, body: str) -> tuple[int, str]:
    """The status of a form that was sent in, and where it leads or what it says."""
    async with playground.session.post(path, data=body, headers=FORM_TYPE, allow_redirects=False) as response:
        return response.status, response.headers.get("Location") or await response.text()


def waiting(page: Element) -> dict[str, str]:
    """Who has how much to read."""
    links = [link for link in page.the("nav.people").all("a") if link.all("span.count")]
    return {link["href"]: link.the("span.count").all("span")[1].text for link in links}


# Who, where, when


async def test_the_first_page_introduces_itself_in_the_browsers_language(playground: PlaygroundHarness) -> None:
    for wanted, language, title in (
        ("sv-SE,sv;q=0.9,en;q=0.8", "sv", "Välkommen till Vardag"),
        ("de, en-GB;q=0.5", "en", "Welcome to Vardag"),
        ("fi", "en", "Welcome to Vardag"),
        ("*;q=,;;å", "en", "Welcome to Vardag"),
    ):
        async with playground.session.get("/", headers={"Accept-Language": wanted}) as response:
            page = parse(await response.text())
        assert (page.the("html")["lang"], page.the("h1").text) == (language, title)
    assert (await playground.look("/?in=sv")).the("h1").text == "Välkommen till Vardag"


async def test_everyone_is_listed_by_team_with_what_they_lead(playground: PlaygroundHarness) -> None:
    people = (await playground.look("/?in=sv")).the("nav.people")
    assert [team.text for team in people.all("h2")] == ["Ledning", "Kundservice", "Leverans", "Se även"]
    assert [" ".join(each.text.split()) for each in people.all("span.name")] == [
        "Lena Falk leder Kundservice",
        "Anna Åberg",
        "Olga Orlova",
        "Tom Ek",
    ]


async def test_times_are_those_where_the_person_is(playground: PlaygroundHarness) -> None:
    await send(playground, "anna", said("Hej"))
    await send(playground, "olga", said("Hi"))
    for user, hour, city, day in (
        ("anna", "10:00", "Stockholm", "måndag 23 november"),
        ("olga", "09:00", "London", "Monday 23 November"),
    ):
        page = await playground.look(f"/as/{user}")
        assert page.the("li.bot").the("time").text == hour
        assert page.the("li.divide").text.strip() == day
        assert page.the("span.city").text == city
    assert (await playground.look("/as/tom")).the("span.city").text == "UTC"


async def test_unread_messages_are_counted_until_they_have_been_read(playground: PlaygroundHarness) -> None:
    await send(playground, "anna", said("En"), "k1")
    await send(playground, "anna", said("Två"), "k2")
    await send(playground, "olga", said("One"), "k3")
    assert waiting(await playground.look("/?in=sv")) == {"/as/anna": "2 olästa", "/as/olga": "1 oläst"}
    assert waiting(await playground.look("/as/anna")) == {"/as/olga": "1 oläst"}
    assert waiting(await playground.look("/?in=en")) == {"/as/olga": "1 unread"}


async def test_the_channel_is_for_the_team_and_who_leads_it(playground: PlaygroundHarness) -> None:
    await post_in_channel(playground, everything("Veckans samtal"))
    for user in ("anna", "lena"):
        tab = (await playground.look(f"/as/{user}")).the("nav.tabs").all("a")[1]
        assert "Kundservice" in tab.text
        assert tab.the("span.count").all("span")[0].text == "1"
        assert "Veckans samtal" in (await playground.look(tab["href"])).the("li.bot").text
        assert not (await playground.look(f"/as/{user}")).the("nav.tabs").all("span.count")
    assert len((await playground.look("/as/tom")).the("nav.tabs").all("a")) == 2
    for path in ("/as/tom/channel/kundservice", "/as/anna/channel/leverans"):
        async with playground.session.get(path) as response:
            assert response.status == 404


async def test_a_reply_in_the_channel_is_seen_by_nobody_else(
    playground: PlaygroundHarness, inbox: RecordingInbox
) -> None:
    inbox.answers(Chose, Answer(reply=said("Bara för dig")))
    await post_in_channel(playground, asking("Våra mål"))
    await playground.taps("anna", "Våra mål")
    assert "Bara för dig" in (await playground.look("/as/anna/channel/kundservice")).text
    assert "Bara för dig" not in (await playground.look("/as/olga/channel/kundservice")).text


async def test_what_one_has_written_stands_in_the_chat_and_a_command_is_private(
    playground: PlaygroundHarness, inbox: RecordingInbox
) -> None:
    await playground.says("anna", "hej\n<b>du</b>")
    await playground.says("anna", "/goal  mål ")
    await playground.says("anna", "/goals")
    assert [type(event) for event in inbox.events] == [Said, Commanded, Said]
    own = (await playground.look("/as/anna")).all("li.own")
    assert [line.the("div.card").text.strip() for line in own] == ["hej\n<b>du</b>", "/goal  mål", "/goals"]
    assert ["private" in line.classes for line in own] == [False, True, False]


async def test_home_is_opened_by_who_comes_to_it_and_not_by_looking_again(
    playground: PlaygroundHarness, inbox: RecordingInbox
) -> None:
    inbox.answers(Opened, Answer(reply=asking("Visa mål", text="Vecka 47")))
    assert await playground.opens("anna") is not None
    again = {"Vardag-Refresh": "1"}
    async with playground.session.get("/as/anna/home", headers=again) as response:
        page = parse(await response.text())
    assert "Vecka 47" in page.the("li.bot").text
    assert len(inbox.taken) == 1
    inbox.answers(Opened, Answer(reply=said("Vecka 48")))
    shown = await playground.opens("anna")
    assert shown is not None
    assert shown.lines == ("Vecka 48",)
    assert len((await playground.look("/as/anna/home")).all("li.bot")) == 1


async def test_a_reply_to_a_button_on_home_is_read_in_the_chat(
    playground: PlaygroundHarness, inbox: RecordingInbox
) -> None:
    inbox.answers(Opened, Answer(reply=asking("Visa mål")))
    inbox.answers(Chose, Answer(reply=said("Målen")))
    await playground.opens("anna")
    page = await playground.look("/as/anna/home")
    message = page.the("li.bot")["id"].removeprefix("m")
    body = f"act=1&message={message}&token={page.the('li.bot').the('button')['value']}"
    assert await posted(playground, "/as/anna/tap", body) == (303, "/as/anna")
    assert "Målen" in (await playground.look("/as/anna")).text


async def test_the_language_is_remembered_and_told(
    playground: PlaygroundHarness, inbox: RecordingInbox, town: Town, store: Path
) -> None:
    page = await playground.look("/as/anna")
    assert page.the("html")["lang"] == "sv"
    assert await posted(playground, "/as/anna/language", "act=1&locale=en&back=/as/anna/home") == (303, "/as/anna/home")
    assert (await playground.look("/as/anna")).the("html")["lang"] == "en"
    assert inbox.only(Seen).profile.locale == "en"
    async with playground_harness(inbox, clock, world=town, store=store) as later:
        profiles = {profile.key.user: profile.locale for profile in later.users()}
    assert profiles == {"lena": "sv", "anna": "en", "olga": "en-GB", "tom": None}


async def test_chats_forms_and_marks_outlive_a_restart(
    playground: PlaygroundHarness, inbox: RecordingInbox, town: Town, store: Path
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    inbox.answers(Chose, Answer(replace=said("Tack, sparat.")))
    await send(playground, "anna", asking("Ja"))
    await playground.taps("anna", "Ja")
    await playground.commands("anna", "inställningar")
    await send(playground, "olga", everything("Hi"), "k2")
    await playground.chat.stop()
    async with playground_harness(inbox, clock, world=town, store=store) as later:
        assert [shown.lines for shown in await later.inbox("anna")] == [("Tack, sparat.",)]
        assert await later.form("anna") is not None
        assert waiting(await later.look("/?in=en")) == {"/as/olga": "1 unread"}


# The clock


async def test_the_clock_moves_and_a_repeated_request_moves_it_once(playground: PlaygroundHarness, town: Town) -> None:
    async def happen() -> None:
        await send(playground, "anna", said(f"{town.now():%d %H}"), f"{town.now()}")

    town.happen = happen
    assert (await playground.look("/as/anna")).the("form.clock").the("button.next").get("disabled") is None
    for step in ("next", "day", "week", "week"):
        assert (await posted(playground, "/clock", f"act={step}&to={step}&back=/as/anna"))[0] == 303
    assert [shown.lines for shown in await playground.inbox("anna")] == [("23 10",), ("24 10",), ("01 10",)]


async def test_where_nothing_is_planned_there_is_no_next_thing(playground: PlaygroundHarness) -> None:
    page = await playground.look("/as/anna")
    assert page.the("form.clock").the("button.next").get("disabled") is not None


# What is not right


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "evil.example:3978"}, 403),
        ({"Host": "localhost.evil.example"}, 403),
        ({"Host": "[::1"}, 403),
        ({"Host": "localhost:3978"}, 200),
        ({"Host": "127.0.0.1"}, 200),
        ({"Host": "[::1]:3978"}, 200),
    ],
)
async def test_only_this_machines_names_are_answered(
    playground: PlaygroundHarness, headers: dict[str, str], status: int
) -> None:
    for path in ("/", "/as/anna", "/assets/style.css"):
        async with playground.session.get(path, headers=headers) as response:
            assert response.status == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_the_forms_of_other_pages_are_refused(
    playground: PlaygroundHarness, inbox: RecordingInbox, headers: dict[str, str]
) -> None:
    for path, body in (("/as/anna/say", "act=1&text=hej"), ("/clock", "act=1&to=week")):
        async with playground.session.post(path, data=body, headers=headers | FORM_TYPE) as response:
            assert response.status == 403
            assert "http://localhost" in await response.text()
    assert inbox.taken == []


async def test_our_own_forms_are_taken(playground: PlaygroundHarness, inbox: RecordingInbox) -> None:
    headers = FORM_TYPE | {"Origin": playground.address, "Sec-Fetch-Site": "same-origin"}
    async with playground.session.post("/as/anna/say", data="act=1&text=hej", headers=headers) as response:
        assert response.status == 200
    assert inbox.only(Said).text == "hej"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/as/nobody/say", b"act=1&text=hej", 404),
        ("/as/anna/say", b"text=hej", 400),
        ("/as/anna/say", b"act=&text=hej", 400),
        ("/as/anna/say", b"act=1", 400),
        ("/as/anna/say", b"act=1&text=+%0A+", 400),
        ("/as/anna/say", b"act=1&text=" + b"x" * 3001, 400),
        ("/as/anna/say", b"act=1&text=%00", 400),
        ("/as/anna/say", b"act=1&text=\xff", 400),
        ("/as/anna/say", b"act=1&text=%ff", 400),
        ("/as/anna/say", b"act=1&" + b"a=1&" * 200, 400),
        ("/as/anna/say", b"act=1&text=" + b"x" * 66_000, 413),
        ("/as/anna/tap", b"act=1&message=one&token=x", 400),
        ("/as/anna/tap", b"act=1&message=-1&token=x", 400),
        ("/as/anna/tap", b"act=1&message=" + b"9" * 400 + b"&token=x", 400),
        ("/as/anna/tap", b"act=1&message=999&token=x", 409),
        ("/as/anna/form", b"act=1&token=x", 409),
        ("/as/anna/language", b"act=1&locale=xx", 400),
        ("/clock", b"act=1&to=yesterday", 400),
    ],
)
async def test_what_makes_no_sense_is_refused_kindly(
    playground: PlaygroundHarness, inbox: RecordingInbox, path: str, body: bytes, status: int
) -> None:
    async with playground.session.post(path, data=body, headers=FORM_TYPE) as response:
        page = parse(await response.text())
        assert response.status == status
    assert page.the("h1").text == "That did not work"
    assert len(page.the("p").text) > 20
    assert page.the("a.button")["href"] == "/"
    assert inbox.taken == []


async def test_only_forms_are_read(playground: PlaygroundHarness) -> None:
    for kind in ("application/json", "multipart/form-data; boundary=x", "text/plain"):
        async with playground.session.post("/as/anna/say", data=b"{}", headers={"Content-Type": kind}) as response:
            assert response.status == 415


async def test_a_button_that_was_never_shown_cannot_be_tapped(
    playground: PlaygroundHarness, inbox: RecordingInbox
) -> None:
    await send(playground, "anna", asking("Ja"))
    await playground.says("olga", "hi")
    (message,) = (await playground.look("/as/anna")).all("li.bot")
    id = message["id"].removeprefix("m")
    token = message.the("button")["value"]
    assert (await posted(playground, "/as/olga/tap", f"act=1&message={id}&token={token}"))[0] == 409
    assert (await posted(playground, "/as/anna/tap", f"act=1&message={id}&token=goals/show//"))[0] == 409
    assert not [event for event in inbox.events if isinstance(event, Chose)]
    assert (await posted(playground, "/as/anna/tap", f"act=1&message={id}&token={token}"))[0] == 303


async def test_a_double_click_is_one_tap(playground: PlaygroundHarness, inbox: RecordingInbox) -> None:
    inbox.answers(Chose, Answer(replace=said("Tack, sparat.")))
    await send(playground, "anna", asking("Ja", "Nej"))
    message = (await playground.look("/as/anna")).the("li.bot")
    body = f"act=1&message={message['id'].removeprefix('m')}&token={message.all('button')[0]['value']}"
    answers = await asyncio.gather(*(posted(playground, "/as/anna/tap", body) for _ in range(3)))
    assert set(answers) == {(303, "/as/anna")}
    assert len(inbox.events) == 1
    late = body.replace("act=1", "act=2")
    assert (await posted(playground, "/as/anna/tap", late))[0] == 409


async def test_a_form_that_is_sent_in_twice_stays_open_with_its_errors(
    playground: PlaygroundHarness, inbox: RecordingInbox
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    inbox.answers(Submitted, Answer(errors={"why": "Skriv lite mer."}))
    await playground.commands("anna", "inställningar")
    assert await playground.submits("anna", {"why": "för"}) == {"why": "Skriv lite mer."}
    assert await playground.repeats() == 200
    form = await playground.form("anna")
    assert form is not None
    assert form.values["why"] == "för"


async def test_a_form_can_be_put_away(playground: PlaygroundHarness, inbox: RecordingInbox) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    await playground.commands("anna", "inställningar")
    body = f"act=1&token={TOKEN}&back=/as/anna&cancel=yes&field.why=x"
    assert await posted(playground, "/as/anna/form", body) == (303, "/as/anna")
    assert await playground.form("anna") is None
    assert (await posted(playground, "/as/anna/form", f"act=2&token={TOKEN}&field.why=x"))[0] == 409
    assert [type(event) for event in inbox.events] == [Commanded]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ("", 303),
        ("&field.time=09:30:00&field.day=2026-11-24&field.unknown=x&why=x", 303),
        ("&field.language=fi", 400),
        ("&field.time=late", 400),
        ("&field.day=tomorrow", 400),
        ("&field.why=" + "x" * 21, 400),
        ("&field.why=" + "%0D%0A" * 20, 303),
    ],
)
async def test_only_what_can_be_entered_is_taken(
    playground: PlaygroundHarness, inbox: RecordingInbox, values: str, status: int
) -> None:
    inbox.answers(Commanded, Answer(form=FORM))
    await playground.commands("anna", "inställningar")
    assert (await posted(playground, "/as/anna/form", f"act=1&token={TOKEN}{values}"))[0] == status
    submitted = [event for event in inbox.events if isinstance(event, Submitted)]
    assert len(submitted) == (status == 303)
    for event in submitted:
        assert set(event.values) == {field.name for field in FORM.fields}
        assert event.values["time"] in ("", "09:30")


@pytest.mark.parametrize(
    "back", ["https://evil.example", "//evil.example", "/\\evil.example", "/as/anna/home%0d%0aX:%20y", "/as/../x", ""]
)
async def test_nobody_is_sent_elsewhere(playground: PlaygroundHarness, back: str) -> None:
    assert await posted(playground, "/clock", f"act=1&to=day&back={back}") == (303, "/")


async def test_what_came_at_a_bad_moment_can_be_sent_again_from_the_page_that_says_so(
    playground: PlaygroundHarness, inbox: RecordingInbox
) -> None:
    inbox.failing = True
    status, text = await posted(playground, "/as/anna/say", "act=1&text=hej%0D%0A<du>")
    page = parse(text)
    assert (status, page.the("p").text) == (
        503,
        "Vardag could not take that just now. Nothing has been saved, so simply try again in a moment.",
    )
    assert (await playground.look("/as/anna")).all("li.own") == []
    inbox.failing = False
    form = page.the("form")
    body = "&".join(f"{each['name']}={each['value']}" for each in form.all("input"))
    assert (await posted(playground, form["action"], body))[0] == 303
    assert inbox.only(Said).text == "hej\n<du>"


async def test_every_answer_is_guarded_and_pages_are_not_kept(playground: PlaygroundHarness) -> None:
    style = (await playground.look("/")).all("link")[1]["href"]
    for path, kept in (
        ("/", "no-store"),
        ("/as/anna", "no-store"),
        ("/as/nobody", "no-store"),
        (style, "public, max-age=31536000, immutable"),
    ):
        async with playground.session.get(path) as response:
            assert response.headers["Cache-Control"] == kept
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            policy = response.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'")
            assert "unsafe" not in policy
    async with playground.session.get("/assets/../chat.py") as response:
        assert response.status == 404
    async with playground.session.get("/assets/..%2Fchat.py") as response:
        assert response.status == 404


async def test_nothing_is_taken_before_the_start_and_after_the_end(
    playground: PlaygroundHarness, inbox: RecordingInbox
) -> None:
    live = await playground.session.get("/live?since=0")
    await playground.chat.stop()
    assert await live.read() == b""
    for path in ("/", "/as/anna", "/as/anna/home"):
        async with playground.session.get(path) as response:
            assert response.status == 503
    assert (await posted(playground, "/as/anna/say", "act=1&text=hej"))[0] == 503
    assert inbox.taken == []


async def test_an_open_page_hears_that_something_has_changed(playground: PlaygroundHarness) -> None:
    since = (await playground.look("/as/anna")).the("body")["data-live"]
    await send(playground, "anna", said("Hej"))
    async with playground.session.get(since) as live:
        assert live.content_type == "text/event-stream"
        assert await live.content.readuntil(b"\n\n") == b"id: 1\ndata: changed\n\n"
        await send(playground, "anna", said("Hej igen"), "k2")
        assert await live.content.readuntil(b"\n\n") == b"id: 2\ndata: changed\n\n"
    async with playground.session.get(since, headers={"Last-Event-ID": "rubbish"}) as live:
        assert await live.content.readuntil(b"\n\n") == b"id: 2\ndata: changed\n\n"


# As one of our chat platforms


async def test_who_is_not_there_cannot_be_written_to(playground: PlaygroundHarness) -> None:
    workspace = playground.chat.workspace
    for to in (Address(workspace=workspace, user="nobody"), Address(workspace=workspace, channel="room/nothing")):
        delivery = await playground.chat.send(to=to, message=said("Hej"), key="k")
        assert isinstance(delivery, Refused)
        assert delivery.scope == "account"


async def test_a_store_that_cannot_be_used_is_said_so(town: Town, inbox: RecordingInbox, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("This is no database, but it is long enough to be one. " * 100)
    for path in (tmp_path / "note.txt", tmp_path / "note.txt" / "store.sqlite"):
        chat = Playground(world=town, store=path, languages=LANGUAGES)
        with pytest.raises(ChatError, match="cannot keep its chats"):
            await chat.start(inbox)
        assert [finding.well for finding in await chat.findings()] == [False]
        await chat.stop()


async def test_charts_name_their_levels_and_as_many_points_as_there_is_room_for(playground: PlaygroundHarness) -> None:
    await send(playground, "anna", everything("x"))
    svg = (await playground.look("/as/anna")).the("svg.chart")
    assert [text.text for text in svg.all("text.level")] == ["få", "ungefär hälften", "de flesta"]
    heights = [float(band["y"]) for band in svg.all("rect.band")]
    assert heights == sorted(heights, reverse=True)
    dots = [float(dot["cy"]) for dot in svg.all("circle.dot")]
    assert dots[0] > dots[1] == dots[2] > dots[3]
    assert svg.all("text.when")[-1].text == "4 november"
    for levels in ((), (1,), tuple(range(3)) * 8):
        await send(playground, "tom", Message(summary="x", blocks=(chart(*levels),)), f"k{len(levels)}")
    drawings = (await playground.look("/as/tom")).all("svg.chart")
    assert [len(svg.all("circle.dot")) for svg in drawings] == [0, 1, 24]
    assert [len(svg.all("text.when")) for svg in drawings][:2] == [0, 1]
    assert 1 < len(drawings[2].all("text.when")) < 6
