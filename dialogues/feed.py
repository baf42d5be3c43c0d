"""What a calendar feed tells: when its owner meets colleagues, and nothing else of what stands in it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One meeting at one time, in the calendar of the feed's owner.

    `key` stays the same when the meeting is moved, and says nothing about it. `start` and `end` are aware UTC.
    `people` are the addresses of those in it, in lower case, of the colleagues that were asked about; never the
    owner's. `others`: somebody else is in it, too, so it is no talk between two.
    """

    key: str
    start: datetime
    end: datetime
    people: frozenset[str]
    others: bool


class Fault(StrEnum):
    """Why a feed cannot be read.

    `address`: it is none that begins with https, or it holds a name and a password. `private`: it leads to a machine
    that is not on the public internet. `unreachable`: nobody answers there, or not safely. `slow`: it took longer than
    allowed, by the clock. `refused`: there is no calendar any more, or not without logging in. `failing`: the server
    has a trouble of its own. `astray`: it leads on and on. `large`: there is more of it than allowed. `other`: what is
    there is no calendar, such as the page that one sees in a browser. `damaged`: it is a calendar, cut off or in
    disorder. `excessive`: reading it takes more work or memory than allowed.
    """

    ADDRESS = "address"
    PRIVATE = "private"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    REFUSED = "refused"
    FAILING = "failing"
    ASTRAY = "astray"
    LARGE = "large"
    OTHER = "other"
    DAMAGED = "damaged"
    EXCESSIVE = "excessive"

    @property
    def passes(self) -> bool:
        """Whether it may be over in a while without anybody's doing, and is not worth a word at once."""
        return self in (Fault.UNREACHABLE, Fault.SLOW, Fault.FAILING, Fault.DAMAGED)
