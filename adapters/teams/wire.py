"""The connector's HTTP: one attempt at one address, in threads of our own."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from datetime import datetime, timedelta
from functools import partial

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from adapters.call import PAUSE, CallError
from adapters.teams.login import Login
from adapters.teams.refusal import refusal

#: Seconds to connect, and between two pieces of an answer.
WIRE = 10.0
DONE = (200, 201, 202)
#: To one host, kept open.
CONNECTIONS = 20
#: What lies idle for longer may have been forgotten on the way without a word (Azure's own routers do so after four
#: minutes), and what is sent on it would be lost.
FRESH = timedelta(minutes=1)


class Wire:
    """Keeps its connections for a while, and none after `close`. What it sends is the bot's, if there is a `login`."""

    def __init__(self, *, login: Login | None, clock: Callable[[], datetime], threads: Executor | None) -> None:
        self._http, self._since = _session(), clock()
        self._login = login
        self._clock = clock
        self._threads = threads

    def close(self) -> None:
        self._http.close()

    async def send(
        self, method: str, url: str, *, headers: Mapping[str, str], body: str | bytes | None
    ) -> requests.Response:
        """The answer of a service that has done what it was asked. Raises CallError.

        Refusals are read here: the SDK can make nothing of one that is not JSON.
        """
        if abs(self._clock() - self._since) > FRESH:
            # The old ones are closed with the last call that is under way on them.
            self._http, self._since = _session(), self._clock()
        ours = {"Authorization": f"Bearer {self._login.token}"} if self._login else {}
        call = partial(
            self._http.request,
            method,
            url,
            data=body,
            headers={**headers, **ours},
            timeout=WIRE,
            allow_redirects=False,
        )
        try:
            response = await asyncio.get_running_loop().run_in_executor(self._threads, call)
        except requests.RequestException as error:
            raise _unanswered(error) from None
        if response.status_code not in DONE:
            raise refusal(response.status_code, response.headers, response.text)
        return response


def _session() -> requests.Session:
    session = requests.Session()
    # Nothing that lies about on this machine stands in for our token.
    session.auth = _unchanged
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(pool_maxsize=CONNECTIONS))
    return session


def _unchanged(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _unanswered(error: requests.RequestException) -> CallError:
    """Only where no connection came about is it certain that nothing was done."""
    reason = getattr(error.args[0], "reason", None) if error.args else None
    reason = getattr(reason, "original_error", reason)  # of a proxy
    unreached = isinstance(reason, NewConnectionError | ConnectTimeoutError)
    return CallError(type(error).__name__, certain=unreached, retry_after=PAUSE if unreached else None)
