"""Every dialogue there is, and which of them an event is for."""

from typing import Any, NamedTuple, assert_never

from dialogues import (
    celebrating,
    closing,
    focus,
    goals,
    greeting,
    help,
    insight,
    leadership,
    obstacle,
    reflecting,
    reflections,
    review,
    settings,
    status,
    talk,
    team,
)
from dialogues.digest import sending as digest
from dialogues.event import Chose, Commanded, Due, Event, FeedRead, Occasion, Opened, Said, Submitted
from dialogues.meeting import bringing, following, inviting, preparing, promising, registering
from dialogues.nudge import nudging, reminding
from dialogues.own import erasing, showing
from dialogues.pulse import comment, question
from dialogues.step import Dialogue
from dialogues.translation import cocreation, course, draft, everyday, questions, stopping, wording
from dialogues.words import Word, read

# A dialogue's state is its own; whoever advances one only carries the state from store to store.
AnyDialogue = Dialogue[Any]

#: By name: a new dialogue is a file of its own, a line here, and its phrases.
DIALOGUES: dict[str, AnyDialogue] = {
    each.name: each
    for each in (
        greeting.DIALOGUE,
        question.DIALOGUE,
        comment.DIALOGUE,
        nudging.DIALOGUE,
        reminding.DIALOGUE,
        closing.DIALOGUE,
        review.DIALOGUE,
        talk.DIALOGUE,
        obstacle.DIALOGUE,
        celebrating.DIALOGUE,
        leadership.DIALOGUE,
        reflecting.DIALOGUE,
        reflections.DIALOGUE,
        digest.DIALOGUE,
        goals.DIALOGUE,
        team.DIALOGUE,
        status.DIALOGUE,
        draft.DIALOGUE,
        questions.DIALOGUE,
        wording.DIALOGUE,
        stopping.DIALOGUE,
        cocreation.DIALOGUE,
        course.DIALOGUE,
        focus.DIALOGUE,
        registering.DIALOGUE,
        preparing.DIALOGUE,
        inviting.DIALOGUE,
        bringing.DIALOGUE,
        following.DIALOGUE,
        promising.DIALOGUE,
        everyday.DIALOGUE,
        settings.DIALOGUE,
        insight.DIALOGUE,
        showing.DIALOGUE,
        erasing.DIALOGUE,
        help.DIALOGUE,
    )
}

OCCASIONS: dict[Occasion, AnyDialogue] = {
    Occasion.GREETING: greeting.DIALOGUE,
    Occasion.PULSE: question.DIALOGUE,
    Occasion.REMINDER: question.DIALOGUE,
    Occasion.NUDGE: nudging.DIALOGUE,
    Occasion.SITUATION: reminding.DIALOGUE,
    Occasion.MEETING: preparing.DIALOGUE,
    Occasion.AFTERWARDS: preparing.DIALOGUE,
    Occasion.INVITATION: inviting.DIALOGUE,
    Occasion.PROMISE: promising.DIALOGUE,
    Occasion.REFLECTION: reflecting.DIALOGUE,
    Occasion.WINDOW: closing.DIALOGUE,
    Occasion.DIGEST: digest.DIALOGUE,
    Occasion.REVIEW: review.DIALOGUE,
}

#: Every other word is for `help`, and what is none of them may be a goal's title.
WORDS: dict[Word | None, AnyDialogue] = {
    Word.GOALS: goals.DIALOGUE,
    Word.TEAM: team.DIALOGUE,
    Word.STATUS: status.DIALOGUE,
    Word.NEW: draft.DIALOGUE,
    Word.SETTINGS: settings.DIALOGUE,
    Word.REMIND: reminding.DIALOGUE,
    Word.LEAD: leadership.DIALOGUE,
    Word.CELEBRATE: celebrating.DIALOGUE,
    Word.ONE_ON_ONE: registering.DIALOGUE,
    Word.AUDIT: insight.DIALOGUE,
    Word.MY_DATA: showing.DIALOGUE,
    Word.ERASE: erasing.DIALOGUE,
    None: goals.DIALOGUE,
}


class Route(NamedTuple):
    """The dialogue that an event is for, and what it is about (empty: nothing in particular)."""

    dialogue: AnyDialogue
    subject: str = ""


def route(event: Event) -> Route:
    """Where an event belongs. What nobody knows goes to `help`, which answers it."""
    match event:
        case Due(occasion=occasion):
            return Route(OCCASIONS[occasion])
        case FeedRead():
            return Route(following.DIALOGUE)
        case Chose(token=token) | Submitted(token=token):
            known = DIALOGUES.get(token.dialogue)
            return Route(known, token.subject) if known else Route(help.DIALOGUE)
        case Commanded(words=words) | Said(text=words):
            asked = read(words)
            return Route(WORDS.get(asked.word, help.DIALOGUE), asked.rest if asked.word is Word.TEAM else "")
        case Opened():
            return Route(goals.DIALOGUE)
        case _:
            assert_never(event)
