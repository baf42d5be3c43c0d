"""What those who work on a goal hear of what its team says: never who said it, and each thing once.

It comes the morning after: the moment at which somebody tapped would give them away.
"""

from collections.abc import Iterator
from dataclasses import replace

from dialogues import buttons
from dialogues.editing import digest
from dialogues.effect import Effect, Say
from dialogues.event import Act
from dialogues.facts import Facts
from dialogues.goal import Behaviour, Goal
from dialogues.kind import Kind
from dialogues.message import Choices, Heading, Message, Note, Paragraph, Quote, brief
from dialogues.person import PersonId
from dialogues.phrase import Phrase, Text
from dialogues.translation.confirmation import Confirmation, Judgement, Standing, Suggestion, SuggestionId, standing

#: Working days that the news are worth sending.
WORTH = 5


def of_suggestion(
    suggestion: Suggestion, goal: Goal, behaviour: Behaviour, facts: Facts, event: Act
) -> Iterator[Effect]:
    """Another wording, with a button that takes it up."""
    yield from _tell(
        suggested(suggestion.id, suggestion.text, goal, behaviour), f"suggestion:{suggestion.id}", goal, facts, event
    )


def of_judgement(
    judgement: Judgement | None, goal: Goal, behaviour: Behaviour, facts: Facts, event: Act
) -> Iterator[Effect]:
    """A no, once for each behaviour, and that all are confirmed, once for what they are now.

    `judgement` is what the person who acts says of the behaviour from now on.
    """
    if judgement is Judgement.NO:
        yield from _tell(disputed(goal, behaviour), f"no:{behaviour.id}", goal, facts, event)
    elif all(_is_confirmed(each, behaviour, judgement, facts) for each in goal.behaviours):
        key = digest(*(each.id for each in goal.behaviours))
        yield from _tell(confirmed(goal), f"confirmed:{goal.id}:{key}", goal, facts, event)


def _is_confirmed(behaviour: Behaviour, about: Behaviour, judgement: Judgement | None, facts: Facts) -> bool:
    """Whether the team has confirmed it, once the person who acts has said what they say `about` one of them."""
    said = facts.confirmation(behaviour.id) or Confirmation(behaviour=behaviour.id, yes=0, no=0)
    if behaviour.id == about.id:
        yes = said.yes - (said.mine is Judgement.YES) + (judgement is Judgement.YES)
        said = replace(said, yes=yes, no=said.no - (said.mine is Judgement.NO))
    return standing(behaviour, said) is Standing.CONFIRMED


def _tell(message: Message[Text], key: str, goal: Goal, facts: Facts, event: Act) -> Iterator[Effect]:
    office = facts.organisation.availability
    until = office.evening(event.at, days=WORTH)
    morning = office.speaking_time(office.tomorrow(event.at))
    for reader in _readers(goal, facts):
        yield Say(
            to=reader,
            key=f"{key}:{reader}",
            kind=Kind.HEARD,
            message=message,
            expires_at=until,
            not_before=morning,
        )


def _readers(goal: Goal, facts: Facts) -> tuple[PersonId, ...]:
    """Who works on the goal, but for the one who acts."""
    readers = dict.fromkeys(each for each in (facts.team.lead, goal.owner) if each is not None)
    return tuple(each for each in readers if each != facts.someone.id)


# What is said


def suggested(id: SuggestionId, words: Text, goal: Goal, behaviour: Behaviour) -> Message[Text]:
    """That somebody would word a behaviour otherwise, with both wordings and no name."""
    title = Phrase.of("cocreation.suggestion", title=goal.title)
    use = buttons.reword(goal, behaviour, 1, id)
    return Message(
        summary=title,
        blocks=(
            Heading(text=title),
            Note(text=Phrase.of("cocreation.before")),
            Quote(text=behaviour.text),
            Note(text=Phrase.of("cocreation.suggested")),
            Quote(text=words),
            Note(text=Phrase.of("cocreation.nameless")),
            Choices(choices=(replace(use, label=Phrase.of("button.use")), buttons.behaviours(goal))),
        ),
    )


def disputed(goal: Goal, behaviour: Behaviour) -> Message[Text]:
    """That somebody has said no to a behaviour."""
    text = Phrase.of("cocreation.disputed")
    return Message(
        summary=text,
        blocks=(
            Paragraph(text=text),
            Quote(text=behaviour.text),
            Choices(choices=(buttons.behaviours(goal),)),
        ),
    )


def confirmed(goal: Goal) -> Message[Text]:
    """That every behaviour is confirmed."""
    return brief(Phrase.of("cocreation.confirmed", title=goal.title), buttons.translate(goal))
