"""One function per type: what a row says of a question and its window."""

from sqlalchemy import RowMapping

from dialogues.goal import State, Status
from dialogues.pulse.back_off import Before
from dialogues.pulse.custom import Question, QuestionKind
from dialogues.pulse.item import ItemId
from dialogues.statistics.change import Change
from dialogues.window import Past, Reading, Slot, Window
from storage.columns import columns_of
from storage.sql.codec import (
    ASKED,
    COUNTS,
    OPTIONS,
    WORDING,
)
from storage.sql.goal_rows import BEHAVIOUR, behaviour_of
from storage.tables.goals import behaviour, goal
from storage.tables.questions import question, reading, window
from storage.tables.sending import conversation

WINDOW = (
    window.c.id,
    window.c.team,
    window.c.item,
    window.c.slot,
    window.c.question,
    window.c.text,
    window.c.options,
    window.c.k,
    window.c.opened_at,
    window.c.closed_at,
    *BEHAVIOUR,
    behaviour.c.focus,
    behaviour.c.closed,
    goal.c.key,
    goal.c.title,
    goal.c.state,
)
#: What a reading is about stands with its window.
READING = (reading, window.c.team, window.c.item, window.c.behaviour, window.c.goal, window.c.question, window.c.text)
PAST = (
    window.c.item,
    window.c.slot,
    window.c.opened_at,
    window.c.behaviour,
    window.c.goal,
    window.c.question,
)

_behaviour = columns_of(behaviour)
_conversation = columns_of(conversation)
_goal = columns_of(goal)
_question = columns_of(question)
_reading = columns_of(reading)
_window = columns_of(window)


def window_of(row: RowMapping) -> Window:
    return Window(
        id=row[_window.id],
        team=row[_window.team],
        item=ItemId(row[_window.item]),
        slot=Slot(row[_window.slot]),
        behaviour=behaviour_of(row) if row[_behaviour.id] else None,
        goal=row[_goal.key],
        title=WORDING.read_some(row[_goal.title]),
        question=row[_window.question],
        text=WORDING.read_some(row[_window.text]),
        options=OPTIONS.read(row[_window.options]),
        k=row[_window.k],
        opened_at=row[_window.opened_at],
        closed_at=row[_window.closed_at],
        lives=row[_goal.state] in (None, State.ACTIVE) and (row[_behaviour.focus] is not False or _is_habit(row)),
    )


def _is_habit(row: RowMapping) -> bool:
    """What is established is asked about once a quarter, whatever is in focus."""
    return row[_behaviour.status] == Status.ESTABLISHED and not row[_behaviour.closed]


def past_of(row: RowMapping) -> Past:
    return Past(
        item=ItemId(row[_window.item]),
        slot=Slot(row[_window.slot]),
        opened_at=row[_window.opened_at],
        behaviour=row[_window.behaviour],
        goal=row[_window.goal],
        question=row[_window.question],
    )


def question_of(row: RowMapping) -> Question:
    return Question(
        key=row[_question.key], kind=QuestionKind(row[_question.kind]), text=WORDING.read(row[_question.text])
    )


def before_of(row: RowMapping) -> Before:
    return Before(
        tag=ASKED.read(row[_conversation.state]).get("tag", ""),
        opened_at=row[_window.opened_at],
        answered=row["answered"],
    )


def reading_of(row: RowMapping) -> Reading:
    return Reading(
        window=row[_reading.window],
        team=row[_window.team],
        item=ItemId(row[_window.item]),
        behaviour=row[_window.behaviour],
        goal=row[_window.goal],
        question=row[_window.question],
        text=WORDING.read_some(row[_window.text]),
        first=row[_reading.first],
        last=row[_reading.last],
        people=row[_reading.people],
        yes=row[_reading.yes],
        members=row[_reading.members],
        counts=COUNTS.read(row[_reading.counts]),
        obstacles=COUNTS.read(row[_reading.obstacles]),
        change=Change(row[_reading.change]) if row[_reading.change] else None,
    )
