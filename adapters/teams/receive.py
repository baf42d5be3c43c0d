"""What Teams says has happened, as our events. Pure; what is none of ours, or lacks what we need, is None."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.payload import Payload, listed, part, text
from adapters.teams.place import CHANNEL, Place
from adapters.teams.render import CANCEL, CHOOSE, FIELDS, GOES_ON, OURS, SUBMIT, TITLE
from dialogues.address import AccountKey, Address, Profile, Whereabouts, Workspace
from dialogues.event import Chose, Commanded, Inbound, Left, Said, Seen, Submitted
from dialogues.token import UNREADABLE, Token

#: `goal`, `/goal`, `goal: settings`: Teams has no command of its own that would reach a bot as one.
COMMAND = re.compile(r"\s*/?goal(?:\s*:|(?=\s|$))(?P<words>.*)", re.DOTALL | re.IGNORECASE)
#: The mention of a bot, typed by hand.
NAMED = re.compile(r"\s*@vardag\b", re.IGNORECASE)

EXECUTE, FETCH, SEND = "adaptiveCard/action", "task/fetch", "task/submit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Reads for one tenant, in which the bot is the app `app_id`."""

    workspace: Workspace
    app_id: str

    def place(self, activity: Payload) -> Place | None:
        """The conversation with whom this comes from; None where it is neither from there, in our tenant, nor something
        that they did in a team's channel. Then that conversation has yet to be opened: nobody else is to read along."""
        tenant = text(activity, "channelData", "tenant", "id") or text(activity, "conversation", "tenantId")
        kind = text(activity, "conversation", "conversationType") or "personal"
        place = Place(
            service=text(activity, "serviceUrl"),
            tenant=tenant,
            bot=text(activity, "recipient", "id"),
            user=text(activity, "from", "id"),
            conversation=text(activity, "conversation", "id") if kind == "personal" else "",
        )
        acted = kind == "channel" and text(activity, "type") in ("invoke", "message")
        ours = text(activity, "channelId") == CHANNEL and tenant == self.workspace.key
        known = place.user and text(activity, "from", "aadObjectId")
        return place if ours and known and (place.conversation or acted) else None

    def event(self, activity: Payload, place: Place, at: datetime) -> Inbound | None:
        """What somebody did, or that they came or went. Its id is Teams' own, which a retry repeats."""
        if not text(activity, "id"):
            return None
        match text(activity, "type"):
            case "message":
                return self._message(activity, place, at)
            case "invoke":
                return self._act(activity, brought(activity), place, at)
            case "installationUpdate":
                return self._installed(activity, place, at)
            case "conversationUpdate":
                return self._joined(activity, place, at)
            case _:
                return None

    def account(self, activity: Payload) -> AccountKey:
        """Whoever it comes from."""
        return AccountKey(workspace=self.workspace, user=text(activity, "from", "aadObjectId"))

    def address(self, activity: Payload, place: Place) -> Address:
        """Where they can be written to from now on."""
        return place.within(Address(workspace=self.workspace, user=self.account(activity).user))

    def _message(self, activity: Payload, place: Place, at: datetime) -> Inbound | None:
        """Words, or a button of a card in a client that knows no better."""
        if brought(activity):
            return self._act(activity, brought(activity), place, at)
        id, account, where = self._id(activity), self.account(activity), self._whence(activity, place)
        said = _words(activity)
        command = COMMAND.fullmatch(NAMED.sub("", said, count=1))
        if command:
            # A message of a channel is the beginning of a thread, or stands in one.
            channel = None if where else text(activity, "conversation", "id").partition(";")[0]
            words = command["words"].strip()
            return Commanded(id=id, at=at, account=account, words=words, where=where, channel=channel)
        if where is None:
            return None
        # A picture or a file without a word is answered too.
        spoken = bool(said or listed(activity, "attachments"))
        return Said(id=id, at=at, account=account, where=where, text=said) if spoken else None

    def _act(self, activity: Payload, data: Payload, place: Place, at: datetime) -> Inbound | None:
        """A tap on a button, or a form sent in."""
        id, account, where = self._id(activity), self.account(activity), self._whence(activity, place)
        ours = part(data, OURS)
        if SUBMIT in ours:
            values = {name: text(data, name) for name in listed(ours, FIELDS) if isinstance(name, str)}
            token = Token.read(text(ours, SUBMIT)) or UNREADABLE
            return Submitted(id=id, at=at, account=account, token=token, values=values, where=where)
        if CHOOSE in ours:
            token = Token.read(text(ours, CHOOSE)) or UNREADABLE
            return Chose(id=id, at=at, account=account, token=token, where=where)
        return None

    def _installed(self, activity: Payload, place: Place, at: datetime) -> Inbound | None:
        action = text(activity, "action")
        if action.startswith("add"):
            return self._seen(activity, place, at)
        return self._left(activity, at, "uninstalled") if action.startswith("remove") else None

    def _joined(self, activity: Payload, place: Place, at: datetime) -> Inbound | None:
        if listed(activity, "membersAdded"):
            return self._seen(activity, place, at)
        return self._left(activity, at, "removed") if listed(activity, "membersRemoved") else None

    def _seen(self, activity: Payload, place: Place, at: datetime) -> Seen:
        where = self._where(activity, place)
        profile = Profile(
            key=self.account(activity),
            name=text(activity, "from", "name"),
            locale=where.locale,
            timezone=where.timezone,
        )
        return Seen(id=self._id(activity), at=at, profile=profile, address=where.address)

    def _left(self, activity: Payload, at: datetime, reason: str) -> Left:
        return Left(id=self._id(activity), at=at, account=self.account(activity), reason=reason)

    def _whence(self, activity: Payload, place: Place) -> Whereabouts | None:
        """Where they acted from, unless it was a channel."""
        return self._where(activity, place) if place.conversation else None

    def _where(self, activity: Payload, place: Place) -> Whereabouts:
        client = next((each for each in _entities(activity) if text(each, "type") == "clientInfo"), {})
        return Whereabouts(
            address=self.address(activity, place),
            locale=text(activity, "locale") or text(client, "locale") or None,
            timezone=text(activity, "localTimezone") or text(client, "timezone") or None,
        )

    def _id(self, activity: Payload) -> str:
        conversation = text(activity, "conversation", "id")
        return ":".join((self.workspace.platform, self.workspace.key, conversation, text(activity, "id")))


def brought(activity: Payload) -> Payload:
    """What an action brings back, ours under the name OURS beside what was entered; empty where it is none of ours."""
    match text(activity, "type"), text(activity, "name"):
        case "message", _:
            data = part(activity, "value")
        case "invoke", name if name == EXECUTE:
            data = part(activity, "value", "action", "data")
        case "invoke", name if name in (FETCH, SEND):
            data = part(activity, "value", "data")
        case _:
            data = {}
    return data if part(data, OURS) else {}


def is_cancelled(activity: Payload) -> bool:
    """Whether a form in the chat is put away unsent."""
    return CANCEL in part(brought(activity), OURS)


def goes_on(activity: Payload) -> bool:
    """Whether what answers a button in a dialog is shown in there."""
    return GOES_ON in part(brought(activity), OURS)


def title(activity: Payload) -> str:
    """That of the form which an action belongs to."""
    return text(brought(activity), OURS, TITLE)


def _words(activity: Payload) -> str:
    """What somebody wrote, without the mention of the bot that it may begin with."""
    said = text(activity, "text")
    for entity in _entities(activity):
        if text(entity, "type") == "mention" and text(entity, "mentioned", "id") == text(activity, "recipient", "id"):
            said = said.replace(text(entity, "text") or "\0", "", 1)
    return said.replace("\N{NO-BREAK SPACE}", " ").strip()


def _entities(activity: Payload) -> list[Payload]:
    return [each for each in listed(activity, "entities") if isinstance(each, Mapping)]
