"""Some weeks of the team of five, and everything that anybody could see of them, by who sees it."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot import logs
from tests.disclosure.answering import TEAM, Answering
from tests.disclosure.world import LEAD, MONDAY, WEEK, world
from tests.journeys.seen import messages
from tests.logging_as_before import logging_as_before
from tests.storage.dump import Row, dump

WEEKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """`lead` is what the lead was told, `operator` what every command and the health said, `log` every line at DEBUG,
    `metrics` the page of them; `own` is the whole of everybody's conversation, by first name, and `users` are their
    ids. `rows` is the database at the end."""

    lead: Sequence[str]
    operator: Sequence[str]
    log: Sequence[str]
    metrics: Sequence[str]
    own: Mapping[str, Sequence[str]]
    users: Mapping[str, str]
    rows: Mapping[str, list[Row]]

    @property
    def shared(self) -> Sequence[str]:
        """What no person of the team sees alone."""
        return (*self.lead, *self.operator, *self.log, *self.metrics)

    def of_others(self, name: str) -> Sequence[str]:
        """What everybody but this person could see."""
        return (*self.shared, *(line for one, lines in self.own.items() if one != name for line in lines))


async def played(database_url: str, platform: str = "slack", weeks: int = WEEKS) -> Scene:
    """The weeks, in which one question is left open by somebody, and people write for their own eyes."""
    out = io.StringIO()
    with logging_as_before():
        logs.configure(level="DEBUG", form="json", stream=out)
        answering = Answering(told=3, own=1, hidden=frozenset({2}))
        async with world(
            database_url=database_url, answering=answering, platform=platform, watchful=True, texts=True, talks=True
        ) as lived:
            await lived.live(weeks)
            chat = lived.town.chat
            users = {name: lived.town.user(name) for name in (LEAD, *TEAM)}
            end = MONDAY + (weeks + 1) * WEEK
            return Scene(
                lead=lived.told,
                operator=lived.operated,
                log=out.getvalue().splitlines(),
                metrics=lived.town.metrics.page().decode().splitlines(),
                own={name: [what for at, what in messages(chat, users[name]) if at < end] for name in TEAM},
                users=users,
                rows=await dump(database_url),
            )
