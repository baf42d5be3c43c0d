"""The bot's own access token, by which Microsoft knows it. One is used for everything until it runs out."""

import asyncio
import functools
import logging
import re
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import msal
import requests
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate

from adapters.call import PAUSE, CallError

SCOPE = "https://api.botframework.com"
#: Seconds.
WIRE = 10.0
#: https://datatracker.ietf.org/doc/html/rfc6749#section-5.2, and Microsoft's own: what no waiting will mend.
FINAL = frozenset(
    {
        "access_denied",
        "invalid_client",
        "invalid_grant",
        "invalid_request",
        "invalid_resource",
        "invalid_scope",
        "unauthorized_client",
        "unsupported_grant_type",
    }
)
#: A token that is about to run out is not begun with.
SPARE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Password:
    """A client secret of the app registration."""

    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate of the app registration with its private key, both PEM."""

    pem: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedIdentity:
    """What Azure knows this machine by: it needs no secret."""


Proof = Password | Certificate | ManagedIdentity


class Login:
    """Signs in as the app `app_id` of `tenant`, at `url` (not for a managed identity, which asks its machine)."""

    def __init__(
        self,
        *,
        app_id: str,
        tenant: str,
        proof: Proof,
        url: str,
        clock: Callable[[], datetime],
        threads: Executor | None = None,
    ) -> None:
        # It logs whole answers, with the token in them.
        logging.getLogger("msal").setLevel(logging.CRITICAL)
        self._app_id = app_id
        self._authority = f"{url.rstrip('/')}/{tenant}"
        self._proof = proof
        self._clock = clock
        self._threads = threads
        self._trying: asyncio.Future[None] | None = None
        self._token = ""
        self._issue = 0
        self._until = datetime.min.replace(tzinfo=UTC)

    @property
    def token(self) -> str:
        """The one that `refresh` has got last, or none."""
        return self._token

    @property
    def issue(self) -> int:
        """Which token that is: the first, the second..."""
        return self._issue

    async def refresh(self) -> None:
        """See to it that `token` is good for a while. Raises CallError, the same to all who have waited for it."""
        if self._clock() + SPARE < self._until:
            return
        if self._trying is None:
            self._trying = asyncio.ensure_future(self._renew())
            self._trying.add_done_callback(self._tried)
        await asyncio.shield(self._trying)

    def forget(self) -> None:
        """The token was not taken: another one is got next time."""
        self._until = datetime.min.replace(tzinfo=UTC)

    async def _renew(self) -> None:
        # Neither msal nor its transport is asynchronous.
        answer = await asyncio.get_running_loop().run_in_executor(self._threads, self._ask)
        token, seconds = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not isinstance(seconds, int):
            raise CallError(_word(answer), certain=True)
        self._token, self._until = token, self._clock() + timedelta(seconds=seconds)
        self._issue += 1

    def _tried(self, trying: asyncio.Future[None]) -> None:
        self._trying = None
        # Where everybody has given up waiting, nobody is left to be told.
        if not trying.cancelled():
            trying.exception()

    def _ask(self) -> Mapping[str, Any]:
        with requests.Session() as session:
            # The one way to give msal a time-out for every kind of login, and to see what it can make nothing of.
            session.request = functools.partial(_asked, session.request)  # type: ignore[method-assign]
            # A secret goes to the address that was set, and nowhere else.
            session.max_redirects = 0
            try:
                answer = self._answer(session)
            except CallError:
                raise
            except jwt.PyJWTError as error:  # of a key that does not do for signing
                raise CallError(type(error).__name__, certain=True) from None
            except Exception as error:  # whatever msal makes of an answer that is not what it expects
                raise CallError(type(error).__name__, certain=True, retry_after=PAUSE) from None
        if "access_token" not in answer and answer.get("error") not in FINAL:
            raise CallError(_word(answer), certain=True, retry_after=PAUSE)
        return answer

    def _answer(self, session: requests.Session) -> Mapping[str, Any]:
        match self._proof:
            case ManagedIdentity():
                machine = msal.ManagedIdentityClient(
                    msal.UserAssignedManagedIdentity(client_id=self._app_id), http_client=session
                )
                answer: Mapping[str, Any] = machine.acquire_token_for_client(resource=SCOPE)
            case Password(secret=secret):
                answer = self._sign_in(session, secret)
            case Certificate(pem=pem):
                _expect_certificate(pem)
                answer = self._sign_in(session, {"private_key": pem, "public_certificate": pem})
        return answer

    def _sign_in(self, session: requests.Session, credential: str | Mapping[str, str]) -> Mapping[str, Any]:
        app = msal.ConfidentialClientApplication(
            self._app_id,
            client_credential=credential,
            authority=self._authority,
            # It would ask Microsoft's public cloud about any other.
            instance_discovery=False,
            http_client=session,
        )
        answer: Mapping[str, Any] = app.acquire_token_for_client(scopes=[f"{SCOPE}/.default"])
        return answer


def _expect_certificate(pem: str) -> None:
    """Raises CallError."""
    try:
        load_pem_x509_certificate(pem.encode())
        load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError):
        raise CallError("no_certificate", certain=True) from None


def _word(answer: Mapping[str, Any]) -> str:
    """Microsoft's error, with the number by which its pages explain it: `invalid_client AADSTS7000215`."""
    number = re.search(r"AADSTS\d+", str(answer.get("error_description", "")))
    return " ".join(filter(None, (str(answer.get("error", "no_token")), number and number[0])))


def _asked(request: Callable[..., requests.Response], *told: Any, **more: Any) -> requests.Response:
    response = request(*told, **more, timeout=WIRE)
    if response.status_code == 429 or response.status_code >= 500:
        raise requests.HTTPError(f"http_{response.status_code}")
    return response
