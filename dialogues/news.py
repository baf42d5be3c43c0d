"""What a whole team is told about one of its goals."""

from collections.abc import Iterator

from dialogues import editing
from dialogues.effect import Effect, Post
from dialogues.event import Act
from dialogues.facts import Facts
from dialogues.goal import Goal
from dialogues.kind import Kind
from dialogues.message import Message
from dialogues.phrase import Text

#: Working days that the news of a goal are worth sending: a digest, a question and a nudge may go first.
WORTH = 5


def post(
    message: Message[Text], what: str, goal: Goal, facts: Facts, event: Act, *, kind: Kind = Kind.NEWS
) -> Iterator[Effect]:
    """Post the message to the team of `facts.goal`, once for the event; a goal of the whole organisation has none."""
    if goal.team is not None:
        yield Post(
            to=goal.team,
            members=tuple(each.id for each in facts.members if each.welcome),
            key=f"{what}:{goal.id}:{editing.digest(event.id)}",
            kind=kind,
            message=message,
            expires_at=facts.organisation.availability.evening(event.at, days=WORTH),
        )
