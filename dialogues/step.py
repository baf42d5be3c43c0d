"""A dialogue is a pure function on named states."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from dialogues.effect import Effect
from dialogues.event import Due, Event
from dialogues.facts import Facts, Want
from dialogues.silence import Silence

S = TypeVar("S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[S]):
    """Where a conversation stands after an event, and what is to be done. `state` None: nothing to remember."""

    state: S | None = None
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue(Generic[S]):
    """`advance(state, event, facts)` decides. `states` is the union that is stored, or None for a dialogue without.

    A stored state is a public schema: a new field has a default, and a tag that is no longer known ends the
    conversation politely. `wants` says which facts `advance` needs. Where `silence` says why, `advance` says nothing
    for what is due; where it is None, it may all the same, for reasons of one person that are told to nobody.
    """

    name: str
    advance: Callable[[S | None, Event, Facts], Step[S]]
    wants: Want = Want.NOTHING
    states: type[S] | None = None
    silence: Callable[[Due, Facts], Silence | None] = lambda _due, _facts: None
