"""Who is in a meeting, as calendars write it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from icalendar import Component

from adapters.calendar.sieve import addresses

#: Kinds of attendees that are no people (RFC 5545 §3.2.3).
_THINGS = ("ROOM", "RESOURCE")
#: What Google has in place of people: calendars of a group, and rooms, which it calls individuals at times.
_CALENDARS = ("@group.calendar.google.com", "@resource.calendar.google.com")

_MAILTO = re.compile(r"mailto:(.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """`people` are those of the known ones who are in a meeting with the owner. `others`: so is somebody else."""

    people: frozenset[str]
    others: bool


def company(event: Component, *, owner: str, known: Collection[str]) -> Company | None:
    """Who meets the owner (all addresses in lower case); None where nobody is invited, or the owner has declined.

    Whoever has declined is not in it. Many have more than one address: where the owner is not named by the one that is
    known, one of those who are not known either is taken to be the owner.
    """
    if "ATTENDEE" not in event:
        return None
    declined = _invited(event)
    if declined.get(owner):
        return None
    there = {address for address, no in declined.items() if not no} - {owner}
    strangers = there.difference(known)
    return Company(people=frozenset(there.intersection(known)), others=len(strangers) > (owner not in declined))


def _invited(event: Component) -> Mapping[str, bool]:
    """Everybody, the organiser too, with whether they have declined."""
    declined: dict[str, bool] = {}
    for said in [*_listed(event, "ORGANIZER"), *_listed(event, "ATTENDEE")]:
        address, is_thing = _address(said), _parameter(said, "CUTYPE") in _THINGS
        if is_thing or address.endswith(_CALENDARS) or _parameter(said, "ROLE") == "NON-PARTICIPANT":
            continue
        declined[address] = declined.get(address, False) or _parameter(said, "PARTSTAT") == "DECLINED"
    return declined


def _listed(event: Component, name: str) -> Iterator[object]:
    said = event.get(name, [])
    yield from said if isinstance(said, list) else [said]


def _address(said: object) -> str:
    """The address, wherever it stands; where there is none, the whole value, which is nobody known."""
    places = [match[1] for match in [_MAILTO.search(str(said))] if match]
    for place in [*places, _parameter(said, "EMAIL")]:
        for address in addresses(place):
            return address
    return str(said)


def _parameter(said: object, name: str) -> str:
    """In capitals, as the words of the standard are read."""
    parameters = getattr(said, "params", {})
    return str(parameters.get(name, "")).upper()
