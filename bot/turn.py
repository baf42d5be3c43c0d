"""One event, one transaction: load what may be known, let the dialogue decide, keep what it decided."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Generic, TypeVar

import structlog
from pydantic import TypeAdapter, ValidationError

from adapters.port import Answer, InboxError
from bot.keeping import About, keep
from bot.metrics import Metrics
from dialogues import catalogue, help
from dialogues.effect import (
    Effect,
    Open,
    Reject,
    Replace,
    Reply,
    SaveSettings,
    Say,
    Schedule,
)
from dialogues.event import TO_PEOPLE, Act, Commanded, Disconnected, Due, Event, FeedRead, Inbound, Left, Seen
from dialogues.facts import Facts
from dialogues.language import Language
from dialogues.person import Organisation
from storage.port import Storage, StorageError
from storage.turn import Followed, Repeated, Scene, Stranger, Turn

log = structlog.get_logger("vardag.turn")

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[E]):
    """What happened, what was known, and what followed: the conversation (`dialogue`, `subject`) went from the state
    `before` to the one `after`."""

    event: E
    facts: Facts
    dialogue: str
    subject: str
    before: object | None
    after: object | None
    effects: tuple[Effect, ...]


class Turns:
    """Where everything that happens is taken in.

    `seal` is a secret of the installation that is not in the database: what a platform calls an event may name who
    acted, on what and when, and is kept only as its keyed hash (R13).
    """

    def __init__(self, *, storage: Storage, languages: Mapping[str, Language], metrics: Metrics, seal: bytes) -> None:
        self._seal = seal
        self._storage = storage
        self._languages = languages
        self._metrics = metrics
        self._states: dict[str, TypeAdapter[Any]] = {
            each.name: TypeAdapter(each.states) for each in catalogue.DIALOGUES.values() if each.states
        }

    async def take(self, event: Inbound) -> Answer:
        """See `adapters.port.Inbox`."""
        try:
            with self._metrics.turn(event):
                match event:
                    case Seen() | Left() | Disconnected():
                        await self._notice(event)
                        return Answer()
                    case _:
                        return await self._act(event)
        except StorageError as error:
            raise InboxError(str(error)) from error

    async def fall_due(self, dues: Sequence[Due], *, dry_run: bool = False) -> Sequence[Done[Due]]:
        """Do what is due, in one transaction: something to a team, or on one occasion to several people. What no longer
        is, is left out. A dry run changes nothing.

        Raises StorageError.
        """
        with self._metrics.turns(dues):
            try:
                done = await self._storage.turn(lambda turn: self._do(turn, dues, dry_run=dry_run))
            except _DryRunError as dry:
                return dry.done
        for each in done:
            _log(each)
        return done

    async def hear(self, event: FeedRead) -> None:
        """Let what was read in somebody's calendar have its effect. Raises StorageError."""
        done = await self._storage.turn(lambda turn: self._heed(turn, event))
        if done is not None:
            _log(done)

    def _heed(self, turn: Turn, event: FeedRead) -> Done[FeedRead] | None:
        route = catalogue.route(event)
        scene = turn.meet(person=event.person, dialogue=route.dialogue.name, wants=route.dialogue.wants)
        return self._advance(turn, route, event, scene) if scene is not None else None

    def _do(self, turn: Turn, dues: Sequence[Due], *, dry_run: bool) -> Sequence[Done[Due]]:
        route = catalogue.route(dues[0])
        name, wants = route.dialogue.name, route.dialogue.wants
        if dues[0].occasion in TO_PEOPLE:
            scenes = turn.dues(dues=dues, dialogue=name, wants=wants)
            done = [self._decide(route, due, scene) for due, scene in scenes.items()]
            self._follow(turn, done)
        else:
            met = ((due, turn.due(due=due, dialogue=name, wants=wants)) for due in dues)
            done = [self._advance(turn, route, due, scene) for due, scene in met if scene is not None]
        if dry_run:
            raise _DryRunError(done)
        return done

    def _follow(self, turn: Turn, done: Sequence[Done[Due]]) -> None:
        """Keep together what most of it is, and the rest one by one."""
        steps = [
            Followed(
                person=each.facts.someone.id,
                dialogue=each.dialogue,
                subject=each.subject,
                state=self._written(each) if each.after != each.before else None,
                says=[effect for effect in each.effects if isinstance(effect, Say)],
                schedules=[effect for effect in each.effects if isinstance(effect, Schedule)],
            )
            for each in done
        ]
        for each in done:
            if each.before is not None and each.after is None:
                turn.remember(person=each.facts.someone.id, dialogue=each.dialogue, subject=each.subject, state=None)
            for effect in each.effects:
                if not isinstance(effect, Say | Schedule | Reply | Replace | Open | Reject):
                    keep(turn, effect, each.facts, About(dialogue=each.dialogue, subject=each.subject), each.event.at)
        if done:
            turn.follow(steps=steps, at=done[0].event.at)

    async def _notice(self, event: Seen | Left | Disconnected) -> None:
        if await self._storage.turn(lambda turn: self._mark(turn, event)):
            log.info("notice", notice=type(event).__name__)

    def _mark(self, turn: Turn, event: Seen | Left | Disconnected) -> bool:
        """Keep what is to be noticed; False where it has been."""
        if not turn.take(event=self._sealed(event.id), at=_day(event.at)):
            return False
        match event:
            case Seen(profile=profile, address=address):
                turn.see(profile=profile, address=address, at=event.at)
            case Left(account=account, reason=reason):
                turn.leave(account=account, reason=reason)
            case Disconnected(workspace=workspace, reason=reason):
                turn.disconnect(workspace=workspace, reason=reason, at=event.at)
        return True

    async def _act(self, event: Act) -> Answer:
        try:
            done = await self._storage.turn(lambda turn: self._meet(turn, event))
        except _StrangerError as stranger:
            language = self._languages[stranger.organisation.language if stranger.organisation else "en"]
            return Answer(reply=language.message(help.stranger()), stranger=True)
        if done is None:
            return Answer(repeated=True)
        _log(done)
        return self._answer(done)

    def _meet(self, turn: Turn, event: Act) -> Done[Act] | None:
        """Let the dialogue answer what somebody did; None where that has been done. Raises _StrangerError."""
        route = catalogue.route(event)
        scene = turn.act(
            event=self._sealed(event.id),
            at=_day(event.at),
            account=event.account,
            dialogue=route.dialogue.name,
            subject=route.subject,
            wants=route.dialogue.wants,
            where=event.where,
            channel=event.channel if isinstance(event, Commanded) else None,
        )
        match scene:
            case Repeated():
                return None
            case Stranger(organisation=organisation):
                raise _StrangerError(organisation)
            case _:
                return self._advance(turn, route, event, scene)

    def _advance(self, turn: Turn, route: catalogue.Route, event: E, scene: Scene) -> Done[E]:
        """Let the dialogue decide, and keep what it decided in this transaction."""
        done = self._decide(route, event, scene)
        person = done.facts.person
        if done.after != done.before and person is not None:
            state = self._written(done)
            turn.remember(person=person.id, dialogue=done.dialogue, subject=done.subject, state=state)
        about = About(dialogue=done.dialogue, subject=done.subject)
        for effect in done.effects:
            if not isinstance(effect, Reply | Replace | Open | Reject):
                keep(turn, effect, done.facts, about, event.at)
        return done

    def _decide(self, route: catalogue.Route, event: E, scene: Scene) -> Done[E]:
        dialogue, facts = route.dialogue, scene.facts
        before = self._state(dialogue.name, scene.state)
        step = dialogue.advance(before, event, facts)
        return Done(
            event=event,
            facts=facts,
            dialogue=dialogue.name,
            subject=facts.window.id if facts.window else route.subject,
            before=before,
            after=step.state,
            effects=step.effects,
        )

    def _written(self, done: Done[E]) -> str | None:
        return self._states[done.dialogue].dump_json(done.after).decode() if done.after else None

    def _sealed(self, event: str) -> str:
        return hmac.digest(self._seal, event.encode(), sha256).hex()

    def _state(self, dialogue: str, stored: str | None) -> object | None:
        if stored is None or dialogue not in self._states:
            return None
        try:
            state: object = self._states[dialogue].validate_json(stored)
            return state
        except ValidationError:
            # A state of another version: the conversation is over, and the dialogue says so itself.
            log.warning("state unknown", dialogue=dialogue)
            return None

    def _answer(self, done: Done[Act]) -> Answer:
        """The immediate effects in the person's language, which may have been chosen just now."""
        language = self._languages[done.facts.someone.language]
        answer = Answer()
        for effect in done.effects:
            match effect:
                case SaveSettings(language=str(code)):
                    language = self._languages[code]
                case Reply(message=message):
                    answer = replace(answer, reply=language.message(message))
                case Replace(message=message):
                    answer = replace(answer, replace=language.message(message))
                case Open(form=form):
                    answer = replace(answer, form=language.form(form))
                case Reject(form=form, errors=errors):
                    said = {name: language.say(text) for name, text in errors.items()}
                    answer = replace(answer, form=language.form(form), errors=said)
                case _:
                    pass
        return answer


class _DryRunError(Exception):
    """Leaves a transaction without committing it, and carries what would have been done."""

    def __init__(self, done: Sequence[Done[Due]]) -> None:
        self.done = done


class _StrangerError(Exception):
    """Leaves a transaction without a trace: once it is known who they are, the same event may come again."""

    def __init__(self, organisation: Organisation | None) -> None:
        self.organisation = organisation


def _log(done: Done[E]) -> None:
    log.info(
        "turn",
        happened=type(done.event).__name__,
        dialogue=done.dialogue,
        before=type(done.before).__name__,
        after=type(done.after).__name__,
        effects=[type(each).__name__ for each in done.effects],
    )


def _day(at: datetime) -> datetime:
    """The day of an instant: all that is kept of when an event was taken (R13)."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0)
