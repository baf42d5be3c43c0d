"""`/goal 1:1`: a lead's talks with their people and teams, and when they are prepared for them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from dialogues import editing, help, rights
from dialogues.effect import DropMeeting, Effect, Open, Replace, Reply, SaveDiary, SaveMeeting, Schedule
from dialogues.event import Act, Chose, Commanded, Event, Occasion, Said, Submitted
from dialogues.facts import Facts, Want
from dialogues.meeting import bringing, following, meeting_form, promising, sentence, talks
from dialogues.meeting.meeting import Diary, Meeting, MeetingId, Talk
from dialogues.meeting.sentence import ONE_ON_ONE, WHEN
from dialogues.message import Block, Choice, Choices, Items, Message, Note, Paragraph, brief, rows
from dialogues.phrase import Day, Hour, Phrase, Text
from dialogues.situation import WEEKDAYS
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.words import read

#: So many talks a lead registers at most.
MOST: Final = 40
#: So many of those that a calendar has are listed.
LISTED: Final = 8
#: The words behind which a talk is registered at once.
ADD: Final = ("add", "lägg till")


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Shows what is registered, takes what is new, changed or over, and how the lead wants to be prepared."""
    match event:
        case Commanded(words=words) if facts.leads and read(words).whole.casefold().endswith(ADD):
            return Step(effects=(_add(event, facts),))
        case Commanded() | Said() | Chose(token=Token(step="show")):
            return Step(effects=(Reply(message=listed(facts, event.at)),))
        case Chose() | Submitted() if not facts.leads:
            return Step(effects=(Reply(message=rights.nobody_led()),))
        case Chose():
            return Step(effects=tuple(_tapped(event, facts)))
        case Submitted(token=Token(step="save")):
            return Step(effects=tuple(_save(event, facts)))
        case Submitted(token=Token(step="choose")):
            return Step(effects=tuple(_choose(event, facts)))
        case Submitted():
            return Step(effects=(Reply(message=help.outdated()),))
        case _:
            return Step()


def _add(event: Act, facts: Facts) -> Effect:
    if len(_own(facts)) >= MOST:
        return Reply(message=brief(Phrase.of("meeting.enough", most=MOST)))
    return Open(form=meeting_form.form(MeetingId(editing.digest(event.id)), None, facts))


def _tapped(event: Chose, facts: Facts) -> Iterator[Effect]:
    known = next((each for each in _own(facts) if each.id == event.token.subject), None)
    match event.token.step:
        case "add":
            yield _add(event, facts)
        case "when":
            yield Open(form=meeting_form.diary_form(facts.diary))
        case "edit" if known is not None:
            yield Open(form=meeting_form.form(known.id, known, facts))
        case "remove":
            left = replace(facts, meetings=tuple(each for each in facts.meetings if each != known))
            if known is not None:
                yield DropMeeting(meeting=known.id)
                yield from _look_again(event, facts)
            yield Replace(message=listed(left, event.at))
        case _:
            yield Reply(message=help.outdated())


def _save(event: Submitted, facts: Facts) -> Iterator[Effect]:
    id = MeetingId(event.token.subject)
    known = next((each for each in _own(facts) if each.id == id), None)
    entered = meeting_form.read(id, event.values, facts, event.at)
    if not isinstance(entered, Meeting):
        opened = meeting_form.form(id, known, facts).filled(event.values)
        yield editing.rejected(opened, event, entered)
        return
    if known is None and len(_own(facts)) >= MOST:
        yield Reply(message=brief(Phrase.of("meeting.enough", most=MOST)))
        return
    others = tuple(each for each in facts.meetings if each.id != id)
    if entered != known:
        yield SaveMeeting(meeting=entered)
        yield from _look_again(event, facts)
        if entered.person is not None:
            yield Schedule(occasion=Occasion.INVITATION, subject=entered.person, at=event.at)
    now = replace(facts, meetings=(*others, entered))
    yield Reply(message=listed(now, event.at, Phrase.of("meeting.saved", talk=line(entered, now))))


def _choose(event: Submitted, facts: Facts) -> Iterator[Effect]:
    chosen = meeting_form.diary(event.values, facts.someone.language)
    if not isinstance(chosen, Diary):
        yield editing.rejected(meeting_form.diary_form(facts.diary).filled(event.values), event, chosen)
        return
    yield SaveDiary(diary=chosen)
    yield from _look_again(event, facts)
    yield Reply(message=listed(replace(facts, diary=chosen), event.at))


def _look_again(event: Act, facts: Facts) -> Iterator[Schedule]:
    """Its moment is found from here on."""
    yield Schedule(occasion=Occasion.MEETING, subject=facts.someone.id, at=event.at)


def _own(facts: Facts) -> Sequence[Meeting]:
    """Those that the person leads, the teams' first, then by name."""
    names = {each.id: each.name for each in facts.counterparts}
    led = [each for each in facts.meetings if each.lead == facts.someone.id]
    return sorted(led, key=lambda each: (each.person is not None, names.get(each.person or each.lead, ""), each.first))


def listed(facts: Facts, at: datetime, said: Phrase | None = None) -> Message[Text]:
    """What is registered, under what has just been said of it, and the person's own next talk with their lead."""
    if not facts.leads:
        return bringing.mine(facts, at)
    own = _own(facts)
    text = said or Phrase.of("meeting.yours" if own else "meeting.none")
    items: tuple[Block[Text], ...] = (
        (Items(items=tuple(line(each, facts) for each in own), numbered=True),) if own else ()
    )
    ahead = Phrase.of(f"meeting.minutes.{int(facts.diary.ahead.total_seconds()) // 60}")
    which = "every" if facts.diary.every else "first"
    return Message(
        summary=text,
        blocks=(
            Paragraph(text=text),
            *items,
            *_from_feed(facts, at),
            *rows([_button("edit", each, number) for number, each in enumerate(own, 1)]),
            *rows([_button("remove", each, number) for number, each in enumerate(own, 1)]),
            Choices(choices=(ADDING, WHEN, *([promising.making()] if facts.organisation.rules.keep_texts else []))),
            Note(text=Phrase.of(f"meeting.prepared.{which}", ahead=ahead)),
            *following.state(facts),
            *promising.open_ones(facts),
            *bringing.coming(facts, at),
        ),
    )


def _from_feed(facts: Facts, at: datetime) -> Iterator[Block[Text]]:
    """The next talks that were found in the lead's calendar."""
    found = [each for each in talks.led(facts, at) if each in facts.booked][:LISTED]
    if found:
        yield Items(items=tuple(_booked(each, facts, at) for each in found))


def _booked(talk: Talk, facts: Facts, at: datetime) -> Phrase:
    person, team = talks.partner(talk, facts), talks.team_of(talk, facts)
    who = person.name if person else Phrase.of("meeting.whole_team", team=team.name if team else "")
    when = sentence.when(talk, facts.someone, facts.someone.day(at))
    return Phrase.of("meeting.from_feed", who=who, when=when)


def line(meeting: Meeting, facts: Facts) -> Phrase:
    """With whom and when, on one line."""
    at = Hour(hour=meeting.at)
    person = next((each.name for each in facts.counterparts if each.id == meeting.person), None)
    team = next((each.name for each in facts.leads if each.id == meeting.team), "")
    who: Text = person or Phrase.of("meeting.whole_team", team=team)
    if not meeting.weeks:
        return Phrase.of("meeting.line_once", who=who, day=Day(day=meeting.first, year=True), time=at)
    days = Phrase.of(f"meeting.days.{WEEKDAYS[meeting.first.weekday()].value}")
    return Phrase.of("meeting.line", who=who, days=days, time=at, weeks=Phrase.of(f"meeting.weeks.{meeting.weeks}"))


def _button(step: str, meeting: Meeting, number: int) -> Choice[Text]:
    token = Token(dialogue=ONE_ON_ONE, step=step, subject=meeting.id)
    label = Phrase.of(f"meeting.{step}", number=number)
    return Choice(label=label, token=str(token), style="quiet" if step == "remove" else "plain", opens=step == "edit")


#: The form of a new talk.
ADDING: Final[Choice[Text]] = Choice(
    label=Phrase.of("meeting.add"), token=str(Token(dialogue=ONE_ON_ONE, step="add")), opens=True
)

DIALOGUE = Dialogue(name=ONE_ON_ONE, advance=advance, wants=Want.MEETINGS)
