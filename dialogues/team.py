"""`/goal team NAME`: what another team is working towards. Goals are open to everybody; readings are not."""

from dialogues import goals
from dialogues.effect import Reply
from dialogues.event import Commanded, Event, Said
from dialogues.facts import Facts, Want
from dialogues.message import Items, Message, Paragraph
from dialogues.phrase import Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.words import read

#: So many names are listed where none was meant.
LISTED = 30


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Shows the team that was meant, or which teams there are."""
    match event:
        case Commanded(words=words) | Said(text=words):
            name = read(words).rest
            if facts.asked is None and name:
                return Step(effects=(Reply(message=unknown(name, facts)),))
            return Step(effects=(Reply(message=goals.card(facts.asked or facts.team, facts)),))
        case _:
            return Step()


def unknown(name: str, facts: Facts) -> Message[Text]:
    """That there is no such team, and which there are."""
    text = Phrase.of("team.unknown", name=name[:80])
    names = tuple(each.name for each in facts.every_team[:LISTED])
    return Message(summary=text, blocks=(Paragraph(text=text), Items(items=names)))


DIALOGUE = Dialogue(name="team", advance=advance, wants=Want.GOALS | Want.READINGS | Want.CONFIRMATIONS | Want.ASKED)
