"""`/goal`: what a team is working towards, what one would see it do, and what it does less of."""

from collections.abc import Iterator, Sequence
from typing import Final

from dialogues import buttons, goal_card, help, insight, leadership, lookup, mirror, obstacle, settings
from dialogues.audit import Through
from dialogues.effect import Reply
from dialogues.entry import inert
from dialogues.event import Chose, Commanded, Event, Opened, Said
from dialogues.facts import Facts, Want
from dialogues.goal import Goal, State
from dialogues.message import Block, Choice, Choices, Heading, Items, Message, Note, Paragraph, brief
from dialogues.own import erasing, showing
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.rights import is_seen, may_change, teams_acted_for
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.translation import cocreation, everyday
from dialogues.words import Word, read

NAME: Final = "goals"

#: What the team works with stands first.
_ORDER = (State.ACTIVE, State.UNTRANSLATED, State.DRAFT, State.RESTING)


def show(team: Team | None = None) -> str:
    """The token that shows a team's goals; without a team, those of whoever taps."""
    return str(Token(dialogue=NAME, step="show", subject=team.id if team else ""))


def advance(state: None, event: Event, facts: Facts) -> Step[None]:
    """Shows the person's own team, or the one in whose channel they are; the teams that they lead are a tap away."""
    match event:
        case Chose(token=Token(step="show", subject=subject)) if subject:
            team = next((each for each in facts.teams if each.id == subject), None)
            return of_team(team, facts) if team else _reply(help.outdated())
        case Chose(token=Token(step="find")) if facts.goal and facts.goal in facts.goals and is_seen(facts.goal, facts):
            return of_goals((facts.goal,), facts)
        case Commanded(words=words) | Said(text=words):
            return _asked(words, facts)
        case Opened() | Chose(token=Token(step="show")):
            return of_team(_nearest(facts), facts)
        case Chose():
            return _reply(help.outdated())
        case _:
            return Step()


def of_team(team: Team, facts: Facts) -> Step[None]:
    """Shows the goals of a team."""
    step = _shown(card(team, facts), [each for each in facts.goals if each.team == team.id], facts)
    mirrored = [team.id] if team in facts.teams and mirror.latest(team, facts.readings) else ()
    return Step(effects=(*insight.of_readings(mirrored, Through.LEADERSHIP, facts), *step.effects))


def of_goals(goals: Sequence[Goal], facts: Facts) -> Step[None]:
    """Shows the goals that were looked for, whole, at least one."""
    return _shown(found(goals, facts), goals, facts)


def _shown(message: Message[Text], goals: Sequence[Goal], facts: Facts) -> Step[None]:
    """Shows a message about these goals, and keeps whose readings are shown with them."""
    readings = (goal_card.latest(each, facts.readings) for each in goals)
    kept = insight.of_readings([each.team for each in readings if each is not None], Through.GOALS, facts)
    return Step(effects=(*kept, Reply(message=message)))


def _reply(message: Message[Text]) -> Step[None]:
    return Step(effects=(Reply(message=message),))


def _asked(words: str, facts: Facts) -> Step[None]:
    """What stands behind the words: the goals, those with such a title, or what was probably meant."""
    asked, rest, whole = read(words)
    if asked is Word.GOALS:
        return of_team(facts.here or _nearest(facts), facts)
    seen = [each for each in facts.goals if is_seen(each, facts)]
    titled = lookup.goals_called(whole, seen)
    if titled:
        return of_goals(titled, facts)
    meant = lookup.suggestion(rest, seen)
    return _reply(help.introduction(asked=rest) if meant is None else _meant(rest, meant))


def _nearest(facts: Facts) -> Team:
    """The person's own team; where that has no goal to see and they lead one, that one."""
    own = any(each.team == facts.team.id and is_seen(each, facts) for each in facts.goals)
    return facts.team if own or not facts.leads else facts.leads[0]


def card(team: Team, facts: Facts) -> Message[Text]:
    """A team's goals, and those of the whole organisation that it has not made its own."""
    ours = [each for each in facts.goals if each.team == team.id and is_seen(each, facts)]
    ours.sort(key=lambda each: _ORDER.index(each.state))
    above = {each.above for each in ours}
    everybodys = [
        each
        for each in facts.goals
        if each.team is None and each.id not in above and each.state is not State.RESTING and is_seen(each, facts)
    ]
    title = Phrase.of("goals.title", team=team.name)
    blocks: list[Block[Text]] = [Heading(text=title)]
    if not ours and not everybodys:
        blocks.append(Paragraph(text=Phrase.of("goals.none")))
    for goal in ours:
        blocks += _resting(goal, facts) if goal.state is State.RESTING else _goal(goal, facts)
    raised = [each for each in facts.promises if each.team == team.id and each.is_open]
    if raised:
        blocks.append(Heading(text=Phrase.of("goals.raised")))
        blocks.append(Items(items=tuple(map(obstacle.line, raised))))
    for goal in everybodys:
        blocks += everyday.invitation(goal, team, facts)
    if team in facts.teams:
        blocks += mirror.blocks(team, facts.readings)
    return Message(summary=title, blocks=(*blocks, *_more(team, ours, facts)))


def _goal(goal: Goal, facts: Facts) -> Iterator[Block[Text]]:
    yield from goal_card.blocks(goal, above=_above(goal, facts), readings=facts.readings)
    yield from _next_steps(goal, facts)


def _resting(goal: Goal, facts: Facts) -> Iterator[Block[Text]]:
    """What nobody works with now takes little room; its title shows all of it."""
    yield Heading(text=Phrase.of("goals.what", title=goal.title))
    yield Note(text=Phrase.of("state.resting"))
    yield from _next_steps(goal, facts)


def _above(goal: Goal, facts: Facts) -> Goal | None:
    return next((each for each in facts.goals if each.id == goal.above), None)


def _next_steps(goal: Goal, facts: Facts) -> Iterator[Block[Text]]:
    choices = []
    if cocreation.is_asked(goal, facts):
        choices.append(buttons.judge(goal))
    if may_change(goal, facts):
        choices.append(buttons.translate(goal))
    above, team = _above(goal, facts), facts.team_of(goal)
    if above is not None and team is not None and team in facts.teams:
        choices.append(buttons.everyday(above, team))
    if choices:
        yield Choices(choices=tuple(choices))


def _more(team: Team, ours: Sequence[Goal], facts: Facts) -> Iterator[Block[Text]]:
    """What can be done besides: a new goal, another focus, another team of the person's."""
    choices: list[Choice[Text]] = []
    if team in teams_acted_for(facts):
        choices.append(buttons.new_goal())
        if any(each.is_active for each in ours):
            choices.append(buttons.focus(team))
            choices += [leadership.button()] if team in facts.leads else []
    others = (each for each in facts.teams if each.id != team.id)
    choices += (Choice(label=Phrase.of("goals.show", team=each.name[:18]), token=show(each)) for each in others)
    if choices:
        yield Choices(choices=tuple(choices))


def found(goals: Sequence[Goal], facts: Facts) -> Message[Text]:
    """The goals that were looked for, whole, at least one."""
    blocks = [block for goal in goals for block in _goal(goal, facts)]
    return Message(summary=Phrase.of("goals.what", title=goals[0].title), blocks=tuple(blocks))


def _meant(words: str, meant: str | Goal) -> Message[Text]:
    opens = False
    if isinstance(meant, Goal):
        said: Text = meant.title
        token = str(Token(dialogue=NAME, step="find", subject=meant.id))
    else:
        word = read(meant).word
        said, opens = meant, word in (Word.NEW, Word.SETTINGS)
        token = _TOKENS.get(word, show()) if word else show()
    text = Phrase.of("goals.meant", words=inert(words)[:80], meant=said)
    choice = Choice(label=Phrase.of("goals.yes_that"), token=token, style="primary", opens=opens)
    return brief(text, choice)


#: What a tap does that a word would have done.
_TOKENS = {
    Word.NEW: buttons.new_goal().token,
    Word.SETTINGS: settings.OPEN,
    Word.STATUS: buttons.STATUS,
    Word.REMIND: buttons.REMIND,
    Word.ONE_ON_ONE: buttons.ONE_ON_ONE,
    Word.AUDIT: insight.show(),
    Word.MY_DATA: showing.OFFER,
    Word.ERASE: erasing.ASK,
    **{word: help.told(word) for word in help.TOLD},
}


DIALOGUE = Dialogue(name=NAME, advance=advance, wants=Want.GOALS | Want.READINGS | Want.CONFIRMATIONS | Want.PROMISES)
