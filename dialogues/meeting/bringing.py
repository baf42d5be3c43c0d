"""Writing down what one wants to bring up in a talk: for oneself, or, where one chooses so, for its lead to read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from dialogues import editing, help
from dialogues.effect import DropTopic, Open, Replace, Reply, SaveTopic, Schedule
from dialogues.event import Chose, Event, Occasion, Submitted
from dialogues.facts import Facts, Want
from dialogues.meeting import promising, sentence, talks, topic_form
from dialogues.meeting.meeting import Talk
from dialogues.meeting.topic import Topic
from dialogues.meeting.topic_form import TOPIC
from dialogues.message import Block, Choice, Choices, Heading, Message, Note, Paragraph, Quote, brief
from dialogues.person import Person
from dialogues.phrase import Phrase, Text
from dialogues.pulse.screening import Warned, doubt
from dialogues.step import Dialogue, Step
from dialogues.token import Token


def advance(state: Warned | None, event: Event, facts: Facts) -> Step[Warned]:
    """Keeps it until the talk, or gives it back before."""
    match event:
        case Chose() | Submitted():
            found = talks.invited_to(event.token.subject, facts, event.at)
            if found is None or not facts.organisation.rules.keep_texts:
                return Step(effects=(Reply(message=brief(Phrase.of("topic.over"))),))
            return _answer(state, event, *found, facts)
        case _:
            return Step()


def _answer(state: Warned | None, event: Chose | Submitted, talk: Talk, lead: Person, facts: Facts) -> Step[Warned]:
    match event:
        case Submitted(token=Token(step="keep")):
            return _keep(state, event, talk, lead, facts)
        case Chose(token=Token(step="write")):
            return Step(effects=(opened(talk, lead, facts),))
        case Chose(token=Token(step="back")):
            left = replace(facts, topics=tuple(each for each in facts.topics if each.talk != talk.key))
            return Step(effects=(DropTopic(talk=talk.key), Replace(message=mine(left, event.at))))
        case _:
            return Step(effects=(Reply(message=help.outdated()),))


def opened(talk: Talk, lead: Person, facts: Facts) -> Open:
    """The form of what the person has to bring up in the talk."""
    return Open(form=topic_form.form(talk.key, lead.name, talks.own_topic(talk, facts)))


def _keep(state: Warned | None, event: Submitted, talk: Talk, lead: Person, facts: Facts) -> Step[Warned]:
    text, is_shared, errors = topic_form.read(event.values, facts.someone.language)
    if not errors and (said := doubt(text, facts.names, state)):
        errors, state = {"text": said}, Warned()
    if errors:
        form = topic_form.form(talk.key, lead.name, talks.own_topic(talk, facts)).filled(event.values)
        return Step(state=state, effects=(editing.rejected(form, event, errors),))
    kept = Topic(
        talk=talk.key,
        by=facts.someone.id,
        lead=lead.id,
        text=text,
        is_shared=is_shared,
        on=facts.someone.day(talk.starts_at),
    )
    # The lead may have been prepared for the talk already. Of what is somebody's own nothing at all follows for them.
    told = (Schedule(occasion=Occasion.MEETING, subject=lead.id, at=event.at),) if is_shared else ()
    return Step(effects=(SaveTopic(topic=kept), *told, Reply(message=thanks(kept, talk, lead))))


def thanks(kept: Topic, talk: Talk, lead: Person) -> Message[Text]:
    """What was written, who reads it, and the ways to change it and to take it back."""
    text = _kept(kept, lead)
    return Message(
        summary=text,
        blocks=(Paragraph(text=text), Quote(text=kept.text), Choices(choices=_buttons(talk, is_written=True))),
    )


def _kept(written: Topic, lead: Person) -> Phrase:
    return Phrase.of(f"topic.kept.{topic_form.SHARED if written.is_shared else topic_form.OWN}", name=lead.name)


def mine(facts: Facts, at: datetime) -> Message[Text]:
    """The person's next talk with whoever leads their team, and what they have to bring up in it."""
    blocks = tuple(coming(facts, at))
    text = Phrase.of("topic.mine" if blocks else "meeting.not_leading")
    return Message(summary=text, blocks=(Paragraph(text=text), *blocks, *promising.open_ones(facts)))


def coming(facts: Facts, at: datetime) -> Iterator[Block[Text]]:
    """The next talk, nothing where there is none."""
    for talk, lead in talks.invited(facts, at):
        when = sentence.when(talk, facts.someone, facts.someone.day(at))
        written = talks.own_topic(talk, facts)
        yield Heading(text=Phrase.of("topic.talk", name=lead.name, when=when))
        if written is not None:
            yield Quote(text=written.text)
            yield Note(
                text=Phrase.of(
                    f"topic.kept.{topic_form.SHARED if written.is_shared else topic_form.OWN}", name=lead.name
                )
            )
        if facts.organisation.rules.keep_texts:
            yield Choices(choices=_buttons(talk, is_written=written is not None))
        return


def _buttons(talk: Talk, *, is_written: bool) -> tuple[Choice[Text], ...]:
    back = Choice(label=Phrase.of("topic.back"), token=_token("back", talk), style="quiet")
    key = "topic.change" if is_written else "topic.write"
    write = Choice(label=Phrase.of(key), token=_token("write", talk), opens=True)
    return (write, back) if is_written else (write,)


def _token(step: str, talk: Talk) -> str:
    return str(Token(dialogue=TOPIC, step=step, subject=talk.key))


DIALOGUE = Dialogue(name=TOPIC, advance=advance, wants=Want.MEETINGS | Want.NAMES, states=Warned)
