"""Everything that can be kept of somebody, of whom it is told."""

from collections.abc import Mapping
from datetime import time
from typing import Final

from dialogues.example.company import (
    AWAY,
    CALLING,
    GOAL,
    MEMBER,
    MONDAY,
    MORNING,
    NOON,
    PROPOSALS,
    REFLECTIONS,
    TEAM,
    UNDER_WAY,
    WINDOW,
    asking,
)
from dialogues.own.mine import Part, Record
from dialogues.pulse.item import ItemId
from dialogues.pulse.scale import SKIPPED

_COMMENTED: Final[Record] = {"window": WINDOW, "theme": None, "comment": "Jag hinner inte ringa före fyra."}
_RECORDS: Final[Mapping[str, tuple[Record, ...]]] = {
    "profile": (
        {
            "name": MEMBER.name,
            "email": MEMBER.email,
            "team": TEAM.name,
            "team_since": AWAY,
            "locale": "sv",
            "timezone": "Europe/Stockholm",
            "holidays": "SE",
            "started": AWAY,
            "joined_on": AWAY,
            "greeted_on": AWAY,
        },
    ),
    "settings": (
        {
            "language": "sv",
            "timezone": None,
            "send_time": time(9, 30),
            "digest_time": time(8, 30),
            "first_hour": time(8),
            "last_hour": time(16),
            "stopped": False,
            "paused_until": AWAY,
            "nudged_about": "focus",
        },
    ),
    "accounts": (
        {
            "platform": "slack",
            "workspace": "T0SUNDBY",
            "user": "U0MEMBER",
            "locale": "sv-SE",
            "timezone": "Europe/Stockholm",
            "away_until": NOON,
            "silent_until": NOON,
            "reachable": True,
            "reason": "user_not_found",
        },
    ),
    "handles": ({"platform": "teams", "user": "29:sundby"},),
    "answers": (
        {"window": WINDOW, "aspect": "answer", "value": "not_that_time", "day": MONDAY},
        {"window": WINDOW, "aspect": "obstacle", "value": "time", "day": MONDAY},
        {"window": asking(ItemId.PRIO), "aspect": "answer", "value": GOAL.id, "day": MONDAY},
        {"window": asking(ItemId.CLARITY), "aspect": "answer", "value": SKIPPED, "day": MONDAY},
    ),
    "comments": (
        {**_COMMENTED, "visibility": "own"},
        {**_COMMENTED, "visibility": "verbatim"},
        {**_COMMENTED, "visibility": "theme", "theme": "time", "comment": None},
    ),
    "judgements": tuple({"behaviour": CALLING.text, "judgement": said} for said in ("yes", "no")),
    "plans": (
        {
            "behaviour": CALLING.text,
            "situation": MORNING.situation,
            "action": "",
            "days": "working",
            "day": None,
            "at": time(9),
            "kept": True,
        },
    ),
    "celebrations": ({"team": TEAM.name, "text": PROPOSALS[0].text, "named": True, "day": MONDAY, "shown_on": None},),
    "reflections": tuple({"arena": each.arena, "text": each.text, "day": each.on} for each in REFLECTIONS),
    "leads": ({"team": TEAM.name},),
    "goals": ({"title": GOAL.title, "first": GOAL.first, "last": GOAL.last, "state": "active"},),
    "promises": ({"team": TEAM.name, "action": UNDER_WAY.action, "rest": UNDER_WAY.rest, "answered_on": MONDAY},),
    "meetings": tuple(
        {"team": TEAM.name, "with": whom, "first": MONDAY, "at": time(13)} for whom in (MEMBER.name, None)
    ),
    "personal_promises": tuple(
        {"leads": leads, "with": MEMBER.name, "text": "Ett kundmöte tillsammans", "made_on": MONDAY, "due_on": AWAY}
        for leads in (True, False)
    ),
    "topics": ({"day": MONDAY, "text": "Semestern", "shared": True},),
    "diary": ({"ahead": 45, "every": False},),
    "bookings": ({"team": TEAM.name, "leads": True, "with": MEMBER.name, "starts_at": NOON, "ends_at": NOON},),
    "feed": ({"is_read": True, "is_nameless": False, "fault": None, "failing_since": None},),
    "one_on_ones": ({"week": MONDAY, "told": 3, "about_goal": 2},),
    "read": ({"day": MONDAY, "team": TEAM.id, "role": "lead", "through": "digest"},),
    "messages": tuple({"kind": kind, "state": "sent", "due_at": NOON} for kind in ("pulse", "digest")),
    "upcoming": ({"occasion": "pulse", "next_due_at": NOON},),
    "caps": ({"budget": "person", "latest": 1795000000},),
    "conversations": ({"dialogue": "pulse", "subject": WINDOW.id, "state": {"tag": "asked"}},),
}

#: One of each kind at least.
MINE: Final = tuple(Part(name=name, records=records) for name, records in _RECORDS.items())
