"""How a team says that it is led: the questions that mirror what its lead has chosen to do (domain.md §1, row 46).

What was published of them is shown to the team and its lead in the same words, and to nobody else: not to the team
above, and not to whoever owns a goal (R9).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from dialogues import reading
from dialogues.message import Block, Heading, Items
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.pulse.item import ItemId
from dialogues.window import Reading

#: One question for each arena: meetings, feedback, priorities.
MIRRORED: Final = (ItemId.LEAD_MEET, ItemId.LEAD_FB, ItemId.LEAD_PRIO)


def latest(team: Team, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The newest reading of each, of those that the team has had with the lead that it has now. `readings` are the
    oldest first, of whichever teams."""
    newest = {each.item: each for each in readings if each.team == team.id and not is_over(each, team)}
    return tuple(newest[item] for item in MIRRORED if item in newest)


def is_over(reading: Reading, team: Team) -> bool:
    """Whether it may say how somebody else has led the team: it is no answer to how it is led now."""
    if reading.item not in MIRRORED:
        return False
    return team.lead is None or (team.led_since is not None and reading.first < team.led_since)


def blocks(team: Team, readings: Sequence[Reading]) -> Iterator[Block[Text]]:
    """What the team has said of it last; nothing where it has not."""
    found = latest(team, readings)
    if found:
        yield Heading(text=Phrase.of("mirror.title"))
        yield Items(
            items=tuple(
                Phrase.of("mirror.line", period=reading.period(each), said=reading.said(each)) for each in found
            )
        )
