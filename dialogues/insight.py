"""`/goal audit`: who, besides its members, has read what a team has said, and what for (domain.md R19)."""

from collections.abc import Iterable, Iterator
from typing import Final

from dialogues import help
from dialogues.audit import Insight, Role, Through
from dialogues.effect import Audit, Reply
from dialogues.entry import inert
from dialogues.event import Chose, Commanded, Event, Said
from dialogues.facts import Facts, Want
from dialogues.message import Block, Choice, Choices, Heading, Items, Message, Note, Paragraph
from dialogues.person import Team, TeamId
from dialogues.phrase import Day, Phrase, Text
from dialogues.step import Dialogue, Step
from dialogues.token import Token

NAME: Final = "insight"

#: So many entries are shown at a time.
PAGE: Final = 10


def show(first: int = 0) -> str:
    """The token that shows the entries from this one on, the latest being 0."""
    return str(Token(dialogue=NAME, step="show", value=str(first) if first else ""))


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Shows everybody what there is about their own team."""
    match event:
        case Commanded() | Said():
            return _reply(page(facts.team, facts.audit))
        case Chose(token=Token(step="show", value=first)) if first == "" or (first.isascii() and first.isdecimal()):
            return _reply(page(facts.team, facts.audit, int(first[:9] or 0)))
        case Chose():
            return _reply(help.outdated())
        case _:
            return Step()


def of_readings(teams: Iterable[TeamId], through: Through, facts: Facts) -> Iterator[Audit]:
    """What is kept where the person who acts is shown readings of these teams: nothing of their own."""
    for team in sorted(set(teams) - {facts.team.id}):
        yield Audit(team=team, role=_role(team, facts), through=through)


def by_lead(team: Team, through: Through) -> Audit:
    """What is kept where something is due to a team, and its lead is sent what the team has said."""
    return Audit(team=team.id, role=Role.LEAD, through=through)


def page(team: Team, audit: tuple[Insight, ...], first: int = 0) -> Message[Text]:
    """The entries from `first` on, the latest first."""
    title = Phrase.of("audit.title", team=team.name)
    entries = audit[first : first + PAGE]
    blocks: list[Block[Text]] = [Heading(text=title)]
    if entries:
        blocks.append(Items(items=tuple(map(_line, entries))))
    else:
        blocks.append(Paragraph(text=Phrase.of("audit.none")))
    older = first + PAGE
    if older < len(audit):
        blocks.append(Choices(choices=(Choice(label=Phrase.of("audit.older"), token=show(older)),)))
    return Message(summary=title, blocks=(*blocks, Note(text=Phrase.of("audit.note"))))


def _reply(message: Message[Text]) -> Step[None]:
    return Step(effects=(Reply(message=message),))


def _role(team: TeamId, facts: Facts) -> Role:
    if any(each.id == team for each in facts.leads):
        return Role.LEAD
    owns = any(each.owner == facts.someone.id and each.team in (team, None) for each in facts.goals)
    return Role.OWNER if owns else Role.COLLEAGUE


def _line(insight: Insight) -> Phrase:
    entry = insight.entry
    line = Phrase.of(f"audit.{entry.through}", day=Day(day=entry.on, year=True), who=_who(insight))
    return Phrase.of("audit.purpose", entry=line, purpose=inert(entry.purpose)) if entry.purpose else line


def _who(insight: Insight) -> Phrase:
    """Who they are: by name where they lead or own, and are still there."""
    role = insight.entry.role
    if insight.name is None or role is Role.COLLEAGUE:
        return Phrase.of(f"audit.role.{role}")
    return Phrase.of(f"audit.named.{role}", name=insight.name)


DIALOGUE = Dialogue(name=NAME, advance=advance, wants=Want.AUDIT)
