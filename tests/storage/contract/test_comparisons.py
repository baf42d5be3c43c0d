"""What a team says now is compared with what the same people said at the start, and nothing of it but two counts is
seen; what they say in words counts once, and is shown only as they chose."""

from dataclasses import replace
from datetime import date, timedelta

from dialogues.effect import Comment, Record
from dialogues.facts import Want
from dialogues.statistics.change import Change, Comparison
from dialogues.statistics.interval import Counted
from dialogues.window import Aspect, Remarks, Value, Visibility, Window
from storage.port import Storage
from tests.storage.example import (
    AT,
    DAY,
    EXAMPLE,
    LEDNING,
    MEMBERS,
    act,
    answer,
    changed,
    close,
    facts,
    found,
    open_window,
    reading,
    somebody,
    tally,
)
from tests.storage.turning import turning

FORTNIGHT = 14 * DAY


async def asked(storage: Storage, number: int, **answers: Value) -> Window:
    """The team's window of a week, with what some have answered in it."""
    window = await open_window(storage, at=AT + number * FORTNIGHT)
    for user, value in answers.items():
        await answer(storage, user, window, value, on=date(2026, 9, 7) + number * FORTNIGHT)
    return window


async def published(storage: Storage, number: int, **answers: Value) -> Window:
    window = await asked(storage, number, **answers)
    told = replace(
        reading(window), first=date(2026, 9, 7) + number * FORTNIGHT, last=date(2026, 9, 13) + number * FORTNIGHT
    )
    await close(storage, window, told, at=AT + (number + 1) * FORTNIGHT)
    return window


def all_of(value: Value, *users: str) -> dict[str, Value]:
    return dict.fromkeys(users or MEMBERS, value)


async def test_the_same_people_are_compared_from_the_fifth_window_on(storage: Storage) -> None:
    await found(storage)
    for number in range(2):
        await published(storage, number, **all_of(Value.NOT_THAT_TIME, *MEMBERS[:5]))
    for number in range(2, 4):
        await published(storage, number, **all_of(Value.YES, *MEMBERS[1:]))
    await asked(storage, 4, U2=Value.YES, U3=Value.NO_OCCASION, U6=Value.YES)
    counted = await tally(storage)
    # U1 has not answered lately, U6 not at the start; who had no occasion has said nothing.
    assert counted.now == Comparison(before=Counted(0, 8), after=Counted(9, 9), people=4)
    assert counted.before is None, "one window earlier it was too early"


async def test_one_window_earlier_is_known_from_the_sixth_on_and_before_the_fifth_nothing(storage: Storage) -> None:
    await found(storage)
    for number in range(3):
        await published(storage, number, **all_of(Value.YES))
    window = await asked(storage, 3, **all_of(Value.YES))
    assert (await tally(storage)).now is None
    await close(storage, window, reading(window), at=AT + 4 * FORTNIGHT)
    await published(storage, 4, **all_of(Value.YES))
    await asked(storage, 5, U1=Value.YES)
    counted = await tally(storage)
    assert counted.now
    assert counted.before
    assert (counted.now.people, counted.before.people) == (6, 6)


async def test_whoever_leads_the_team_now_is_not_compared(storage: Storage) -> None:
    await found(storage)
    for number in range(4):
        await published(storage, number, **all_of(Value.YES))
    promoted = replace(
        changed(U1=somebody("U1", team=LEDNING)),
        teams=(replace(EXAMPLE.teams[0], lead=somebody("U1").email), EXAMPLE.teams[1]),
    )
    await storage.adopt(blueprint=promoted, at=AT + 4 * FORTNIGHT)
    await asked(storage, 4, **all_of(Value.YES, *MEMBERS[1:]))
    counted = await tally(storage)
    assert counted.now
    assert counted.now.people == 5


async def test_many_new_members_begin_a_new_baseline(storage: Storage) -> None:
    await found(storage)
    await storage.adopt(blueprint=changed(U5=None, U6=None), at=AT)
    for number in range(4):
        await published(storage, number, **all_of(Value.YES, *MEMBERS[:4]))
    # Two of six are new: more than three in ten.
    await storage.adopt(blueprint=EXAMPLE, at=AT + 4 * FORTNIGHT)
    await asked(storage, 4, **all_of(Value.YES, *MEMBERS[:4]))
    assert (await tally(storage)).now is None


async def test_who_changes_teams_is_new_there(storage: Storage) -> None:
    await found(storage)
    away = changed(U5=somebody("U5", team=LEDNING), U6=somebody("U6", team=LEDNING))
    await storage.adopt(blueprint=away, at=AT)
    for number in range(4):
        await published(storage, number, **all_of(Value.YES, *MEMBERS[:4]))
    await storage.adopt(blueprint=EXAMPLE, at=AT + 4 * FORTNIGHT)
    await asked(storage, 4, **all_of(Value.YES, *MEMBERS[:4]))
    assert (await tally(storage)).now is None


async def test_a_change_is_published_as_a_word(storage: Storage) -> None:
    await found(storage)
    for number, change in enumerate((None, *Change)):
        window = await open_window(storage, at=AT + number * FORTNIGHT)
        await close(storage, window, replace(reading(window), change=change), at=AT + (number + 1) * FORTNIGHT)
    told = (await facts(storage, "U1", Want.READINGS)).readings
    assert {each.change for each in told} == {None, *Change}


async def comments(storage: Storage, user: str, window: Window, comment: Comment) -> None:
    async with turning(storage) as turn:
        scene = await act(turn, user, event=f"{user} {comment}", subject=window.id, wants=Want.WINDOW)
        await turn.comment(person=scene.facts.someone.id, comment=comment)


def wrote(window: Window, visibility: Visibility, theme: str | None = None, text: str | None = None) -> Comment:
    return Comment(window=window.id, visibility=visibility, theme=theme, text=text)


async def test_whoever_names_an_obstacle_twice_has_named_it_once(storage: Storage) -> None:
    await found(storage)
    window = await asked(storage, 0, **all_of(Value.NOT_THAT_TIME))
    async with turning(storage) as turn:
        scene = await act(turn, "U1", event="obstacle", subject=window.id, wants=Want.WINDOW)
        await turn.record(
            person=scene.facts.someone.id,
            record=Record(window=window.id, value="time", aspect=Aspect.OBSTACLE),
            on=date(2026, 9, 8),
        )
    await comments(storage, "U1", window, wrote(window, Visibility.THEME, "time"))
    await comments(storage, "U2", window, wrote(window, Visibility.VERBATIM, "time", "Det tar tid"))
    await comments(storage, "U3", window, wrote(window, Visibility.THEME, "tools"))
    await comments(storage, "U4", window, wrote(window, Visibility.OWN, "time", "Bara jag"))
    assert (await tally(storage)).obstacles == {"time": 2, "tools": 1}


async def remarks(storage: Storage) -> tuple[Remarks, ...]:
    return (await facts(storage, "U1", Want.REMARKS)).remarks


async def test_what_is_meant_for_the_team_is_read_once_it_is_published(storage: Storage) -> None:
    await found(storage)
    window = await asked(storage, 0, **all_of(Value.NOT_THAT_TIME))
    for user, text in (("U1", "b"), ("U2", "a"), ("U3", "c")):
        await comments(storage, user, window, wrote(window, Visibility.VERBATIM, None, text))
    await comments(storage, "U4", window, wrote(window, Visibility.OWN, None, "mitt"))
    assert await remarks(storage) == ()
    await close(storage, window, reading(window))
    assert await remarks(storage) == (Remarks(window=window.id, texts=("a", "b", "c")),)
    promoted = replace(
        changed(U1=somebody("U1", team=LEDNING)),
        teams=(replace(EXAMPLE.teams[0], lead=somebody("U1").email), EXAMPLE.teams[1]),
    )
    await storage.adopt(blueprint=promoted, at=AT + timedelta(weeks=1))
    told = (await facts(storage, "U2", Want.REMARKS)).remarks
    assert told == (Remarks(window=window.id, texts=("a", "c")),), "the lead's aside"
