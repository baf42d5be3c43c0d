"""How the bot comes by its token, with each proof of who it is, and when it asks for another."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
import trustme
from aiohttp import web
from cryptography import x509

from adapters.call import PAUSE, CallError
from adapters.port import Delivered
from adapters.teams.chat import Teams
from adapters.teams.login import SPARE, Certificate, Login, ManagedIdentity, Password, Proof
from bot.clock import SystemClock
from dialogues.address import Address
from dialogues.message import Message, Paragraph
from tests.adapters.conftest import NOW, clock
from tests.adapters.faults import Fault, answered, held, reset_after_storing
from tests.adapters.serving import serving
from tests.adapters.teams.fake import FakeTeams
from tests.adapters.teams.harness import PEOPLE, WORKSPACE, app_of
from tests.adapters.teams.signing import APP_ID, BOT_TOKEN, PASSWORD, TENANT

MESSAGE = Message(summary="Hej", blocks=(Paragraph(text="Hej"),))
#: Seconds that a token holds which the fake gives.
HOLDS = 3599


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    """One that nobody has logged in to yet."""
    async with FakeTeams.serve(clock=clock, people=PEOPLE) as teams:
        yield teams


@pytest.fixture(scope="module")
def certificate() -> trustme.LeafCert:
    return trustme.CA().issue_cert("bot.example.com", key_type=trustme.KeyType.RSA)


@dataclass(slots=True)
class Machine:
    """Azure's App Service, as the machine that the bot runs on sees it."""

    asked: list[web.Request] = field(default_factory=list)
    answer: web.Response | None = None

    async def identify(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        until = int(SystemClock().now().timestamp()) + HOLDS
        told = {"access_token": BOT_TOKEN, "expires_on": str(until), "token_type": "Bearer"}
        return self.answer or web.json_response(told)


@pytest.fixture
async def machine(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Machine]:
    machine = Machine()
    app = web.Application()
    app.router.add_get("/msi/token", machine.identify)
    for other in ("IDENTITY_SERVER_THUMBPRINT", "IMDS_ENDPOINT", "MSI_ENDPOINT", "MSI_SECRET"):
        monkeypatch.delenv(other, raising=False)
    async with serving(app) as address:
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{address}/msi/token")
        monkeypatch.setenv("IDENTITY_HEADER", "header-of-the-machine")
        yield machine


def login(teams: FakeTeams, proof: Proof = Password(secret=PASSWORD), **changed: Any) -> Login:  # noqa: B008
    told: dict[str, Any] = {"app_id": APP_ID, "tenant": TENANT, "proof": proof, "url": teams.login_url, "clock": clock}
    return Login(**(told | changed))


async def sent(teams: FakeTeams, proof: Proof) -> bool:
    """Whether somebody can be written to with this proof."""
    chat = Teams(app=app_of(teams, proof=proof), clock=clock)
    to = Address(workspace=WORKSPACE, user="aad-anna")
    return isinstance(await chat.send(to=to, message=MESSAGE, key="k"), Delivered)


# Three ways to show who one is


async def test_a_password_gets_a_token(teams: FakeTeams) -> None:
    assert await sent(teams, Password(secret=PASSWORD))
    (form,) = teams.logins
    assert (form["client_id"], form["client_secret"]) == (APP_ID, PASSWORD)
    assert form["scope"] == "https://api.botframework.com/.default"
    assert form["grant_type"] == "client_credentials"


@pytest.mark.parametrize("first", ["key", "certificate"])
async def test_a_certificate_gets_a_token_and_its_key_stays_here(
    teams: FakeTeams, certificate: trustme.LeafCert, first: str
) -> None:
    public, private = certificate.cert_chain_pems[0].bytes(), certificate.private_key_pem.bytes()
    pem = (private + public if first == "key" else public + private).decode()
    assert await sent(teams, Certificate(pem=pem))
    (form,) = teams.logins
    assert "client_secret" not in form
    assert "PRIVATE" not in repr(form)
    key: Any = x509.load_pem_x509_certificate(public).public_key()
    audience = f"{teams.login_url}/{TENANT}/oauth2/v2.0/token"
    said = jwt.decode(form["client_assertion"], key, algorithms=["PS256", "RS256"], audience=audience)
    assert (said["iss"], said["sub"]) == (APP_ID, APP_ID)


async def test_a_machine_in_azure_gets_a_token_without_a_secret(teams: FakeTeams, machine: Machine) -> None:
    assert await sent(teams, ManagedIdentity())
    (asked,) = machine.asked
    assert asked.headers["X-IDENTITY-HEADER"] == "header-of-the-machine"
    assert (asked.query["client_id"], asked.query["resource"]) == (APP_ID, "https://api.botframework.com")
    assert teams.logins == []


# Refusals


def refused(status: int, error: str, description: str) -> Fault:
    return answered(status, f'{{"error": "{error}", "error_description": "{description}"}}')


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (refused(400, "unauthorized_client", "AADSTS700016: not found in the directory."), "AADSTS700016"),
        (refused(401, "invalid_client", "AADSTS7000222: The secret has expired."), "AADSTS7000222"),
        (refused(401, "invalid_client", "AADSTS700027: signature validation failed."), "AADSTS700027"),
        (refused(400, "invalid_request", "AADSTS90002: Tenant not found."), "AADSTS90002"),
        (refused(400, "invalid_scope", "no number here"), "invalid_scope"),
    ],
)
async def test_a_refusal_is_named_by_microsofts_number(teams: FakeTeams, fault: Fault, word: str) -> None:
    teams.faults["token"].append(fault)
    bot = login(teams)
    with pytest.raises(CallError, match=word) as refusal:
        await bot.refresh()
    assert (refusal.value.certain, refusal.value.retry_after, bot.token) == (True, None, "")


async def test_a_wrong_password_is_named_and_not_shown(teams: FakeTeams) -> None:
    with pytest.raises(CallError, match=r"^invalid_client AADSTS7000215$"):
        await login(teams, Password(secret="wrong")).refresh()


async def test_what_a_machine_refuses_is_a_refusal(teams: FakeTeams, machine: Machine) -> None:
    machine.answer = web.json_response({"statusCode": 400, "message": "No such identity"}, status=400)
    with pytest.raises(CallError, match="invalid_scope") as refusal:
        await login(teams, ManagedIdentity()).refresh()
    assert refusal.value.retry_after is None


@pytest.mark.parametrize("pem", ["", "rubbish", "-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n"])
async def test_a_file_that_is_no_certificate_is_a_refusal(teams: FakeTeams, pem: str) -> None:
    with pytest.raises(CallError) as refusal:
        await login(teams, Certificate(pem=pem)).refresh()
    assert (refusal.value.certain, refusal.value.retry_after) == (True, None)
    assert teams.logins == []


# No answer


async def test_a_login_that_gives_no_answer_may_be_tried_again(
    teams: FakeTeams, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = asyncio.Event()
    monkeypatch.setattr("adapters.teams.login.WIRE", 0.2)
    teams.faults["token"].extend([reset_after_storing, held(never)])
    monkeypatch.setenv("IDENTITY_ENDPOINT", "http://127.0.0.1:1/")
    nowhere = login(teams, url="https://127.0.0.1:1/")
    for bot in (login(teams), login(teams), login(teams, ManagedIdentity()), nowhere):
        with pytest.raises(CallError) as failure:
            async with asyncio.timeout(5):
                await bot.refresh()
        assert (failure.value.certain, failure.value.retry_after) == (True, PAUSE)
    never.set()


# How long it holds


@dataclass(slots=True)
class Watch:
    """A clock that is told the time."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


async def test_a_token_is_renewed_shortly_before_it_runs_out(teams: FakeTeams) -> None:
    watch = Watch()
    bot = login(teams, clock=watch)
    end = NOW + timedelta(seconds=HOLDS) - SPARE
    for moment, logins in ((NOW, 1), (NOW, 1), (end - timedelta(seconds=1), 1), (end, 2), (end, 2)):
        watch.now = moment
        await bot.refresh()
        assert len(teams.logins) == logins


async def test_a_token_that_cannot_be_renewed_is_not_used_to_its_end(teams: FakeTeams) -> None:
    watch = Watch()
    bot = login(teams, clock=watch)
    await bot.refresh()
    watch.now += timedelta(seconds=HOLDS)
    teams.secret = "changed"
    with pytest.raises(CallError, match="AADSTS7000215"):
        await bot.refresh()
    teams.secret = PASSWORD
    await bot.refresh()
    assert len(teams.logins) == 3


async def test_whoever_wants_a_token_at_once_waits_for_the_same(teams: FakeTeams) -> None:
    bot = login(teams)
    await asyncio.gather(*(bot.refresh() for _ in range(5)))
    assert (bot.token, len(teams.logins)) == (BOT_TOKEN, 1)


async def test_a_token_that_was_not_taken_is_asked_for_anew(teams: FakeTeams) -> None:
    bot = login(teams)
    await bot.refresh()
    bot.forget()
    await bot.refresh()
    assert len(teams.logins) == 2
