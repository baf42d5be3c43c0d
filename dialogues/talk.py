"""A tap says that a team has talked about its goals, and nothing about who said so."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from dialogues import help
from dialogues.effect import Effect, LogTalk, Reply, Schedule
from dialogues.event import Chose, Event, Occasion
from dialogues.facts import Facts
from dialogues.message import Choice, Message, brief
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token

#: What a team that is quiet for another reason, too, is told of this one.
REASON: Final = Phrase.of("talk.reason")


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Anybody in the team may say so, and whoever leads it; a team that was quiet is asked again."""
    match event:
        case Chose(token=token):
            team = next((each for each in facts.teams if each.id == token.subject), None)
            if team is None or token.step != "log":
                return Step(effects=(Reply(message=help.outdated()),))
            noted = Reply(message=brief(Phrase.of("talk.noted")))
            return Step(effects=(*log(team, facts.organisation.day(event.at), event.at), noted))
        case _:
            return Step()


def log(team: Team, on: date, at: datetime) -> Iterator[Effect]:
    """Keep, at the instant `at`, that the team has talked on a local day of the organisation."""
    yield LogTalk(team=team.id, on=on)
    if team.quiet:
        # It starts again at once, and the team is told so.
        yield Schedule(occasion=Occasion.REVIEW, subject=team.id, at=at)


def button(team: Team) -> Choice[Text]:
    """What says that a team has talked."""
    return Choice(label=Phrase.of("talk.button"), token=str(Token(dialogue="talk", step="log", subject=team.id)))


def quiet(team: Team) -> Message[Text]:
    """That a team is asked no more as nobody talks about its goals, to the team."""
    return brief(Phrase.of("talk.quiet"), button(team))


def again() -> Message[Text]:
    """That a team is asked again, to the team."""
    return brief(Phrase.of("talk.again"))


def nudge(team: Team) -> Message[Text]:
    """What brings the questions back, to whoever leads the team."""
    return brief(Phrase.of("talk.nudge", team=team.name), button(team))


DIALOGUE = Dialogue(name="talk", advance=advance)
