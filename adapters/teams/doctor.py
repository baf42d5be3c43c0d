"""Looks at the connection with Teams, and says what is wrong in words that one can act on."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from adapters.call import CallError
from adapters.port import Finding
from adapters.teams.keys import Keys, KeysError
from adapters.teams.login import Login

#: Tokens hold for five minutes beyond their time; well before that somebody should know.
WORST_SKEW = timedelta(minutes=1)


async def findings(keys: Keys, login: Login, now: datetime) -> AsyncIterator[Finding]:
    """Whether requests can be verified and messages sent, and the clock. Never raises."""
    try:
        theirs = await keys.read()
    except KeysError as failure:
        yield Finding(what="Teams keys", well=False, detail=unread(failure, keys.url))
    else:
        yield Finding(what="Teams keys", well=True, detail=f"{keys.url} has them: what Teams sends can be verified.")
        yield _clock(theirs, now)
    try:
        await login.refresh()
    except CallError as failure:
        yield Finding(what="Teams login", well=False, detail=refused(failure))
    else:
        yield Finding(what="Teams login", well=True, detail="Microsoft knows the bot, and gives it a token.")


def unread(failure: KeysError, address: str) -> str:
    """Why what Teams sends cannot be verified, and what to do."""
    return (
        f"{address} gave no keys ({failure}), and without them nothing that Teams sends can be verified. "
        "Look at the network, a proxy, and VARDAG_TEAMS_OPENID_METADATA_URL."
    )


def refused(failure: CallError) -> str:
    """Why Microsoft did not let us in, and what to do."""
    if failure.retry_after is not None or not failure.certain:
        return (
            f"Microsoft's login gave no good answer ({failure.word}). Look at the network, a proxy, "
            "VARDAG_TEAMS_LOGIN_URL and VARDAG_TEAMS_TENANT_ID."
        )
    return (
        f"Microsoft's login refused the bot: {failure.word}. Look at VARDAG_TEAMS_APP_ID and "
        "VARDAG_TEAMS_TENANT_ID, and whether the secret or certificate is still good."
    )


def _clock(theirs: datetime | None, now: datetime) -> Finding:
    if theirs is None:
        detail = "Microsoft's answer has no date; is something between us and it?"
        return Finding(what="Clock", well=False, detail=detail)
    skew = abs(now - theirs)
    if skew <= WORST_SKEW:
        return Finding(what="Clock", well=True, detail="It agrees with Microsoft's.")
    detail = f"It is {round(skew.total_seconds())} s off Microsoft's. Set it right (NTP), or tokens are refused."
    return Finding(what="Clock", well=False, detail=detail)
