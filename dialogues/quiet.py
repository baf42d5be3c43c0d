"""Why a team's questions rest, and that they come again, said to the team (domain.md §0 decision 10)."""

from collections.abc import Sequence

from dialogues import obstacle, talk
from dialogues.listening import Listening
from dialogues.message import Choices, Message, Paragraph
from dialogues.person import Team
from dialogues.phrase import Text
from dialogues.promise import Promise


def why(team: Team, overdue: Sequence[Promise], *, is_silent: bool) -> Message[Text]:
    """Every reason that there is: an obstacle without an answer, and that nobody has talked, with a button for that."""
    if not overdue:
        return talk.quiet(team)
    reason = obstacle.quiet(overdue[0])
    if not is_silent:
        return Message(summary=reason, blocks=(Paragraph(text=reason),))
    blocks = (Paragraph(text=reason), Paragraph(text=talk.REASON), Choices(choices=(talk.button(team),)))
    return Message(summary=reason, blocks=blocks)


def again(promises: Sequence[Promise], listening: Listening) -> Message[Text]:
    """What has brought the questions back: an answer, or a talk."""
    answered = [(each.answered_on, each) for each in promises if each.answered_on is not None]
    if answered:
        on, latest = max(answered, key=lambda each: each[0])
        if listening.talked_on is None or on > listening.talked_on:
            return obstacle.again(latest)
    return talk.again()
