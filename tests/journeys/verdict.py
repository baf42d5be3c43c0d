"""What is wrong with what was sent, by domain.md §3.2, §3.3 and §4.3, reckoned anew from the list alone."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys.rhythm_people import CECILIA, DAVID, ERIK, EVERYBODY, FARID, TEAM, Member, Season
from tests.journeys.sent import Sent, Story, Tap

MINUTE, HOUR, DAY, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(days=7)
#: What is asked on Tuesday to Thursday.
QUESTIONS = ("pulse", "pulse.silence")
PULSE_DAYS = (1, 2, 3)
#: How often a window may write to somebody, by kind: it can be put off twice.
ONCE = {"pulse": 1, "pulse.silence": 1, "pulse.reminder": 1, "pulse.snoozed": 2}

Faults = Iterator[tuple[Sent, str]]


def faults(story: Story) -> list[str]:
    """What should not be, in words; the rules are those below."""
    return [
        f"{each.kind} to {each.member.name} at {each.local:%a %d %b %H:%M}: {what}"
        for rule in RULES
        for each, what in rule(story)
    ]


def _only_when_they_work(story: Story) -> Faults:
    for each in story.sent:
        if not _is_open(story.season, each.member, each.at):
            yield each, "outside their hours, or on a day off"


def _never_above_a_cap(story: Story) -> Faults:
    for each, before in _with_what_came_before(story):
        if each.budget and _is_full(before, each.at, each.member.zone, each.budget):
            yield each, "one too many"


def _not_to_those_away(story: Story) -> Faults:
    season = story.season
    first, last = season.leave
    for each in story.sent:
        day = each.local.date()
        if each.member is CECILIA and first <= day < last:
            yield each, "on leave"
        if each.member is DAVID and day < season.settling[1]:
            yield each, "settling"
        if each.member is FARID and day >= season.stop:
            yield each, "stopped"


def _once_for_each_occasion(story: Story) -> Faults:
    keys = Counter(each.key for each in story.sent)
    questions = Counter((each.member.name, each.subject, each.kind) for each in story.sent if each.kind in ONCE)
    weeks = Counter((each.member.name, _week(each), each.kind) for each in story.sent if each.kind == "pulse")
    for each in story.sent:
        if keys[each.key] > 1:
            yield each, "sent twice"
        if questions[each.member.name, each.subject, each.kind] > ONCE.get(each.kind, 1):
            yield each, "the same question again"
        if weeks[each.member.name, _week(each), each.kind] > 1:
            yield each, "two questions in a week"


def _greeted_first(story: Story) -> Faults:
    for member in EVERYBODY.values():
        theirs = story.to(member)
        for each in theirs:
            if (each.kind == "n.first") is not (each is theirs[0]):
                yield each, "not the greeting first, once"
            if each is not theirs[0] and each.local.date() == theirs[0].local.date():
                yield each, "on the day of the greeting"


def _at_their_minute(story: Story) -> Faults:
    """Questions, reminders and nudges; or the first minute after it that has room and is in their hours."""
    for each, before in _with_what_came_before(story):
        if each.kind not in (*QUESTIONS, "pulse.reminder") and not _is_weekly_nudge(each):
            continue
        if each.local.time() == story.minutes[each.member.name]:
            if each.kind in QUESTIONS and each.local.weekday() not in PULSE_DAYS:
                yield each, "a question on another day"
        elif _had_room(story, each, before, each.at - MINUTE):
            yield each, "not at their minute, and a minute earlier there was room"


def _off_for_as_long_as_they_said(story: Story) -> Faults:
    expected = {(tap.member.name, _comes_again(story, tap)) for tap in story.taps}
    for each in story.sent:
        is_expected = each.kind != "pulse.snoozed" or (each.member.name, each.at) in expected
        if not is_expected and _had_room(story, each, [], each.at - MINUTE):
            yield each, "not when it was put off to"


RULES: Sequence[Callable[[Story], Faults]] = (
    _only_when_they_work,
    _never_above_a_cap,
    _not_to_those_away,
    _once_for_each_occasion,
    _greeted_first,
    _at_their_minute,
    _off_for_as_long_as_they_said,
)


def too_silent(story: Story) -> list[str]:
    """Whom Vardag should have asked once a week and did not. Who never answers is asked less from the fourth time on,
    and in the end not at all."""
    quiet = []
    for member in TEAM:
        asked = {_week(each) for each in story.to(member) if each.kind in QUESTIONS}
        there = _weeks_there(story.season, member)
        missed = [week for week in there if week not in asked]
        if len(missed) > (len(there) // 2 if member is ERIK else 1):
            quiet.append(f"{member.name} was not asked in the weeks {missed}")
    return quiet


def _weeks_there(season: Season, member: Member) -> list[tuple[int, int]]:
    """The weeks with a day for questions on which somebody is there, is settled, and has not stopped."""
    days = [day for day in season.days() if day.weekday() in PULSE_DAYS and season.works(member, day)]
    if member is CECILIA:
        days = [day for day in days if not season.leave[0] <= day < season.leave[1]]
    if member is DAVID:
        days = [day for day in days if day > season.settling[1]]
    if member is FARID:
        days = [day for day in days if day < season.stop]
    return sorted({(day.isocalendar().year, day.isocalendar().week) for day in days})


def _is_weekly_nudge(sent: Sent) -> bool:
    return sent.kind.startswith("n.") and sent.kind not in ("n.first", "n.before", "n.transl", "n.loop")


def _with_what_came_before(story: Story) -> Iterator[tuple[Sent, list[datetime]]]:
    """Each message with the moments of those that count against the same."""
    before: dict[tuple[str, str | None], list[datetime]] = defaultdict(list)
    for each in story.sent:
        moments = before[each.member.name, each.budget]
        yield each, list(moments)
        moments.append(each.at)


def _is_full(before: Sequence[datetime], at: datetime, zone: ZoneInfo, budget: str) -> bool:
    """Whether one more at `at` would be too much: one a day, twenty hours, three in seven days; to those who lead three
    in seven days."""
    is_week_full = len([each for each in before if at - each < WEEK]) >= 3
    if budget == "lead":
        return is_week_full
    today = at.astimezone(zone).date()
    return is_week_full or any(each.astimezone(zone).date() == today or at - each < 20 * HOUR for each in before)


def _had_room(story: Story, sent: Sent, before: Sequence[datetime], at: datetime) -> bool:
    is_dark = any(first <= at < last for first, last in story.dark)
    is_full = sent.budget is not None and _is_full(before, at, sent.member.zone, sent.budget)
    return _is_open(story.season, sent.member, at) and not is_dark and not is_full


def _is_open(season: Season, member: Member, at: datetime) -> bool:
    local = at.astimezone(member.zone)
    return season.works(member, local.date()) and member.hours[0] <= local.time() < member.hours[1]


def _comes_again(story: Story, tap: Tap) -> datetime:
    """When a question comes back: in an hour, or at their minute on the next day on which they work."""
    if tap.button in ("Om en timme", "In an hour"):
        at = tap.at + HOUR
        return at if _is_open(story.season, tap.member, at) else _next_morning(story.season, tap.member, at)
    day = tap.at.astimezone(tap.member.zone).date() + DAY
    while not story.season.works(tap.member, day):
        day += DAY
    return datetime.combine(day, story.minutes[tap.member.name], tap.member.zone)


def _next_morning(season: Season, member: Member, at: datetime) -> datetime:
    day = at.astimezone(member.zone).date()
    while not season.works(member, day) or _morning(member, day) < at:
        day += DAY
    return _morning(member, day)


def _morning(member: Member, day: date) -> datetime:
    return datetime.combine(day, member.hours[0], member.zone)


def _week(sent: Sent) -> tuple[int, int]:
    calendar = sent.local.isocalendar()
    return calendar.year, calendar.week
