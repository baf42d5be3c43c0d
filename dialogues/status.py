"""`/goal status`: how far the translation has come (domain.md §1, row 26), how each team says that a goal of the whole
organisation looks in its everyday, and to those who own such a goal how the organisation is doing."""

from collections.abc import Iterator

from dialogues import buttons, goals, rights
from dialogues.audit import Role, Through
from dialogues.effect import Audit, Reply
from dialogues.event import Chose, Commanded, Event, Said
from dialogues.facts import Facts, Want
from dialogues.goal import Goal, State
from dialogues.message import Block, Choice, Choices, Heading, Items, Message, Note, Paragraph
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.report import glance
from dialogues.step import Dialogue, Step

#: So many teams are listed one by one.
LISTED = 30


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Shows one's own teams' goals to everybody, and the spread to those who own a goal of the whole organisation."""
    match event:
        case Commanded() | Said() | Chose():
            seen = Audit(team=None, role=Role.OWNER, through=Through.STATUS)
            return Step(effects=(*([seen] if facts.records else []), Reply(message=status(facts))))
        case _:
            return Step()


def status(facts: Facts) -> Message[Text]:
    """What is to be known of the goals by whoever asks."""
    title = Phrase.of("status.title")
    blocks: list[Block[Text]] = [Heading(text=title)]
    for team in facts.teams:
        blocks += _team(team, facts)
    if facts.records is not None:
        blocks += glance.blocks(facts.records)
    for goal in facts.goals:
        if goal.team is None and goal.owner == facts.someone.id:
            blocks += _spread(goal, facts)
    choice = Choice(label=Phrase.of("goals.ours"), token=goals.show())
    return Message(summary=title, blocks=(*blocks, Choices(choices=(choice,))))


def _team(team: Team, facts: Facts) -> Iterator[Block[Text]]:
    ours = [each for each in facts.goals if each.team == team.id and rights.is_seen(each, facts)]
    if not ours:
        yield Paragraph(text=Phrase.of("status.none", team=team.name))
        return
    counted = [each for each in ours if each.state in (State.UNTRANSLATED, State.ACTIVE)]
    translated = sum(each.is_translated for each in counted)
    yield Paragraph(text=Phrase.of("status.team", team=team.name, translated=translated, total=len(counted)))
    yield Items(
        items=tuple(
            Phrase.of("status.goal", title=each.title, state=Phrase.of(f"status.{each.state.value}")) for each in ours
        )
    )


def _spread(goal: Goal, facts: Facts) -> Iterator[Block[Text]]:
    """Every team with its own line, the teams without one last."""
    owns = {each.team: each for each in facts.goals if each.above == goal.id and rights.is_seen(each, facts)}
    translated = sum(each.is_translated for each in owns.values())
    yield Heading(text=Phrase.of("everyday.whole", title=goal.title))
    yield Paragraph(text=Phrase.of("status.share", translated=translated, total=len(facts.every_team)))
    teams = sorted(facts.every_team, key=lambda each: _rank(owns.get(each.id)))
    yield Items(items=tuple(_line(each, owns.get(each.id)) for each in teams[:LISTED]))
    if len(teams) > LISTED:
        yield Note(text=Phrase.of("status.more", len(teams) - LISTED))
    yield Choices(choices=(buttons.edit(goal),))


def _rank(own: Goal | None) -> int:
    return 2 if own is None else 1 if own.everyday is None else 0


def _line(team: Team, own: Goal | None) -> Phrase:
    if own is None:
        return Phrase.of("status.silent", team=team.name)
    state = Phrase.of(f"status.{own.state.value}")
    if own.everyday is None:
        return Phrase.of("status.no_line", team=team.name, state=state)
    return Phrase.of("status.line", team=team.name, line=own.everyday, state=state)


DIALOGUE = Dialogue(name="status", advance=advance, wants=Want.GOALS | Want.SPREAD | Want.RECORDS)
