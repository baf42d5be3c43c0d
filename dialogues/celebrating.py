"""`/goal celebrate`: anybody in a team proposes what its digest could celebrate, named or not (domain.md §5.1).

Nothing is shown before it is sent in, and until it has stood in a digest it can be taken back.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dialogues import editing, goals, help, lookup
from dialogues.celebration import Celebration, CelebrationId
from dialogues.effect import DropCelebration, Effect, Open, Replace, Reply, SaveCelebration
from dialogues.entry import Entries, inert, on_one_line
from dialogues.event import Chose, Commanded, Event, Said, Submitted
from dialogues.facts import Facts, Want
from dialogues.form import ChoiceField, Form, Option, TextField
from dialogues.message import Choice, Choices, Items, Message, Note, Paragraph, Quote, brief, rows
from dialogues.person import Team
from dialogues.phrase import Phrase, Text
from dialogues.pulse.screening import Warned, doubt
from dialogues.rights import is_seen
from dialogues.step import Dialogue, Step
from dialogues.token import Token
from dialogues.words import read

NAME: Final = "celebrate"

#: The most characters of what is proposed: one line among the others of a digest.
LONGEST: Final = 140
#: So many of one person's wait at most, so that there is room for everybody's.
WAITING: Final = 3

#: Whether whoever proposes it is named.
UNNAMED, NAMED = "no", "yes"


def advance(state: Warned | None, event: Event, facts: Facts) -> Step[Warned]:
    """Takes proposals and gives them back to whoever made them; nobody else learns which are whose."""
    match event:
        case Submitted(token=Token(step="send")):
            return _take(state, event, facts)
        case Chose(token=Token(step="write")):
            return Step(effects=(_opened(facts),))
        case Chose(token=Token(step="back", value=id)):
            return Step(effects=tuple(_take_back(id, facts)))
        case Commanded(words=words) | Said(text=words):
            return Step(effects=_asked(event, words, facts))
        case Chose() | Submitted():
            return Step(effects=(Reply(message=help.outdated()),))
        case _:
            return Step()


def _waiting(facts: Facts) -> Sequence[Celebration]:
    return [each for each in facts.celebrations if each.waits]


def _asked(event: Commanded | Said, words: str, facts: Facts) -> tuple[Effect, ...]:
    """The form, what waits, or the goals whose title begins with the same word."""
    asked = read(words)
    seen = [each for each in facts.goals if is_seen(each, facts)]
    titled = lookup.goals_called(asked.whole, seen) if asked.rest else ()
    if titled:
        return goals.of_goals(titled, facts).effects
    if isinstance(event, Commanded) and (asked.rest or not _waiting(facts)):
        return (_opened(facts, asked.rest),)
    return (Reply(message=overview(_waiting(facts), facts)),)


def _opened(facts: Facts, text: str = "") -> Effect:
    if not facts.organisation.rules.keep_texts or len(_waiting(facts)) >= WAITING:
        return Reply(message=overview(_waiting(facts), facts))
    return Open(form=form(facts, on_one_line(inert(text))[:LONGEST]))


def form(facts: Facts, text: str = "") -> Form[Text]:
    """What happened, and whether whoever tells it is named; where they have several teams, which of them it was in."""
    nearest = next((each for each in facts.teams if each == facts.here), (*facts.leads, facts.team)[0])
    which: ChoiceField[Text] = ChoiceField(
        name="team",
        label=Phrase.of("celebrate.team"),
        options=tuple(Option(value=each.id, label=each.name) for each in facts.teams),
        value=nearest.id,
    )
    return editing.form(
        title=Phrase.of("celebrate.title"),
        fields=(
            *([which] if facts.leads else []),
            TextField(
                name="text",
                label=Phrase.of("celebrate.what"),
                hint=Phrase.of("celebrate.hint"),
                value=text,
                longest=LONGEST,
            ),
            ChoiceField(
                name="named",
                label=Phrase.of("celebrate.named"),
                options=tuple(Option(value=each, label=Phrase.of(f"celebrate.named.{each}")) for each in _NAMED),
                value=UNNAMED,
            ),
        ),
        submit=Phrase.of("celebrate.send"),
        token=str(Token(dialogue=NAME, step="send")),
    )


def _take(state: Warned | None, event: Submitted, facts: Facts) -> Step[Warned]:
    if not facts.organisation.rules.keep_texts or len(_waiting(facts)) >= WAITING:
        return Step(effects=(Reply(message=overview(_waiting(facts), facts)),))
    entries = Entries(event.values, language=facts.someone.language)
    text = entries.text("text", most=LONGEST)
    named = entries.choice("named", frozenset(_NAMED))
    team = _team(event.values, entries, facts)
    errors: dict[str, Text] = dict(entries.errors)
    if not errors and (said := doubt(text, facts.names, state)):
        errors["text"], state = said, Warned()
    if errors:
        return Step(state=state, effects=(editing.rejected(form(facts), event, errors),))
    proposed = Celebration(
        id=CelebrationId(editing.digest(event.id)),
        team=team.id,
        text=text,
        by=facts.someone.name if named == NAMED else None,
        on=facts.organisation.day(event.at),
    )
    return Step(effects=(SaveCelebration(celebration=proposed), Reply(message=thanks(proposed, team))))


def _team(values: Mapping[str, str], entries: Entries, facts: Facts) -> Team:
    """Their own, or the one of several that was chosen."""
    if not facts.leads:
        return facts.team
    chosen = entries.choice("team", frozenset(each.id for each in facts.teams))
    return next((each for each in facts.teams if each.id == chosen), facts.team)


def _take_back(id: str, facts: Facts) -> Iterator[Effect]:
    """Only their own, and only what has not been shown."""
    proposed = next((each for each in facts.celebrations if each.id == id), None)
    if proposed is None:
        yield Reply(message=help.outdated())
    elif not proposed.waits:
        yield Reply(message=brief(Phrase.of("celebrate.shown")))
    else:
        yield DropCelebration(id=proposed.id)
        left = [each for each in _waiting(facts) if each != proposed]
        said = Phrase.of("celebrate.taken_back")
        yield Replace(message=overview(left, facts, said) if left else brief(said))


def thanks(proposed: Celebration, team: Team) -> Message[Text]:
    """How it will read, until when it can be taken back, and the way to do so."""
    text = Phrase.of("celebrate.thanks", team=team.name)
    blocks = (
        Paragraph(text=text),
        Quote(text=proposed.said),
        Note(text=Phrase.of("celebrate.until")),
        Choices(choices=(_back(proposed, Phrase.of("celebrate.take_back")),)),
    )
    return Message(summary=text, blocks=blocks)


def overview(waiting: Sequence[Celebration], facts: Facts, *notes: Text) -> Message[Text]:
    """What the person has proposed and can take back, with the way to propose more while there is room."""
    if not facts.organisation.rules.keep_texts:
        return brief(Phrase.of("celebrate.no_texts"))
    write: Choice[Text] = Choice(
        label=Phrase.of("celebrate.write"), token=str(Token(dialogue=NAME, step="write")), style="primary", opens=True
    )
    if not waiting:
        return brief(Phrase.of("celebrate.offer"), write)
    text = Phrase.of("celebrate.waiting", len(waiting))
    numbers = range(1, len(waiting) + 1)
    backs = [
        _back(each, Phrase.of("celebrate.take_back_number", number=number))
        for number, each in zip(numbers, waiting, strict=True)
    ]
    full = len(waiting) >= WAITING
    return Message(
        summary=text,
        blocks=(
            *(Paragraph(text=each) for each in notes),
            Paragraph(text=text),
            Items(items=tuple(each.said for each in waiting), numbered=True),
            *([Note(text=Phrase.of("celebrate.full"))] if full else []),
            *rows([*([] if full else [write]), *backs]),
        ),
    )


def _back(proposed: Celebration, label: Text) -> Choice[Text]:
    return Choice(label=label, token=str(Token(dialogue=NAME, step="back", value=proposed.id)), style="quiet")


_NAMED: Final = (UNNAMED, NAMED)

DIALOGUE = Dialogue(name=NAME, advance=advance, wants=Want.CELEBRATIONS | Want.NAMES | Want.GOALS, states=Warned)
