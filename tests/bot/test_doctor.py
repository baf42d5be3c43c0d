"""What `vardag doctor` finds, with a real database in every state."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.port import Chat, Finding
from bot import audience
from bot.doctor import examine, line, unusable
from bot.settings import Settings, SettingsError
from dialogues.address import AccountKey, Platform, Profile, Workspace
from dialogues.blueprint.entries import Blueprint, Email, OrganisationEntry, PersonEntry, TeamEntry
from dialogues.effect import Say
from dialogues.kind import Kind
from dialogues.message import Message
from dialogues.person import PersonId, TeamId
from migrations.runner import upgrade
from storage.outbox import Doubtful
from storage.port import Storage
from storage.sql.store import SqlStorage
from tests.storage.sending import claim, record
from tests.storage.turning import turning

NOWHERE = Path("does not exist/.env")
WORKSPACE = Workspace(platform=Platform("slack"), key="T1")
AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
SLACK = Finding(what="Slack token", well=True, detail="It is good.")

TEAM = TeamId("kundservice")
COMPANY = Blueprint(
    organisation=OrganisationEntry(name="Exempel AB", locale="sv", timezone="Europe/Stockholm"),
    teams=(TeamEntry(key=TEAM, name="Kundservice"),),
    people=(
        PersonEntry(email=Email("anna@example.com"), name="Anna", team=TEAM),
        PersonEntry(email=Email("eve@example.com"), name="Eve\x1b[2J\n✓ All is well", team=TEAM),
    ),
)


class Patient:
    """An installation in a folder of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.settings = Settings.load({"VARDAG_DATABASE_URL": self.url}, NOWHERE)
        self.chats: dict[Platform, Chat] = {}
        self._ids = (f"id{number}" for number in range(1000))

    @asynccontextmanager
    async def opened(self, _: Settings) -> AsyncIterator[SqlStorage]:
        storage = SqlStorage.open(self.url, ids=self._ids.__next__)
        try:
            yield storage
        finally:
            await storage.close()

    async def lines(self) -> list[str]:
        async def platforms(_: Settings) -> Sequence[Finding]:
            return [SLACK]

        found = examine(self.settings, opened=self.opened, platforms=platforms, channels=self.channels)
        return [line(each) async for each in found]

    async def channels(self, _: Settings, storage: Storage) -> AsyncIterator[Finding]:
        async for finding in audience.findings(storage, self.chats):
            yield finding


@pytest.fixture
def patient(tmp_path: Path) -> Patient:
    return Patient(f"sqlite:///{tmp_path}/vardag.sqlite")


def broken(lines: Sequence[str]) -> list[str]:
    return [each for each in lines if each.startswith("✗")]


async def test_a_database_out_of_reach_keeps_nothing_else_from_being_looked_at() -> None:
    lines = await Patient("postgresql://vardag:s3cret@127.0.0.1:1/vardag").lines()
    assert [each.split(":")[0] for each in lines] == ["✓ Settings", "✗ Database", "✓ Slack token"]
    assert "VARDAG_DATABASE_URL" in lines[1]
    assert "s3cret" not in "".join(lines)


async def test_a_database_without_tables(patient: Patient) -> None:
    [problem] = broken(await patient.lines())
    assert problem.startswith("✗ Migrations: The database is still without tables")
    assert "vardag run" in problem
    async with patient.opened(patient.settings) as storage:
        assert (await storage.revisions())[0] is None


async def test_no_organisation(patient: Patient) -> None:
    await upgrade(patient.url)
    assert broken(await patient.lines()) == ["✗ Organisation: There is none. Import it: `vardag org import FILE`."]


async def test_everybody_out_of_reach_has_a_line_and_cannot_write_another(patient: Patient) -> None:
    await upgrade(patient.url)
    async with patient.opened(patient.settings) as storage:
        await storage.adopt(blueprint=COMPANY, at=AT)
    lines = await patient.lines()
    assert "✓ Organisation: Exempel AB: teams 1, people 2, goals 0." in lines
    anna, eve = broken(lines)
    assert anna.startswith("✗ People: Anna <anna@example.com> cannot be reached: no account.")
    assert eve.startswith("✗ People: Eve�[2J�✓ All is well <eve@example.com>")


async def test_all_is_well(patient: Patient) -> None:
    await upgrade(patient.url)
    async with patient.opened(patient.settings) as storage:
        await storage.adopt(blueprint=COMPANY, at=AT)
        await _reached(storage)
    lines = await patient.lines()
    assert broken(lines) == []
    assert "✓ People: Everybody can be reached." in lines
    assert lines[-1] == "✓ Slack token: It is good."


async def test_why_somebody_is_out_of_reach_decides_what_to_do(patient: Patient) -> None:
    await upgrade(patient.url)
    async with patient.opened(patient.settings) as storage:
        await storage.adopt(blueprint=COMPANY, at=AT)
        await _reached(storage)
        async with turning(storage) as turn:
            await turn.leave(account=AccountKey(workspace=WORKSPACE, user="U0"), reason="uninstalled")
    [problem] = broken(await patient.lines())
    assert problem.startswith("✗ People: Anna <anna@example.com> cannot be reached: uninstalled.")
    assert "add it again" in problem
    assert "e-mail" not in problem


async def test_a_message_in_doubt_is_shown(patient: Patient) -> None:
    await upgrade(patient.url)
    async with patient.opened(patient.settings) as storage:
        await storage.adopt(blueprint=COMPANY, at=AT)
        [person, _] = await _reached(storage)
        async with turning(storage) as turn:
            message = Message(summary="Hej", blocks=())
            say = Say(to=person, key="1", kind=Kind.NEWS, message=message, expires_at=AT + timedelta(days=1))
            await turn.say(say=say, dialogue="greeting", subject="", at=AT)
        [outgoing] = await claim(storage, at=AT, workspace=WORKSPACE)
        await record(storage, Doubtful(outgoing=outgoing, at=AT, reason="timeout"))
    [problem] = broken(await patient.lines())
    assert problem.startswith("✗ Deliveries: The 1 unknown may have arrived or not")


def test_settings_that_cannot_be_read() -> None:
    findings = unusable(SettingsError(["VARDAG_PORT must be a number.", "VARDAG_HOST must be an address."]))
    assert [line(each) for each in findings] == [
        "✗ Settings: VARDAG_PORT must be a number.",
        "✗ Settings: VARDAG_HOST must be an address.",
    ]


@pytest.mark.parametrize(
    ("environment", "summary"),
    [
        ({}, "the playground on 127.0.0.1 port 3978, with its data in the file var/playground.sqlite."),
        (
            {
                "VARDAG_SLACK_BOT_TOKEN": "xoxb-1",
                "VARDAG_SLACK_SIGNING_SECRET": "a" * 32,
                "VARDAG_HOST": "0.0.0.0",
                "VARDAG_DATABASE_URL": "postgresql://vardag:s3cret@db.example.com/vardag",
            },
            "Slack over HTTP on 0.0.0.0 port 3978, with its data in PostgreSQL at db.example.com.",
        ),
        (
            {
                "VARDAG_SLACK_BOT_TOKEN": "xoxb-1",
                "VARDAG_SLACK_APP_TOKEN": "xapp-1",
                "VARDAG_TEAMS_APP_ID": "8a7c0f4e-1111-4222-8333-0123456789ab",
                "VARDAG_TEAMS_TENANT_ID": "8a7c0f4e-1111-4222-8333-0123456789ac",
                "VARDAG_TEAMS_APP_PASSWORD": "s3cret~value",
            },
            "Slack in Socket Mode and Teams on 127.0.0.1 port 3978, with its data in the file var/vardag.sqlite.",
        ),
        (
            {"VARDAG_DEVELOPMENT": "true"},
            "Teams in development on 127.0.0.1 port 3978, with its data in the file var/development.sqlite.",
        ),
        (
            {"VARDAG_SLACK_BOT_TOKEN": "xoxb-1", "VARDAG_SLACK_APP_TOKEN": "xapp-1", "VARDAG_PORT": "80"},
            "Slack in Socket Mode on 127.0.0.1 port 80, with its data in the file var/vardag.sqlite.",
        ),
    ],
)
async def test_the_settings_in_a_sentence(environment: dict[str, str], summary: str, tmp_path: Path) -> None:
    async def platforms(_: Settings) -> Sequence[Finding]:
        return ()

    patient = Patient(f"sqlite:///{tmp_path}/vardag.sqlite")
    settings = Settings.load(environment, NOWHERE)
    looked_at = examine(settings, opened=patient.opened, platforms=platforms, channels=patient.channels)
    findings = [each async for each in looked_at]
    assert findings[0] == Finding(what="Settings", well=True, detail=summary)


async def _reached(storage: Storage) -> list[PersonId]:
    """Both people have an account."""
    await storage.connect(workspace=WORKSPACE, channels=(), at=AT)
    async with turning(storage) as turn:
        return [
            person
            for number, each in enumerate(COMPANY.people)
            if (
                person := await turn.see(
                    profile=Profile(
                        key=AccountKey(workspace=WORKSPACE, user=f"U{number}"), name=each.name, email=each.email
                    ),
                    at=AT,
                )
            )
        ]
