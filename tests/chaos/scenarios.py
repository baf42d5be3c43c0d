"""What is done to the replicas, and which of their protections each is to show."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from tests.chaos.controls import Without
from tests.chaos.platform import Faults
from tests.chaos.report import Outcome
from tests.chaos.seeding import Load
from tests.chaos.stage import Stage
from tests.chaos.steps import Crash, Step

HOUR = timedelta(hours=1)
BOTH, SHARED = ("sqlite", "postgresql"), ("postgresql",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How often a replica is killed at every step and at random, and something else is done."""

    rounds: int
    kills: int
    whole: bool


SHORT = Size(rounds=1, kills=5, whole=False)
WHOLE = Size(rounds=10, kills=200, whole=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A protection that is missing, and the column of the table in which that shows."""

    without: Without
    shows: str

    @property
    def needs_others(self) -> bool:
        """Whether it shows only where there are several replicas."""
        return self.without in (Without.OWNERSHIP, Without.SHARES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """`whole` says how many times more people there are in the whole form."""

    name: str
    play: Callable[[Stage, Size], Awaitable[None]]
    load: Load
    whole: int
    controls: tuple[Control, ...]
    databases: tuple[str, ...] = BOTH
    faults: Faults = field(default_factory=Faults)
    platform: str = "slack"

    async def run(
        self,
        *,
        database_url: str,
        size: Size,
        without: Without = Without.NOTHING,
        restart: Callable[..., None] | None = None,
    ) -> Outcome:
        people = self.load.people * (self.whole if size.whole else 1)
        async with Stage.set_up(
            database_url=database_url,
            kind=self.platform,
            load=replace(self.load, people=people),
            faults=self.faults,
            without=without,
            restart=restart,
        ) as stage:
            await self.play(stage, size)
            return await stage.outcome()


async def killed_at_every_step(stage: Stage, size: Size) -> None:
    # Who believes that there is nothing to ask has no look-up to die in.
    steps = [step for step in Step if step is not Step.ASKING or not stage.orders.without]
    for _ in range(size.rounds):
        for step in steps:
            stage.start("a", crash=Crash(step=step, count=1 if step is Step.ASKING else random.randint(1, 5)))
            await stage.die("a")
    await stage.finish("a")


async def killed_at_random(stage: Stage, size: Size) -> None:
    await _killed(stage, size.kills, stage.kill)


async def killed_now_and_then(stage: Stage, size: Size) -> None:
    await _killed(stage, 5 * size.rounds, stage.kill)


async def killed_while_refused(stage: Stage, size: Size) -> None:
    async def kill(name: str) -> None:
        await stage.refused()
        # Without the stored block there is nothing to wait for.
        await (stage.kill if stage.orders.without else stage.kill_knowing)(name)

    await _killed(stage, 5 * size.rounds, kill)


async def _killed(stage: Stage, times: int, kill: Callable[[str], Awaitable[None]]) -> None:
    tries = 0
    while stage.kills < times:
        tries += 1
        assert tries <= 6 * times, "it was hardly ever sending when it was killed"
        stage.start("a")
        await asyncio.sleep(random.uniform(0.1, 0.4))
        await kill("a")
    await stage.finish("a")


async def everything_fails_at_times(stage: Stage, size: Size) -> None:
    stage.begin_together()
    await stage.settled()


async def one_killed(stage: Stage, size: Size) -> None:
    stage.begin_together()
    await stage.sent(stage.orders.load.deliveries // 5)
    for _ in range(5):
        await stage.sending()
        await stage.kill_knowing("a")
        if stage.kills:
            break
        stage.start("a")  # it had nothing under way just then
    assert stage.kills, "nobody was ever sending when one was killed"
    if not stage.replicas:
        stage.start("a")
    await stage.settled()


async def one_frozen(stage: Stage, size: Size) -> None:
    """Until the database has lost its patience, and the others have asked the platform about what it had begun."""
    stage.begin_together()
    await stage.sent(stage.orders.load.deliveries // 5)
    tries = 0
    while stage.kills < min(size.rounds, 3):
        tries += 1
        assert tries <= 10, "it was hardly ever about to write when it was frozen"
        await stage.freeze("a")
        await asyncio.sleep(1.0)
        if await stage.stuck("a"):
            stage.kills += 1
            await stage.taken_over()
        stage.thaw("a")
        await asyncio.sleep(0.5)
    await stage.settled()


async def database_restarted(stage: Stage, size: Size) -> None:
    stage.begin_together()
    for share in range(1, 1 + min(size.rounds, 5)):
        await stage.sent(share * stage.orders.load.deliveries // 10)
        await stage.sending()
        await stage.restart_database()
        stage.kills += 1
    await stage.settled()


async def clock_leaps(stage: Stage, size: Size) -> None:
    stage.begin_together()
    for _ in range(size.rounds):
        for by in (HOUR, -HOUR, 0 * HOUR):
            await asyncio.sleep(0.7)
            stage.leap(by)
            stage.kills += 1
    # What was put off while the clock was ahead waits for its time.
    stage.leap(1.2 * HOUR)
    await stage.settled()


RESENT = Control(without=Without.ASKING, shows="doubled")
BELIEVED = Control(without=Without.DOUBTING, shows="lost")
INTENTLESS = Control(without=Without.INTENT, shows="doubled")
BAD_DAY = Faults(failing=0.02, silent=0.005)
WORSE_DAY = replace(BAD_DAY, throttling=0.003, limit=7)

SCENARIOS = (
    Scenario(
        name="killed at every step",
        play=killed_at_every_step,
        load=Load(workspaces=10, people=40, messages=1, rate=10),
        whole=10,
        controls=(RESENT, BELIEVED, INTENTLESS),
    ),
    Scenario(
        name="killed at random moments",
        play=killed_at_random,
        load=Load(workspaces=20, people=10, messages=2, rate=5),
        whole=20,
        controls=(INTENTLESS, RESENT, BELIEVED),
        faults=BAD_DAY,
    ),
    Scenario(
        name="killed at random moments, on Teams",
        play=killed_now_and_then,
        load=Load(workspaces=20, people=10, messages=2, rate=5),
        whole=5,
        controls=(Control(without=Without.GIVING_UP, shows="doubled"),),
        faults=BAD_DAY,
        platform="teams",
    ),
    Scenario(
        name="killed while workspaces refuse everything",
        play=killed_while_refused,
        load=Load(workspaces=20, people=10, messages=2, rate=5),
        whole=9,
        controls=(Control(without=Without.BLOCK, shows="while_blocked"),),
        faults=Faults(throttling=0.03, retry_after=2),
    ),
    Scenario(
        name="5xx, lost replies and refusals",
        play=everything_fails_at_times,
        load=Load(workspaces=20, people=10, messages=2, rate=5),
        whole=8,
        controls=(
            Control(without=Without.OWNERSHIP, shows="too_fast"),
            Control(without=Without.SHARES, shows="idle"),
            RESENT,
            BELIEVED,
        ),
        faults=WORSE_DAY,
    ),
    Scenario(
        name="the same, and one is killed",
        play=one_killed,
        load=Load(workspaces=20, people=10, messages=2, rate=5),
        whole=5,
        controls=(RESENT, BELIEVED),
        faults=WORSE_DAY,
    ),
    Scenario(
        name="one of three frozen",
        play=one_frozen,
        load=Load(workspaces=30, people=30, messages=1, rate=5),
        whole=5,
        controls=(Control(without=Without.DEADLINE, shows="doubled"),),
        databases=SHARED,
        faults=Faults(latency=0.3),
    ),
    Scenario(
        name="the database restarted under three",
        play=database_restarted,
        load=Load(workspaces=20, people=10, messages=2, rate=5),
        whole=6,
        controls=(Control(without=Without.MEMORY, shows="doubled"),),
        databases=SHARED,
        faults=Faults(latency=0.3),
    ),
    Scenario(
        name="the clock leaps an hour ahead and back",
        play=clock_leaps,
        load=Load(workspaces=20, people=10, messages=2, rate=5),
        whole=6,
        controls=(RESENT, BELIEVED),
        faults=WORSE_DAY,
    ),
)
