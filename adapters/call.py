"""What a question to a platform comes to where it is not answered."""

from datetime import timedelta

#: Where a platform does not say how long.
PAUSE = timedelta(seconds=30)


class CallError(Exception):
    """`word` says why: the platform's own where it answered. `certain` says that nothing was done.

    `retry_after` is there where the platform may be asked again.
    """

    def __init__(self, word: str, *, certain: bool, retry_after: timedelta | None = None) -> None:
        super().__init__(word)
        self.word = word
        self.certain = certain
        self.retry_after = retry_after


def read_pause(seconds: str) -> timedelta:
    """What the header `Retry-After` asks for, where it is a number of seconds."""
    return timedelta(seconds=int(seconds)) if seconds.isascii() and seconds.isdigit() and len(seconds) < 6 else PAUSE
