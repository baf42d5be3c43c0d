"""What an operator is told of a pass, and what not."""

from dataclasses import replace
from datetime import timedelta

from bot.catalogues import read_languages
from bot.clock import StillClock
from bot.engine import Engine
from bot.tick import describe, explain
from bot.turn import Done
from dialogues.address import AccountKey
from dialogues.effect import Effect, SaveSettings, Say
from dialogues.event import Due, Left, Occasion
from dialogues.facts import Facts, Want
from dialogues.kind import Kind
from dialogues.nudge import moment, nudging
from dialogues.person import PersonId
from dialogues.pulse import card
from tests.bot.scripted import MONDAY, ScriptedChat
from tests.dialogues.examples import ANNA, WINDOW
from tests.dialogues.nudge_examples import NO, OTHER, READY, YES

THURSDAY = MONDAY + timedelta(days=3, hours=5, minutes=30)
OWN = "unless it is something of their own"


async def told(engine: Engine, clock: StillClock) -> list[str]:
    """What a dry run prints."""
    language = read_languages()["en"]
    done = [each async for each in engine.planned(dry_run=True)]
    lines = [line for each in done for line in describe(each, language)]
    return lines + [line async for line in explain(engine.storage, done, clock.now())]


async def whose(engine: Engine, name: str) -> PersonId:
    for each in (await engine.storage.reach()).people:
        facts = await engine.storage.look(due=Due(at=MONDAY, occasion=Occasion.PULSE, subject=each), wants=Want.NOTHING)
        if facts and facts.someone.name == name:
            return each
    raise LookupError(name)


async def test_everybody_has_a_line_and_every_team(engine: Engine, clock: StillClock) -> None:
    lines = await told(engine, clock)
    assert "nothing: Anna, not greeted yet" in lines, "the greeting is on its way"
    assert "nothing: team Ledning, the team has no behaviour in focus" in lines
    await engine.deliver()
    assert "nothing: Anna, nothing else comes on the day of the greeting" in await told(engine, clock)
    clock.move(MONDAY + timedelta(hours=10))
    assert "nothing: Anna, it is outside working hours" in await told(engine, clock)


async def test_what_a_person_does_is_one_line_for_all(engine: Engine, clock: StillClock) -> None:
    await engine.deliver()
    clock.move(MONDAY + timedelta(days=1))
    await engine.beat()
    anna = await whose(engine, "Anna")
    await engine.storage.turn(lambda turn: turn.settings(person=anna, settings=SaveSettings(stopped=True), at=MONDAY))
    clock.move(THURSDAY)
    await engine.beat()
    lines = await told(engine, clock)
    own = {line for line in lines if line.startswith("nothing: ") and "team " not in line and "Lena" not in line}
    assert own == {f"nothing: {name}, {OWN}" for name in ("Anna", "Bo", "Cecilia", "David", "Olga", "Farid")}
    assert not any("no more" in line or line.startswith("pulse") for line in lines)


OWN_WAYS = (
    READY,
    replace(READY, plans=()),
    replace(READY, own=(YES, YES, YES)),
    replace(READY, own=(NO,)),
    replace(READY, plans=(), person=replace(ANNA, nudged_about=OTHER.id)),
)


def test_what_is_somebodys_own_has_no_line_whatever_it_is() -> None:
    """What they have planned, answered and chosen, and that they have left a question: nor that they are asked one,
    as by the weeks in which they are not one would know that they have left others (R13)."""
    nudge = Due(at=moment.nudge_at(ANNA, MONDAY), occasion=Occasion.NUDGE, subject=ANNA.id)
    done = [_done(nudge, facts, nudging.advance(None, nudge, facts).effects) for facts in OWN_WAYS]
    for kind in (Kind.PULSE, Kind.REMINDER, Kind.SNOOZED, Kind.SILENCE, Kind.BEFORE):
        for occasion in (Occasion.PULSE, Occasion.REMINDER, Occasion.SITUATION):
            told = Say(to=ANNA.id, key="k", message=card.silence(WINDOW), expires_at=nudge.at, kind=kind)
            done.append(_done(replace(nudge, occasion=occasion), READY, (told,)))
    lines = [tuple(describe(each, read_languages()["en"])) for each in done]
    assert set(lines) == {()}


def _done(due: Due, facts: Facts, effects: tuple[Effect, ...]) -> Done[Due]:
    return Done(event=due, facts=facts, dialogue="", subject="", before=None, after=None, effects=effects)


async def test_who_cannot_be_reached_is_told_of_without_what_they_did(
    engine: Engine, chat: ScriptedChat, clock: StillClock
) -> None:
    account = AccountKey(workspace=chat.workspace, user=await _user(chat, "Anna"))
    await engine.turns.take(Left(id="l", at=MONDAY, account=account, reason="uninstalled"))
    lines = await told(engine, clock)
    assert [line for line in lines if "Anna" in line] == ["nothing: Anna, no account in reach"]


async def test_the_digest_says_when_it_comes_and_that_it_has_been(engine: Engine, clock: StillClock) -> None:
    await engine.deliver()
    clock.move(MONDAY + timedelta(days=1))
    await engine.beat()
    (line,) = [line for line in await told(engine, clock) if line.startswith("nothing: team Kundservice")]
    assert line.startswith("nothing: team Kundservice, it is not the time; next Mon 2026-11-23 ")
    clock.move(MONDAY + timedelta(days=7, hours=3))
    lines = await told(engine, clock)
    assert any(line.startswith("digest: team Kundservice is told") for line in lines)
    assert not any(line.startswith("nothing: team Kundservice") for line in lines)
    await engine.beat()
    lines = await told(engine, clock)
    assert "nothing: team Kundservice, the digest of this week has been, or nobody reads it yet" in lines


async def test_looking_changes_nothing(engine: Engine, clock: StillClock) -> None:
    await engine.deliver()
    clock.move(THURSDAY)
    first = await told(engine, clock)
    assert await told(engine, clock) == first
    assert await engine.deliver() == 0


async def _user(chat: ScriptedChat, name: str) -> str:
    (user,) = [profile.key.user async for profile in chat.people() if profile.name == name]
    return user
