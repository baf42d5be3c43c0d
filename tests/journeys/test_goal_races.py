"""Two who change one goal at once, one who sends twice, one who may no longer: one result, and everyone is told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from adapters.port import Answer
from bot.catalogues import read_languages
from bot.metrics import Metrics
from bot.turn import Turns
from dialogues.address import AccountKey, Platform, Workspace
from dialogues.blueprint.entries import Email, GoalEntry
from dialogues.event import Chose
from dialogues.goal import Answers, GoalId, State
from dialogues.phrase import Wording
from dialogues.token import Token
from storage.sql.store import SqlStorage
from tests.dialogues.languages import SV
from tests.journeys.people import BLUEPRINT, SERVICE, profiles
from tests.journeys.town import PLATFORMS, Town, living
from tests.journeys.transcript import Scribe
from tests.storage.turning import turning

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
ANSWERS = Answers(
    meetings=Wording(texts={"sv": "Tisdagsmötet."}),
    strengthened=Wording(texts={"sv": "Att ringa."}),
    prioritised_away=Wording(texts={"sv": "Veckorapporten."}),
)
#: Lena leads the team, and Anna owns the goal: both may change it.
OWNED = replace(BLUEPRINT.goals[0], owner=Email("anna@example.com"), state=State.UNTRANSLATED, answers=Answers())


@pytest.fixture(params=PLATFORMS)
async def town(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Town]:
    blueprint = replace(BLUEPRINT, goals=(OWNED,))
    async with living(platform=request.param, database_url=database_url, at=MONDAY, blueprint=blueprint) as town:
        yield town


async def stored(town: Town) -> GoalEntry:
    blueprint = await town.engine.storage.blueprint()
    assert blueprint
    return blueprint.goals[0]


async def open_answers(scribe: Scribe, name: str) -> None:
    await scribe.commands(name, "nöjdare")
    await scribe.taps(name, "button.translate")
    await scribe.taps(name, "button.answers")


async def test_of_two_who_answer_at_once_the_later_is_shown_what_the_earlier_wrote(town: Town) -> None:
    scribe = Scribe(town.chat, SV)
    await open_answers(scribe, "lena")
    await open_answers(scribe, "anna")
    await scribe.submits("lena", {"meetings": "Tisdagsmötet.", "strengthened": "Att ringa."})
    await scribe.submits("anna", {"meetings": "Fredagsmötet.", "strengthened": "Att ringa."})

    # Nothing of hers is stored, and nothing is lost: it still stands in the form, with what stands there now beside it.
    assert (await stored(town)).answers.meetings == Wording(texts={"sv": "Tisdagsmötet."})
    form = await town.chat.form(town.user("anna"))
    assert form is not None
    assert form.values["meetings"] == "Fredagsmötet."

    # Sent once more it is her choice.
    await scribe.submits("anna", {})
    assert (await stored(town)).answers == replace(
        ANSWERS, meetings=Wording(texts={"sv": "Fredagsmötet."}), prioritised_away=None
    )


async def test_of_two_who_reword_one_behaviour_the_later_is_shown_the_earlier_wording(town: Town) -> None:
    scribe = Scribe(town.chat, SV)
    for name in ("lena", "anna"):
        await scribe.commands(name, "nöjdare")
        await scribe.taps(name, "button.translate")
        await scribe.taps(name, "button.behaviours")
        await scribe.taps(name, "button.reword", number=2)
    first = "När en kund är missnöjd ringer vi upp samma dag."
    second = "När en kund klagar ringer vi upp inom en timme."
    await scribe.submits("lena", {"text": first, "text_other": ""})
    await scribe.submits("anna", {"text": second, "text_other": ""})
    assert [each.text.within("sv") for each in (await stored(town)).behaviours][1] == first
    await scribe.submits("anna", {})
    texts = [each.text.within("sv") for each in (await stored(town)).behaviours]
    assert texts[1] == second
    assert len(texts) == 3


async def test_a_form_sent_twice_has_one_result(town: Town) -> None:
    scribe = Scribe(town.chat, SV)
    await scribe.commands("lena", "nytt")
    basics = {"team": SERVICE, "title": "Färre köer", "why": "Ingen ska vänta.", "last": "2027-05-31"}
    await scribe.submits("lena", basics)
    assert await town.chat.repeats() < 400
    blueprint = await town.engine.storage.blueprint()
    assert blueprint
    assert [each.title.within("sv") for each in blueprint.goals] == ["Nöjdare kunder", "Färre köer"]


async def test_who_no_longer_leads_the_team_is_told_and_changes_nothing(town: Town) -> None:
    scribe = Scribe(town.chat, SV)
    await open_answers(scribe, "lena")
    before = await town.engine.storage.blueprint()
    assert before
    teams = tuple(replace(each, lead=None) for each in before.teams)
    await town.engine.storage.adopt(blueprint=replace(before, teams=teams), at=MONDAY)
    await scribe.submits("lena", {"meetings": "Tisdagsmötet."})
    told = scribe.label("rights.not_lead", title="Nöjdare kunder", team="Kundservice")
    assert told in "\n".join(scribe.lines)
    assert (await stored(town)).answers == Answers()


# Truly at once: two processes on one database.


READY = tuple(
    replace(
        OWNED,
        key=GoalId(f"goal{number}"),
        answers=ANSWERS,
        state=State.ACTIVE if number < 2 else State.UNTRANSLATED,
        focus=1 if number == 0 else None,
        behaviours=tuple(replace(each, confirmed=True) for each in OWNED.behaviours),
    )
    for number in range(4)
)


async def test_of_two_goals_started_at_once_only_one_is_the_third(database_url: str) -> None:
    workspace = Workspace(platform=Platform("slack"), key="T1")
    storages = [SqlStorage.open(database_url, ids=lambda: uuid4().hex) for _ in range(2)]
    try:
        await storages[0].adopt(blueprint=replace(BLUEPRINT, goals=READY), at=MONDAY)
        await storages[0].connect(workspace=workspace, channels=(), at=MONDAY)
        people = {each.email: each for each in profiles("slack", "T1")}
        async with turning(storages[0]) as turn:
            for each in people.values():
                await turn.see(profile=each, at=MONDAY)
        turns = [
            Turns(storage=each, languages=read_languages(), metrics=Metrics(), seal=b"sealed") for each in storages
        ]

        async def start(turn: Turns, name: str, goal: str) -> Answer:
            token = Token(dialogue="course", step="activate", subject=goal, value="anyway")
            account = people[f"{name}@example.com"].key
            return await turn.take(tapped(f"{name} {goal}", account, token))

        answers = await asyncio.gather(start(turns[0], "lena", "goal2"), start(turns[1], "anna", "goal3"))
        blueprint = await storages[0].blueprint()
        assert blueprint
        assert sorted(each.state for each in blueprint.goals) == [State.ACTIVE] * 3 + [State.UNTRANSLATED]
        refused = [each for each in answers if "redan tre mål" in str(each.replace)]
        assert len(refused) == 1
    finally:
        for storage in storages:
            await storage.close()


def tapped(id: str, account: AccountKey, token: Token) -> Chose:
    return Chose(id=id, at=MONDAY, account=account, token=token)
