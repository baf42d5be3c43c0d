"""After a talk its lead says with one tap whether it became one about the goal. Of a one-on-one, what is kept is how
many there were in a week, and nothing about whom they were with (domain.md §4.4)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from dialogues import help, talk
from dialogues.effect import Effect, LogOneOnOne, Replace, Reply, Say, Schedule
from dialogues.event import Chose, Due, Occasion
from dialogues.facts import Facts
from dialogues.kind import Kind
from dialogues.meeting import promising, sentence, talks
from dialogues.meeting.meeting import Talk
from dialogues.meeting.memory import Nudged, Prepared
from dialogues.message import brief
from dialogues.phrase import Phrase
from dialogues.rhythm import monday
from dialogues.step import Step

#: Of a talk that has been over for longer nobody is asked.
LATE: Final = timedelta(days=3)
#: The question is worth an answer for so many working days.
WORTH: Final = 2


def ask(state: Prepared, due: Due, facts: Facts) -> Step[Prepared]:
    """Asks of every talk that is over, once. Of one that did not take place, nothing is said."""
    known = {each.key: each for each in talks.led(facts, due.at - LATE)}
    says: list[Say] = []
    for nudged in state.talks:
        now = known.get(nudged.key)
        if now is None:
            state = state.told(nudged.key)
        elif not nudged.asked and now.ends_at <= due.at:
            state = state.asked(nudged)
            says += _ask(now, facts, due)
    return Step(state=state, effects=(*says, upcoming(state, facts, due.at)))


def upcoming(state: Prepared, facts: Facts, at: datetime) -> Schedule:
    """When the lead is asked next."""
    left = {each.key for each in state.talks if not each.asked}
    ends = (each.ends_at for each in talks.led(facts, at - LATE) if each.key in left)
    return Schedule(occasion=Occasion.AFTERWARDS, subject=facts.someone.id, at=min(ends, default=None))


def _ask(over: Talk, facts: Facts, due: Due) -> Iterator[Say]:
    with_whom = talks.partner(over, facts) or talks.team_of(over, facts)
    may_promise = over.person is not None and facts.organisation.rules.keep_texts
    more = (promising.making(over.person or ""),) if may_promise else ()
    if with_whom is not None:
        yield Say(
            to=over.lead,
            key=f"afterwards:{over.key}:{over.starts_at:%Y%m%dT%H%M}",
            kind=Kind.AFTERWARDS,
            message=sentence.after(over.key, with_whom.name, *more, is_one_on_one=over.is_one_on_one),
            expires_at=facts.someone.availability.evening(due.at, days=WORTH),
        )


def note(state: Prepared, event: Chose, facts: Facts) -> Step[Prepared]:
    """Counts what the lead has said, once for each talk."""
    answer, _, key = event.token.value.partition("~")
    nudged = state.talk(key)
    if event.token.step != "was" or answer not in ("yes", "no"):
        return Step(state=state, effects=(Reply(message=help.outdated()),))
    if nudged is None:
        return Step(state=state, effects=(Reply(message=brief(Phrase.of("meeting.noted_before"))),))
    counted = tuple(_count(nudged, event, facts, is_about_goal=answer == "yes"))
    done = Replace(message=brief(Phrase.of(f"meeting.noted.{answer}")))
    return Step(state=state.told(key), effects=(*counted, done))


def _count(nudged: Nudged, event: Chose, facts: Facts, *, is_about_goal: bool) -> Iterator[Effect]:
    if nudged.is_one_on_one:
        week = monday(facts.someone.day(nudged.starts_at))
        yield LogOneOnOne(week=week, is_about_goal=is_about_goal)
        return
    team = next((each for each in facts.leads if each.id == nudged.team), None)
    if is_about_goal and team is not None:
        yield from talk.log(team, facts.organisation.day(nudged.starts_at), event.at)
