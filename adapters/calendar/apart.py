"""Reads a feed in a process of its own, which is ended where it takes too long or too much.

Python has no other way to stop a rule that never comes to an end, and the bot goes on answering while a long calendar
is read. The process gets nothing but the bytes and the question, and gives back nothing but the meetings.
"""

import asyncio
import json
import os
import resource
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.calendar.read import Agenda, read
from dialogues.feed import Fault, Occurrence


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one reading may take: seconds of a processor, seconds by the clock, bytes of memory."""

    seconds: int = 10
    patience: float = 30.0
    memory: int = 512_000_000


async def read_apart(
    body: bytes,
    *,
    owner: str,
    zone: ZoneInfo,
    known: Collection[str],
    start: datetime,
    end: datetime,
    bounds: Bounds = Bounds(),
) -> Agenda | Fault:
    """What `read` says of the same; `excessive` where that takes more than the bounds.

    `slow`, where the machine is too busy for it to be done in time: that says nothing of the calendar.
    """
    asked = {
        "owner": owner,
        "zone": zone.key,
        "known": sorted(known),
        "start": start.isoformat(),
        "end": end.isoformat(),
        "seconds": bounds.seconds,
        "memory": bounds.memory,
    }
    # What it might say as it dies could hold something of the calendar.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", __name__, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(bounds.patience):
            said, _ = await process.communicate(json.dumps(asked).encode() + b"\n" + body)
    except TimeoutError:
        return Fault.SLOW
    finally:
        await _end(process)
    if process.returncode:
        return Fault.EXCESSIVE if process.returncode < 0 else Fault.DAMAGED
    return _parse(said)


def written(agenda: Agenda | Fault) -> str:
    """As text, the same for the same meetings."""
    if isinstance(agenda, Fault):
        return json.dumps({"fault": agenda})
    found = [
        [each.key, each.start.isoformat(), each.end.isoformat(), sorted(each.people), each.others]
        for each in agenda.found
    ]
    return json.dumps({"named": agenda.named, "found": found})


async def _end(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _main() -> None:
    """The process. What it is asked stands in the first line, and the feed after it."""
    asked = json.loads(sys.stdin.buffer.readline())
    os.nice(5)
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    with suppress(ValueError):  # macOS has the limit, and takes none
        resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
    try:
        agenda = read(
            sys.stdin.buffer.read(),
            owner=asked["owner"],
            zone=ZoneInfo(asked["zone"]),
            known=asked["known"],
            start=datetime.fromisoformat(asked["start"]),
            end=datetime.fromisoformat(asked["end"]),
        )
    except (MemoryError, RecursionError):
        agenda = Fault.EXCESSIVE
    sys.stdout.write(written(agenda))


def _parse(said: bytes) -> Agenda | Fault:
    answer = json.loads(said)
    if "fault" in answer:
        return Fault(answer["fault"])
    found = [
        Occurrence(
            key=key,
            start=datetime.fromisoformat(start),
            end=datetime.fromisoformat(end),
            people=frozenset(people),
            others=others,
        )
        for key, start, end, people, others in answer["found"]
    ]
    return Agenda(found=found, named=answer["named"])


if __name__ == "__main__":
    _main()
