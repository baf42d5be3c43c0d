"""Sends one message, at most once, and says what became of it."""

from dataclasses import replace

from adapters.call import PAUSE, CallError
from adapters.port import Delivered, Delivery, Refused, Throttled, Unknown
from adapters.teams.content import Content
from adapters.teams.place import Place
from adapters.teams.refusal import RefusedError
from adapters.teams.sdk import Connector
from dialogues.address import Address

#: Nobody in the tenant can be reached until the operator or an administrator has mended it.
TENANT_WORDS = frozenset({"BotNotRegistered", "BotDisabledByAdmin"})


async def send(connector: Connector, content: Content, *, to: Address, place: Place) -> Delivery:
    """Send `content` to `place`, which is that of the address `to`."""
    try:
        if not place.conversation:
            place = replace(place, conversation=await connector.open(place))
    except CallError as failure:
        return _unsent(failure)
    try:
        ref = await connector.post(place, content, alert=bool(place.user))
    except CallError as failure:
        return _delivery(failure)
    return Delivered(ref=ref, address=place.within(to))


def _unsent(failure: CallError) -> Delivery:
    """The conversation could not be opened, so nothing has been sent, whatever else is in doubt."""
    delivery = _delivery(failure)
    return Throttled(retry_after=PAUSE, scope="message") if isinstance(delivery, Unknown) else delivery


def _delivery(failure: CallError) -> Delivery:
    status = failure.status if isinstance(failure, RefusedError) else None
    if failure.retry_after is not None and failure.word not in TENANT_WORDS:
        busy = status == 412
        return Throttled(retry_after=failure.retry_after, scope="message" if busy else "workspace")
    if not failure.certain:
        return Unknown(reason=failure.word)
    # Without a status it is the login that failed.
    if status in (None, 401) or failure.word in TENANT_WORDS:
        return Refused(scope="workspace", reason=failure.word)
    return Refused(scope="account" if status in (403, 404) else "message", reason=failure.word)
