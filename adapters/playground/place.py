"""Where messages stand: in somebody's chat with the bot, on the bot's own page for somebody, in a team's channel."""

from collections.abc import Sequence

from adapters.playground.world import Resident, Room


def chat(user: str) -> str:
    return f"chat/{user}"


def home(user: str) -> str:
    return f"home/{user}"


def channel(room: Room) -> str:
    return f"room/{room.key}"


def is_shared(place: str) -> bool:
    """Whether several people read what stands there."""
    return place.startswith("room/")


def rooms_of(resident: Resident, rooms: Sequence[Room]) -> Sequence[Room]:
    """The channels that somebody can read."""
    return [room for room in rooms if resident.user in room.members]


def is_open_to(resident: Resident, place: str, rooms: Sequence[Room]) -> bool:
    """Whether somebody can read what stands there."""
    own = (chat(resident.user), home(resident.user))
    return place in own or place in map(channel, rooms_of(resident, rooms))
