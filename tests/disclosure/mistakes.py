"""What somebody is told who asks for what there is not, or does what they may not or no longer can."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from dialogues.address import AccountKey
from dialogues.event import Chose, Submitted
from dialogues.token import UNREADABLE, Token
from storage.tables.every import metadata
from tests.journeys.town import Town
from tests.storage.dump import dump

#: What one may type who hopes to be told something of somebody, or has mistyped.
WRONG = (
    "xyzzy",
    "team",
    "team butiken",
    "status anna",
    "audit anna",
    "mydata anna@example.com",
    "vem har svarat",
    "1:1 x",
)


async def mistakes(town: Town, name: str) -> list[str]:
    """What the bot answers somebody of another team, on the platform and, as a client of Teams may send any token,
    before its bytes."""
    user = town.user(name)
    said = [f"{words}: {await town.chat.commands(user, words)}" for words in WRONG]
    (workspace,) = await town.engine.storage.workspaces()
    account = AccountKey(workspace=workspace, user=user)
    names = [column.name for column in metadata.tables["window"].c]
    rows = [dict(zip(names, row, strict=True)) for row in (await dump(town.database_url))["window"]]
    windows = [str(each["id"]) for each in sorted(rows, key=lambda each: (str(each["opened_at"]), str(each["item"])))]
    # What they had to know to try it is left out.
    return said + [await _told(town, account, token) for token in _foreign(windows)]


def _foreign(windows: Sequence[str]) -> list[Token]:
    """Tokens of questions that were put to somebody else, open and closed, and those that nobody was ever given."""
    steps = (("pulse", "answer", "yes"), ("pulse", "obstacle", "time"), ("pulse", "change", ""), ("pulse", "undo", ""))
    asked = [
        Token(dialogue=a, step=b, subject=window, value=c) for window in (*windows, "id999999") for a, b, c in steps
    ]
    shown = [Token(dialogue="goals", step="show", subject=each) for each in ("butiken", "ledning")]
    written = [Token(dialogue="comment", step=each, subject=window) for window in windows for each in ("write", "send")]
    return [*asked, *shown, *written, Token(dialogue="xyzzy", step="x"), UNREADABLE]


async def _told(town: Town, account: AccountKey, token: Token) -> str:
    """The answer to a tap on a button with this token, or to a form that carries it."""
    at, event = town.engine.clock.now(), f"tried {token}"
    values = {"visibility": "own", "theme": "", "text": "Jag provar."}
    happened = (
        Submitted(id=event, at=at, account=account, token=token, values=values)
        if token.step == "send"
        else Chose(id=event, at=at, account=account, token=token)
    )
    return json.dumps(asdict(await town.engine.turns.take(happened)), ensure_ascii=False, default=str)
