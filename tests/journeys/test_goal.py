"""From an empty team to an active goal with four behaviours, in Swedish and in English.

The same journey on signed Slack bytes, Bot Framework activities and the playground's pages, on both databases, against
one transcript for each language.
"""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.dialogues.languages import LANGUAGES
from tests.journeys.people import BLUEPRINT
from tests.journeys.town import PLATFORMS, Town, living
from tests.journeys.transcript import FOLDER, Scribe

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
THURSDAY = WEDNESDAY + timedelta(days=1)
FRIDAY = WEDNESDAY + timedelta(days=2)
NEXT_WEEK = MONDAY + timedelta(days=10, hours=2)

WORDS = {
    "sv": {
        "new": "nytt",
        "title": "Kunder som gärna kommer tillbaka",
        "why": "Var tredje som lämnar oss har hört av sig först och fått vänta.",
        "experience": "De får svar samma dag.",
        "signals": "Vi ringer i stället för att mejla.",
        "follow_up": "Varje vecka frågar jag två kollegor vad de hörde i veckans samtal.",
        "result": "Öka kundnöjdheten med 10 %",
        "own": "Varje fredag läser vi tre kundsamtal tillsammans och antecknar en sak.",
        "better": "Varje fredag läser vi tre kundsamtal tillsammans och skriver upp en sak att prova.",
        "meetings": "Tisdagsmötet börjar med ett kundsamtal.",
        "strengthened": "Att ringa i stället för att mejla.",
        "nothing": "Inget.",
        "away": "Veckorapporten.",
        "stop": "Vi slutar skriva veckorapporten.",
        "reason": "Ingen läser den.",
        "typo": "kunnder",
        "theme": "Kundnöjdhet",
    },
    "en": {
        "new": "new",
        "title": "Customers who are glad to come back",
        "why": "One in three who leave us got in touch first and had to wait.",
        "experience": "They get an answer the same day.",
        "signals": "We call rather than e-mail.",
        "follow_up": "Every week I ask two colleagues what they heard in this week's calls.",
        "result": "Increase customer satisfaction by 10%",
        "own": "Every Friday we read three customer calls together and note one thing.",
        "better": "Every Friday we read three customer calls together and write down one thing to try.",
        "meetings": "The Tuesday meeting begins with a customer call.",
        "strengthened": "Calling rather than e-mailing.",
        "nothing": "Nothing.",
        "away": "The weekly report.",
        "stop": "We stop writing the weekly report.",
        "reason": "Nobody reads it.",
        "typo": "custommers",
        "theme": "Customer satisfaction",
    },
}


@asynccontextmanager
async def empty(platform: str, database_url: str, language: str, *, restarts: bool = False) -> AsyncIterator[Town]:
    """A team without a goal, all of whom read one language."""
    people = tuple(replace(each, locale=None) for each in BLUEPRINT.people)
    organisation = replace(BLUEPRINT.organisation, locale=language)
    blueprint = replace(BLUEPRINT, organisation=organisation, people=people, goals=())
    async with living(
        platform=platform, database_url=database_url, at=MONDAY, blueprint=blueprint, restarts=restarts
    ) as town:
        yield town


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_from_an_empty_team_to_an_active_goal(platform: str, database_url: str) -> None:
    """In English; the others are in Swedish."""
    async with empty(platform, database_url, "en") as town:
        await journey(town, Scribe(town.chat, LANGUAGES["en"]), WORDS["en"])


@pytest.mark.parametrize("platform", PLATFORMS)
async def test_the_same_where_the_platform_repeats_everything(platform: str, database_url: str) -> None:
    async with empty(platform, database_url, "sv") as town:
        await journey(town, Scribe(town.chat, LANGUAGES["sv"], repeats=True), WORDS["sv"])


async def test_the_same_where_the_bot_restarts_between_any_two_steps(database_url: str) -> None:
    async with empty("slack", database_url, "en", restarts=True) as town:
        await journey(town, Scribe(town.chat, LANGUAGES["en"]), WORDS["en"])


async def journey(town: Town, scribe: Scribe, words: Mapping[str, str]) -> None:
    """From nothing to an active goal, as the transcript tells it."""
    await town.until(MONDAY + timedelta(hours=1))

    scribe.says("Nobody has a goal, and only a lead begins one.")
    await scribe.commands("anna", "")
    await scribe.commands("anna", words["new"])

    scribe.says("Lena leads the team. A goal begins with what and why.")
    await scribe.commands("lena", words["new"])
    assert "last" in await scribe.submits(
        "lena", {"title": words["title"], "why": words["why"], "first": "2026-12-01", "last": "2026-11-01"}
    )
    basics = {"title": words["title"], "why": words["why"], "first": "2026-11-16", "last": "2027-05-31"}
    assert not await scribe.submits("lena", {"team": "kundservice", **basics})
    assert scribe.label("state.draft") not in str(await scribe.commands("anna", ""))

    scribe.says("Two of three questions on Monday.")
    await scribe.taps("lena", "button.guide")
    await scribe.submits("lena", {"experience": words["experience"], "signals": words["signals"]})

    scribe.says("She goes on on Wednesday, with the first question that is not answered.")
    await town.until(WEDNESDAY)
    await scribe.commands("lena", "")
    await scribe.taps("lena", "button.translate")
    await scribe.taps("lena", "button.guide")
    await scribe.submits("lena", {"follow_up": words["follow_up"]})

    scribe.says("Behaviours: from templates, and of one's own. The check says what is wrong, and what to write.")
    await scribe.taps("lena", "button.behaviours")
    await scribe.taps("lena", "button.templates")
    await scribe.taps_label("lena", words["theme"])
    for number in (1, 2):
        await scribe.taps("lena", "button.pick", number=number)
    await scribe.taps("lena", "button.picked")
    await scribe.taps("lena", "button.write")
    errors = await scribe.submits("lena", {"text": words["result"], "arena": "work_moment", "audience": "team"})
    assert list(errors) == ["text"]
    await scribe.submits("lena", {"text": words["own"], "arena": "meeting", "audience": "team"})
    await scribe.taps("lena", "button.follow_up")
    await scribe.submits("lena", {})
    await scribe.taps("lena", "button.back")

    scribe.says("The team's three questions. Nothing needs its reason.")
    await scribe.taps("lena", "button.answers")
    three = {"meetings": words["meetings"], "strengthened": words["strengthened"]}
    assert await scribe.submits("lena", {**three, "prioritised_away": words["nothing"]})
    await scribe.submits("lena", {**three, "prioritised_away": words["away"]})
    await scribe.taps("lena", "button.stop")
    await scribe.taps("lena", "stopping.add")
    await scribe.submits("lena", {"text": words["stop"], "reason": words["reason"], "review": "2026-12-18"})
    await scribe.taps("lena", "button.back")

    scribe.says("The team is asked, each for themselves.")
    await scribe.taps("lena", "button.propose")
    await scribe.taps("lena", "button.activate")
    await town.until(WEDNESDAY + timedelta(minutes=5))
    await scribe.receives("anna")
    for name in ("anna", "bo"):
        for _ in range(2):
            await scribe.taps(name, "cocreation.yes")
    await scribe.taps("anna", "cocreation.no")
    await scribe.taps("anna", "cocreation.yes")
    await scribe.taps("bo", "cocreation.suggest")
    await scribe.submits("bo", {"text": words["better"]})
    await scribe.taps("bo", "cocreation.yes")

    scribe.says("The morning after, Lena hears of the no and of the suggestion, and of no name.")
    await town.until(THURSDAY)
    await scribe.receives("lena")
    await scribe.taps("lena", "button.translate")
    await scribe.taps("lena", "button.behaviours")
    await scribe.taps("lena", "button.use_suggestion", number=1)
    await scribe.submits("lena", {})

    scribe.says("The team is told of the new wording, with the old one, and confirms it.")
    await town.until(THURSDAY + timedelta(minutes=15))
    await scribe.receives("bo")
    for name in ("anna", "bo"):
        await scribe.taps(name, "cocreation.yes")
    await town.until(FRIDAY)
    await scribe.receives("lena")

    scribe.says("The goal starts, with a word on the lead's own behaviours.")
    await scribe.taps("lena", "button.translate")
    await scribe.taps("lena", "button.activate")
    await scribe.taps("lena", "course.anyway")
    await town.until(FRIDAY + timedelta(minutes=25))
    await scribe.commands("anna", "")
    await scribe.commands("anna", words["typo"])
    # Whoever has had three messages within a week is told where there is room for a fourth.
    await town.until(NEXT_WEEK)
    told = await town.chat.channel("kundservice") or await town.chat.inbox(town.user("anna"))
    assert scribe.label("course.we_begin") in [each.lines[0] for each in told]

    expect(f"goal.{scribe.language}.txt", "\n".join(scribe.lines).strip() + "\n")


def expect(name: str, found: str) -> None:
    """The transcript is what the file says; with VARDAG_WRITE_TRANSCRIPTS set, the file becomes what is found."""
    file: Path = FOLDER / name
    if os.environ.get("VARDAG_WRITE_TRANSCRIPTS"):
        file.write_text(found, encoding="utf-8")
    assert found.splitlines() == file.read_text(encoding="utf-8").splitlines()
