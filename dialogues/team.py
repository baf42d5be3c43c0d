"""`/goal team NAME`: what another team is working towards. Goals are open to everybody; readings are not."""

from dialogues import goals, lookup
from dialogues.effect import Reply
from dialogues.entry import inert
from dialogues.event import Commanded, Event, Said
from dialogues.facts import Facts, Want
from dialogues.message import Items, Message, Paragraph
from dialogues.phrase import Phrase, Text
from dialogues.rights import is_seen
from dialogues.step import Dialogue, Step
from dialogues.words import read

#: So many names are listed where none was meant.
LISTED = 30


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Shows the team that was meant, or which teams there are."""
    match event:
        case Commanded(words=words) | Said(text=words):
            asked = read(words)
            return _answer(asked.rest, asked.whole, facts)
        case _:
            return Step()


def _answer(name: str, whole: str, facts: Facts) -> Step[None]:
    if facts.asked is not None or not name:
        return goals.of_team(facts.asked or facts.team, facts)
    titled = lookup.goals_called(whole, [each for each in facts.goals if is_seen(each, facts)])
    return goals.of_goals(titled, facts) if titled else Step(effects=(Reply(message=unknown(name, facts)),))


def unknown(name: str, facts: Facts) -> Message[Text]:
    """That there is no such team, and which there are."""
    text = Phrase.of("team.unknown", name=inert(name)[:80])
    names = tuple(each.name for each in facts.every_team[:LISTED])
    return Message(summary=text, blocks=(Paragraph(text=text), Items(items=names)))


DIALOGUE = Dialogue(name="team", advance=advance, wants=goals.DIALOGUE.wants | Want.ASKED)
