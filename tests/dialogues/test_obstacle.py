"""What a team raises is asked about until it is answered, and the team is told; nobody learns who chose what."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from dialogues import closing, help, obstacle, obstacle_form, review
from dialogues.availability import instant
from dialogues.effect import (
    CloseWindow,
    Effect,
    Hush,
    Open,
    Post,
    Reject,
    Reply,
    SavePromise,
    Say,
    Schedule,
)
from dialogues.event import Occasion
from dialogues.facts import Facts
from dialogues.kind import Budget, Kind
from dialogues.listening import Listening
from dialogues.promise import Promise, State, most_chosen
from dialogues.pulse.item import ItemId
from dialogues.window import Reading, Slot, Tally, WindowId
from tests.dialogues.examples import (
    ANNA,
    FACTS,
    GOAL,
    LENA,
    MEMBERS,
    MONDAY,
    OTHER,
    READING,
    STOCKHOLM,
    TEAM,
    WINDOW,
    chose,
    due,
    said,
    submitted,
)
from tests.dialogues.nudge_examples import OBSTACLE
from tests.dialogues.office import choices, read

BOUNDARY = datetime(2026, 11, 15, 23, 0, tzinfo=UTC)
#: Two weeks before, when OBSTACLE was raised; the Tuesday after its day.
RAISED, LATE = datetime(2026, 11, 1, 23, 0, tzinfo=UTC), datetime(2026, 11, 16, 23, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
DAY = timedelta(days=1)
#: What the lead knows who answers, and what is known when the team's week is looked at.
ANSWERING = replace(
    FACTS, person=LENA, team=OTHER, leads=(TEAM,), members=MEMBERS, promises=(OBSTACLE,), promise=OBSTACLE
)
REVIEWING = replace(
    FACTS,
    person=LENA,
    members=(*MEMBERS, replace(ANNA, stopped=True)),
    goals=(GOAL,),
    promises=(OBSTACLE, replace(OBSTACLE, team=OTHER.id)),
)
DONE = {"state": "done", "action": "Lagret svarar inom en timme.", "rest": "", "by": ""}
UNDER_WAY = {"state": "under_way", "action": "Lagret får en jour", "rest": "helger", "by": "2026-11-27"}
PROMISED = replace(
    OBSTACLE,
    state=State.UNDER_WAY,
    action="Lagret får en jour",
    rest="helger",
    due_on=date(2026, 11, 27),
    answered_on=TODAY,
)
TOKEN = obstacle_form.form(OBSTACLE).token


def answers(values: Mapping[str, str], facts: Facts = ANSWERING, token: str = TOKEN) -> tuple[Effect, ...]:
    return obstacle.advance(None, submitted(token, values), facts).effects


def saved(effects: tuple[Effect, ...]) -> Promise:
    (kept,) = (each.promise for each in effects if isinstance(each, SavePromise))
    return kept


def told(effects: tuple[Effect, ...]) -> str:
    (post,) = (each for each in effects if isinstance(each, Post))
    assert (post.to, post.kind, post.members) == (TEAM.id, Kind.LOOP, tuple(each.id for each in MEMBERS))
    return read(post.message)[0]


def reviewed(facts: Facts, at: datetime = BOUNDARY) -> tuple[Effect, ...]:
    return review.advance(None, due(Occasion.REVIEW, at, TEAM.id), facts).effects


def asked(facts: Facts, at: datetime = BOUNDARY) -> list[Say]:
    return [each for each in reviewed(facts, at) if isinstance(each, Say)]


def closed(tally: Tally, facts: Facts = FACTS, **changes: object) -> tuple[Effect, ...]:
    window = replace(WINDOW, **changes)  # type: ignore[arg-type]
    known = replace(facts, person=None, goals=(GOAL,), windows=(window,), tallies={window.id: tally})
    return closing.advance(None, due(Occasion.WINDOW, BOUNDARY, TEAM.id), known).effects


MISSED = Tally(counts={"not_that_time": 9}, members=9, obstacles={"time": 2, "tools": 3, "waiting": 4, "other": 5})


def test_what_most_people_chose_is_raised_and_due_in_ten_working_days() -> None:
    effects = closed(MISSED)
    kept = saved(effects)
    assert (kept.team, kept.obstacle, kept.state, kept.raised_on) == (TEAM.id, "waiting", State.RAISED, TODAY)
    assert kept.due_on == date(2026, 11, 30)
    assert Schedule(occasion=Occasion.REVIEW, subject=TEAM.id, at=BOUNDARY) in effects
    assert saved(closed(MISSED)) == kept, "the same again is the same"


def test_what_is_open_is_not_raised_again_and_what_too_few_chose_never() -> None:
    facts = replace(FACTS, promises=(OBSTACLE, replace(OBSTACLE, obstacle="tools", team=OTHER.id)))
    assert saved(closed(MISSED, facts)).obstacle == "tools"
    both = replace(facts, promises=(OBSTACLE, replace(OBSTACLE, obstacle="tools", state=State.UNDER_WAY)))
    assert not [each for each in closed(MISSED, both) if isinstance(each, SavePromise)]
    over = replace(facts, promises=(replace(OBSTACLE, state=State.DONE),))
    assert saved(closed(MISSED, over)).obstacle == "waiting"


def test_the_question_about_obstacles_tells_no_more_than_that() -> None:
    """R10"""
    counts = {"time": 3, "priority": 1, "nothing": 4, "other": 3}
    effects = closed(Tally(counts=counts, members=11), item=ItemId.OBST, slot=Slot.B, behaviour=None)
    (reading,) = (each.reading for each in effects if isinstance(each, CloseWindow))
    assert reading is not None
    assert (reading.people, reading.counts, reading.obstacles) == (11, {"time": 3}, {"time": 3})
    assert saved(effects).obstacle == "time"


def published(**obstacles: int) -> Reading:
    return replace(READING, window=WindowId(str(obstacles)), obstacles=obstacles)


def test_of_several_that_as_many_chose_it_is_the_oldest() -> None:
    new = (published(tools=3, time=3), published(waiting=3))
    assert most_chosen(new, (), ()) == "tools"
    assert most_chosen(new, (published(waiting=5), published(time=3)), ()) == "waiting"
    assert most_chosen((published(time=3), published(time=3, tools=4)), (), ()) == "tools"
    assert most_chosen((), (published(time=3),), ()) is None


def test_the_lead_is_asked_every_week_until_it_is_answered() -> None:
    keys = set()
    for at in (RAISED, RAISED + 7 * DAY):
        (say,) = asked(REVIEWING, at)
        assert (say.to, say.kind, say.kind.budget) == (LENA.id, Kind.OBSTACLE, Budget.LEAD)
        assert read(say.message) == [
            "Minst tre i Kundservice har pekat på samma hinder: »Väntan på andra«. Vad kan bli av det? Teamet får "
            "läsa ditt svar, helst senast 16 november. Fråga inte vem som svarat vad.",
            "[Svara teamet]",
        ]
        keys.add(say.key)
    assert len(keys) == 2
    assert asked(REVIEWING, RAISED + DAY)[0].key in keys
    assert asked(replace(REVIEWING, promises=(replace(PROMISED, state=State.DONE),))) == []
    for nobody in (None, replace(LENA, stopped=True)):
        assert asked(replace(REVIEWING, person=nobody)) == []


def test_where_nobody_leads_the_team_its_members_are_asked() -> None:
    facts = replace(REVIEWING, team=replace(TEAM, lead=None), person=None)
    assert [each.to for each in asked(facts)] == [each.id for each in MEMBERS]


def test_a_promise_is_asked_about_on_its_day_and_every_week_from_then_on() -> None:
    facts = replace(REVIEWING, promises=(PROMISED,))
    assert asked(facts) == []
    (say,) = asked(facts, BOUNDARY + 7 * DAY)
    assert say.not_before == instant(date(2026, 11, 27), time(0), STOCKHOLM)
    assert say.expires_at > say.not_before
    assert read(say.message) == ["Du lovade 16 november: »Lagret får en jour«.", "[Gjort]", "[Pågår]", "[Går inte]"]
    (again,) = asked(facts, BOUNDARY + 14 * DAY)
    assert (again.not_before, again.key != say.key) == (BOUNDARY + 14 * DAY, True)
    tapped = obstacle.advance(
        None, chose(next(iter(choices(say.message))).token), replace(ANSWERING, promise=PROMISED)
    ).effects
    assert isinstance(tapped[0], Open)
    assert {each.name: each.value for each in tapped[0].form.fields} == UNDER_WAY | {"state": "done"}


def test_the_week_is_looked_at_again_on_the_day_after_an_answer_was_due() -> None:
    assert reviewed(REVIEWING, BOUNDARY)[-1] == Schedule(occasion=Occasion.REVIEW, subject=TEAM.id, at=LATE)
    assert reviewed(REVIEWING, LATE)[-1] == Schedule(occasion=Occasion.REVIEW, subject=TEAM.id, at=BOUNDARY + 7 * DAY)


def test_what_is_overdue_makes_the_team_quiet_and_both_are_told_why() -> None:
    assert not [each for each in reviewed(REVIEWING, BOUNDARY) if isinstance(each, Hush)]
    effects = reviewed(REVIEWING, LATE)
    assert Hush(team=TEAM.id, quiet=True) in effects
    (post,) = (each for each in effects if isinstance(each, Post))
    assert (post.kind, post.members) == (Kind.QUIET, tuple(each.id for each in MEMBERS))
    (why,) = read(post.message)
    assert "»Väntan på andra«, och det har inte fått något svar än" in why
    (say,) = asked(REVIEWING, LATE)
    assert read(say.message)[0].startswith("Kundservice väntar på ett svar om »Väntan på andra«")
    hushed = replace(REVIEWING, team=replace(TEAM, quiet=True))
    assert not [each for each in reviewed(hushed, LATE) if isinstance(each, Post | Hush)]


def test_where_nobody_talks_either_both_reasons_are_told() -> None:
    silent = replace(REVIEWING, listening=Listening(asked_on=TODAY - 28 * DAY))
    (post,) = (each for each in reviewed(silent, LATE) if isinstance(each, Post))
    assert len(read(post.message)) == 3
    assert read(post.message)[-1] == "[Vi har pratat om det]"
    # The one that is left is told of when the other is gone.
    answered = replace(silent, team=replace(TEAM, quiet=True), promises=(replace(PROMISED, answered_on=TODAY + DAY),))
    effects = reviewed(answered, LATE)
    assert not [each for each in effects if isinstance(each, Hush)]
    (post,) = (each for each in effects if isinstance(each, Post))
    assert "På fyra veckor har ingen noterat" in read(post.message)[0]


def test_an_answer_brings_the_questions_back() -> None:
    effects = answers(UNDER_WAY)
    assert Schedule(occasion=Occasion.REVIEW, subject=TEAM.id, at=MONDAY) in effects
    back = replace(REVIEWING, team=replace(TEAM, quiet=True), promises=(saved(effects),))
    effects = reviewed(back, MONDAY)
    assert Hush(team=TEAM.id, quiet=False) in effects
    assert Schedule(occasion=Occasion.WINDOW, subject=TEAM.id, at=MONDAY) in effects
    (post,) = (each for each in effects if isinstance(each, Post))
    assert read(post.message) == ["»Väntan på andra« har fått ett svar, så frågorna kommer tillbaka."]
    talked = replace(back, listening=Listening(talked_on=TODAY))
    (post,) = (each for each in reviewed(talked, MONDAY) if isinstance(each, Post))
    assert read(post.message) == ["Ni har pratat om målen, så frågorna kommer tillbaka."]


def test_what_is_done_is_told_to_the_team_in_other_words_each_time() -> None:
    effects = answers(DONE)
    kept = saved(effects)
    assert (kept.state, kept.action, kept.due_on, kept.answered_on) == (
        State.DONE,
        "Lagret svarar inom en timme",
        OBSTACLE.due_on,
        TODAY,
    )
    expected = "Ni lyfte »Väntan på andra«. Nu är detta gjort: Lagret svarar inom en timme. Återstår: inget."
    assert told(effects) == expected
    assert isinstance(effects[-1], Reply)
    assert read(effects[-1].message) == ["Tack, teamet får svaret om »Väntan på andra«."]
    earlier = replace(ANSWERING, promises=(replace(PROMISED, state=State.DONE), OBSTACLE))
    assert told(answers(DONE | {"rest": "helger"}, earlier)) == (
        "Det ni sa om »Väntan på andra« har lett till något. Gjort: Lagret svarar inom en timme. Kvar: helger."
    )


def test_what_is_under_way_has_a_day() -> None:
    effects = answers(UNDER_WAY)
    assert saved(effects) == PROMISED
    assert told(effects) == (
        "Ni lyfte »Väntan på andra«. Det här är på väg: Lagret får en jour. Räkna med att det är klart 27 november. "
        "Återstår: helger."
    )
    assert "Återstår" not in told(answers(UNDER_WAY | {"rest": ""}))


def test_what_is_not_possible_says_why() -> None:
    effects = answers(DONE | {"state": "not_possible", "action": "Lagret har ingen mer", "by": "strunt"})
    assert told(effects) == (
        "Ni lyfte »Väntan på andra«. Det går inte att ändra nu, och så här är det: Lagret har ingen mer."
    )
    assert not saved(effects).is_open


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"state": ""}, "state"),
        ({"state": "raised"}, "state"),
        ({"action": ""}, "action"),
        ({"action": "x" * 121}, "action"),
        ({"action": "svara\u202esnart"}, "action"),
        ({"rest": "\u200b"}, "rest"),
        ({"rest": "x" * 61}, "rest"),
        ({"by": ""}, "by"),
        ({"by": "snart"}, "by"),
        ({"by": "2026-11-16"}, "by"),
        ({"by": "2027-02-15"}, "by"),
    ],
)
def test_what_is_no_answer_stays_in_the_form(changes: dict[str, str], field: str) -> None:
    (reject,) = answers(UNDER_WAY | changes)
    assert isinstance(reject, Reject)
    assert set(reject.errors) == {field}
    assert reject.form.token == TOKEN


def test_a_form_sent_twice_does_nothing_twice() -> None:
    for first, again in ((UNDER_WAY, UNDER_WAY), (DONE, UNDER_WAY)):
        kept = saved(answers(first))
        effects = answers(again, replace(ANSWERING, promise=kept))
        assert [type(each) for each in effects] == [Reply]
    # Nor does one that was opened on an answer and changes nothing.
    token = obstacle_form.form(PROMISED).token
    assert [type(each) for each in answers(UNDER_WAY, replace(ANSWERING, promise=PROMISED), token)] == [Reply]


def test_of_two_at_once_the_second_sees_what_the_first_has_said() -> None:
    (opened,) = answers(UNDER_WAY | {"action": "Vi ringer själva"}, replace(ANSWERING, promise=PROMISED))
    assert isinstance(opened, Open)
    assert opened.form.fields[1].value == "Vi ringer själva"
    assert "Lagret får en jour" in str(opened.form.fields[1].hint)
    effects = answers(
        UNDER_WAY | {"action": "Vi ringer själva"}, replace(ANSWERING, promise=PROMISED), opened.form.token
    )
    assert saved(effects).action == "Vi ringer själva"


def test_only_who_acts_for_the_team_answers() -> None:
    led = replace(ANSWERING, person=ANNA, team=TEAM, leads=())
    other = replace(ANSWERING, leads=())
    for facts, told in (
        (led, obstacle.for_the_lead()),
        (other, obstacle.for_the_lead()),
        (replace(ANSWERING, promise=None, promises=()), help.outdated()),
    ):
        for effects in (answers(DONE, facts), obstacle.advance(None, chose(TOKEN), facts).effects):
            assert effects == (Reply(message=told),)
    assert answers(DONE, token=TOKEN.replace("answer", "dance")) == (Reply(message=help.outdated()),)
    free = replace(led, team=replace(TEAM, lead=None))
    assert saved(answers(DONE, free)).state is State.DONE


def test_a_tap_opens_the_form_and_after_the_answer_says_so() -> None:
    (opened,) = obstacle.advance(None, chose(TOKEN), ANSWERING).effects
    assert isinstance(opened, Open)
    assert {each.name: each.value for each in opened.form.fields} == {"state": "", "action": "", "rest": "", "by": ""}
    over = replace(ANSWERING, promise=replace(PROMISED, state=State.DONE))
    (reply,) = obstacle.advance(None, chose(TOKEN), over).effects
    assert isinstance(reply, Reply)
    assert obstacle.advance(None, said("hej"), ANSWERING).effects == ()
