"""What Slack says has happened, as our events. Pure; what is none of ours, or lacks what we need, is None."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.payload import Payload, clean, first, listed, part, text
from adapters.slack.absence import silent_until
from adapters.slack.people import profile
from dialogues.address import AccountKey, Address, Profile, Whereabouts, Workspace
from dialogues.event import Chose, Commanded, Disconnected, Inbound, Opened, Said, Seen, Submitted
from dialogues.token import UNREADABLE, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Reads for one workspace, in which the bot itself is `bot`."""

    workspace: Workspace
    bot: str

    def event(self, payload: Payload, at: datetime) -> Inbound | None:
        """An event of the Events API. Its id is Slack's `event_id`, which a retry repeats."""
        if text(payload, "team_id") != self.workspace.key or not text(payload, "event_id"):
            return None
        id = self._id(text(payload, "event_id"))
        match text(payload, "event", "type"):
            case "message":
                return self._said(payload, id, at)
            case "app_home_opened" if text(payload, "event", "tab") == "home":
                account = self._account(text(payload, "event", "user"))
                return Opened(id=id, at=at, account=account) if account else None
            case "team_join" | "user_change":
                known = profile(part(payload, "event", "user"), self.workspace)
                return Seen(id=id, at=at, profile=known) if known else None
            case "dnd_updated_user":
                return self._silenced(payload, id, at)
            case "app_uninstalled":
                return Disconnected(id=id, at=at, workspace=self.workspace, reason="app_uninstalled")
            case "tokens_revoked" if self.bot in listed(payload, "event", "tokens", "bot"):
                return Disconnected(id=id, at=at, workspace=self.workspace, reason="tokens_revoked")
        return None

    def commanded(self, payload: Payload, at: datetime) -> Commanded | None:
        """A slash command."""
        account, trigger = self._account(text(payload, "user_id")), text(payload, "trigger_id")
        if text(payload, "team_id") != self.workspace.key or not account or not trigger:
            return None
        channel = text(payload, "channel_id")
        return Commanded(
            id=self._id("command", trigger),
            at=at,
            account=account,
            words=text(payload, "text").strip(),
            # A conversation of two has an id of its own kind.
            channel=None if channel.startswith("D") else channel or None,
        )

    def chose(self, payload: Payload, at: datetime) -> Chose | None:
        """A tap on a button. Slack never repeats one, so that the tap itself is what is told apart."""
        account, action = self._actor(payload), first(payload, "actions")
        if not account or not text(action, "action_ts"):
            return None
        place = text(payload, "container", "message_ts") or text(payload, "view", "id")
        tap = (account.user, place, text(action, "action_id"), text(action, "action_ts"))
        token = Token.read(text(action, "value")) or UNREADABLE
        return Chose(id=self._id("tap", *tap), at=at, account=account, token=token)

    def submitted(self, payload: Payload, at: datetime) -> Submitted | None:
        """A form sent in. The view's hash stays while errors keep it open, so the trigger tells the attempts apart."""
        account, view = self._actor(payload), text(payload, "view", "id")
        if not account or not view:
            return None
        attempt = (view, text(payload, "view", "hash"), text(payload, "trigger_id"))
        token = Token.read(text(payload, "view", "callback_id")) or UNREADABLE
        state = part(payload, "view", "state", "values")
        values = {clean(name): _value(_only(part(state, name))) for name in state}
        return Submitted(id=self._id("form", *attempt), at=at, account=account, token=token, values=values)

    def _said(self, payload: Payload, id: str, at: datetime) -> Said | None:
        event = part(payload, "event")
        account, channel = self._account(text(event, "user")), text(event, "channel")
        ours = text(event, "channel_type") == "im" and event.get("subtype") in (None, "file_share")
        if not ours or event.get("bot_id") is not None or not account or not channel:
            return None
        address = Address(workspace=self.workspace, user=account.user, channel=channel)
        where = Whereabouts(address=address)
        return Said(id=id, at=at, account=account, where=where, text=_unescaped(text(event, "text")))

    def _silenced(self, payload: Payload, id: str, at: datetime) -> Seen | None:
        """Slack tells it of everybody, and nothing else of them."""
        account = self._account(text(payload, "event", "user"))
        until = silent_until(part(payload, "event", "dnd_status"), at)
        if not account or until is None:
            return None
        return Seen(id=id, at=at, profile=Profile(key=account, name="", silent_until=until))

    def _actor(self, payload: Payload) -> AccountKey | None:
        """Who acts in an interaction. An organisation-wide app is told the workspace with the user only."""
        team = text(payload, "team", "id") or text(payload, "user", "team_id")
        return self._account(text(payload, "user", "id")) if team == self.workspace.key else None

    def _account(self, user: str) -> AccountKey | None:
        return AccountKey(workspace=self.workspace, user=user) if user else None

    def _id(self, *parts: str) -> str:
        return ":".join((self.workspace.platform, self.workspace.key, *parts))


def _only(block: Payload) -> Payload:
    """The one field of a block."""
    return next((each for each in block.values() if isinstance(each, Mapping)), {})


def _value(field: Payload) -> str:
    """What stands in a field, whichever kind it is."""
    return (
        text(field, "value")
        or text(field, "selected_option", "value")
        or text(field, "selected_date")
        or text(field, "selected_time")
    )


def _unescaped(written: str) -> str:
    """What somebody wrote: Slack escapes messages, and them alone."""
    return written.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
