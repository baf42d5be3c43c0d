"""The shapes in which bolt can bear a payload. It takes them for granted, and so do its error handlers."""

from collections.abc import Mapping
from typing import Literal, cast

from pydantic import BaseModel, Field, ValidationError

from adapters.payload import Payload, text

#: The types that a listener of ours may hear of, besides slash commands.
HEARD = frozenset({"event_callback", "block_actions", "view_submission"})


def heard(payload: Payload) -> bool:
    """Whether anything of ours may listen to it."""
    return text(payload, "type") in HEARD or "command" in payload


def sound(payload: Payload) -> bool:
    """Whether everything that bolt looks for is of a type in which it can be."""
    try:
        _Envelope.model_validate(payload)
    except ValidationError:
        return False
    return True


class _Named(BaseModel):
    id: str | None = None


class _Place(BaseModel):
    """The names that bolt looks for at every level, and the only types in which it can bear them."""

    team: str | _Named | None = None
    team_id: str | None = None
    enterprise: str | _Named | None = None
    enterprise_id: str | None = None
    user: str | _Named | None = None
    user_id: str | None = None
    channel: str | _Named | None = None
    message: "_Place | None" = None
    previous_message: "_Place | None" = None
    item: "_Place | None" = None
    assistant_thread: "_Place | None" = None


class _Event(_Place):
    type: str


class _Action(BaseModel):
    action_id: str


class _View(_Place):
    type: Literal["modal", "home"]
    callback_id: str


class _Envelope(_Place):
    """What is not there is None, but nothing may be null: a default is not checked, and this one costs no copy."""

    type: str = ""
    command: str = ""
    event: _Event = cast(_Event, None)
    actions: list[_Action] = Field(default=cast(list[_Action], None), min_length=1)
    view: _View = cast(_View, None)
    authorizations: list[_Place] | None = None
    response_url: str | None = None
    response_urls: list[Mapping[str, object]] = []
