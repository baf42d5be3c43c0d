"""The migrations lead to the tables of the code, and are applied once."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import TypeVar

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from dialogues.goal import Answers, Guidance, State, StopItem
from dialogues.measure import Measure
from dialogues.phrase import Wording
from migrations.runner import head, upgrade
from storage.port import StorageError
from storage.sql.store import SqlStorage
from storage.tables.schema import REVISION, metadata
from tests.architecture.repository import ROOT
from tests.storage.dump import dump, within
from tests.storage.racing import migrate

T = TypeVar("T")

#: An organisation of one, who cannot be reached.
KEPT = (
    "INSERT INTO organisation (id, name, language, timezone) VALUES (1, 'Exempel AB', 'sv', 'Europe/Stockholm')",
    "INSERT INTO team (key, position, name) VALUES ('a', 0, 'A')",
    "INSERT INTO person (id, position, email, name, team) VALUES ('p', 0, 'anna@x.se', 'Anna', 'a')",
    "INSERT INTO workspace (platform, key, connected, since) VALUES ('slack', 'T1', true, '2026-11-23 09:00:00+00:00')",
    'INSERT INTO account (workspace, "user", person, opaque, reachable, reason) '
    "VALUES (1, 'U1', 'p', '{}', false, 'uninstalled')",
)


def _wording(text: str) -> str:
    return f'{{"texts":{{"sv":"{text}"}},"kind":"wording"}}'


#: A goal that was in the file and one that was not any more, with answers about them.
GOALS = tuple(
    # A colon is no parameter.
    statement.replace(":", r"\:")
    for statement in (
        "INSERT INTO goal (key, position, team, title, why, first, last, measures, stop, answers, closed) VALUES "
        f"('nki', 0, 'a', '{_wording('Kunder')}', '{_wording('Kunder')}', '2026-09-01', '2026-12-31', "
        '\'[{"name":"NKI","unit":"index","start":null,"target":72.5,"by":"2026-12-31"}]\', '
        f"'[{{\"text\":{_wording('Listan')},\"reason\":null}}]', 'null', false)",
        "INSERT INTO goal (key, position, team, title, why, first, last, measures, stop, answers, closed) VALUES "
        f"('old', 1, 'a', '{_wording('Förr')}', '{_wording('Förr')}', '2026-01-01', '2026-06-30', '[]', '[]', "
        f'\'{{"meetings":{_wording("Möten")},"strengthened":{_wording("S")},'
        f'"prioritised_away":{_wording("P")}}}\', true)',
        "INSERT INTO behaviour (id, goal, position, text, arena, audience, focus, closed) VALUES "
        f"('b1', 'nki', 1, '{_wording('b1')}', 'meeting', 'team', false, false), "
        f"('b2', 'nki', 2, '{_wording('b2')}', 'feedback', 'leader', true, false), "
        f"('b3', 'old', 1, '{_wording('b3')}', 'meeting', 'team', false, true)",
        "INSERT INTO \"window\" (id, team, behaviour, opened_at) VALUES ('w', 'a', 'b2', '2026-11-23 09:00:00+00:00')",
        'INSERT INTO "window" (id, team, behaviour, opened_at, closed_at) VALUES '
        "('w0', 'a', 'b3', '2026-11-09 09:00:00+00:00', '2026-11-16 09:00:00+00:00')",
        'INSERT INTO reading ("window", first, last, people, yes, members) VALUES '
        "('w0', '2026-11-09', '2026-11-15', 6, 2, 7)",
        "INSERT INTO schedule (occasion, person, next_due_at) VALUES ('pulse', 'p', '2026-11-24 09:00:00+00:00')",
        "INSERT INTO respondent (key, person) VALUES ('k', 'p')",
        "INSERT INTO answer (\"window\", respondent, value, day) VALUES ('w', 'k', 'yes', '2026-11-23')",
    )
)


def test_the_tables_say_which_revision_leads_to_them() -> None:
    assert head() == REVISION


def test_revisions_are_numbers_that_sort_as_they_follow() -> None:
    """By them a replica knows that its database is newer than itself."""
    versions = sorted(each.name for each in (ROOT / "migrations" / "versions").glob("r*.py"))
    numbers = [f"{number:04}" for number in range(1, 1 + len(versions))]
    assert [each[1:5] for each in versions] == numbers
    assert numbers[-1] == REVISION


async def test_from_nothing_to_the_tables(empty_database_url: str) -> None:
    await upgrade(empty_database_url)
    assert await within(empty_database_url, _differences) == []


async def test_every_rule_of_the_tables_is_in_the_migrations(empty_database_url: str) -> None:
    """Alembic does not compare checks, so the two ways to the tables are compared."""

    def create(connection: Connection) -> None:
        metadata.create_all(connection)

    def destroy(connection: Connection) -> None:
        metadata.drop_all(connection)

    await within(empty_database_url, create)
    expected = await within(empty_database_url, _rules)
    await within(empty_database_url, destroy)
    await upgrade(empty_database_url)
    assert await within(empty_database_url, _rules) == expected


async def test_upgrading_again_changes_nothing(database_url: str) -> None:
    await upgrade(database_url)
    assert await within(database_url, _differences) == []


async def test_what_the_first_version_kept_is_still_there(empty_database_url: str) -> None:
    await _begin(empty_database_url, "0001", *KEPT)
    await upgrade(empty_database_url)
    storage = SqlStorage.open(empty_database_url, ids=lambda: "x")
    assert [(each.name, each.reason) for each in await storage.unreached()] == [("Anna", "uninstalled")]
    assert [each.key for each in await storage.workspaces()] == ["T1"]
    await storage.close()


async def test_goals_from_before_they_were_made_in_chat_are_as_they_were(empty_database_url: str) -> None:
    await _begin(empty_database_url, "0003", *KEPT, *GOALS)
    await upgrade(empty_database_url)
    storage = SqlStorage.open(empty_database_url, ids=lambda: "x")
    blueprint = await storage.blueprint()
    assert blueprint
    assert [(each.key, each.team, each.state, each.version) for each in blueprint.goals] == [
        ("nki", "a", State.ACTIVE, 0),
        ("old", "a", State.CLOSED, 0),
    ]
    now, old = blueprint.goals
    assert now.title == now.why == Wording(texts={"sv": "Kunder"})
    assert now.measures == (Measure(name="NKI", unit="index", target=72.5, by=date(2026, 12, 31)),)
    assert now.stop == (StopItem(text=Wording(texts={"sv": "Listan"})),)
    assert (now.answers, now.guidance, now.focus) == (Answers(), Guidance(), 2)
    assert old.answers.meetings == Wording(texts={"sv": "Möten"})
    assert [(each.text.texts["sv"], each.confirmed, each.version) for each in now.behaviours] == [
        ("b1", True, 1),
        ("b2", True, 1),
    ]
    await storage.close()
    rows = await dump(empty_database_url)
    assert sorted(row[:6] for row in rows["window"]) == [
        ("w", "a", "beh.last", "a", "b2", "nki"),
        ("w0", "a", "beh.last", "a", "b3", "old"),
    ]
    assert rows["answer"] == [("w", "k", "answer", "yes", date(2026, 11, 23))]
    assert rows["reading"] == [("w0", date(2026, 11, 9), date(2026, 11, 15), 6, 2, 7, "{}", "{}", None)]
    assert [row[1:3] for row in rows["schedule"]] == [("pulse", "p"), ("nudge", "p")]
    assert [row[:4] for row in rows["behaviour"] if row[-1]] == [("b3", "old", 1, _wording("b3"))]
    # What was refused before is refused still.
    for wrong in (
        "DELETE FROM goal",
        "DELETE FROM behaviour",
        "UPDATE behaviour SET focus = true WHERE goal = 'nki'",
        'DELETE FROM "window"',
    ):
        with pytest.raises(IntegrityError):
            await _execute(empty_database_url, wrong)


async def test_several_processes_that_start_at_once_migrate_once(empty_database_url: str) -> None:
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        await asyncio.gather(*(loop.run_in_executor(processes, migrate, empty_database_url) for _ in range(2)))
    assert await within(empty_database_url, _differences) == []


async def test_a_database_of_a_newer_vardag_is_left_alone(database_url: str) -> None:
    def outdate(connection: Connection) -> None:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    await within(database_url, outdate)
    with pytest.raises(StorageError, match="another Vardag"):
        await upgrade(database_url)


async def _begin(url: str, revision: str, *statements: str) -> None:
    """A database as it was after an earlier revision, with what was kept in it then."""

    def begin(connection: Connection) -> None:
        configuration = Config()
        configuration.set_main_option("script_location", str(ROOT / "migrations"))
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, revision)

    await within(url, begin)
    await _execute(url, *statements)


async def _execute(url: str, *statements: str) -> None:
    def execute(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    await within(url, execute)


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


def _rules(connection: Connection) -> Mapping[str, list[tuple[object, ...]]]:
    """The checks, keys and partial indexes of every table, as the database itself tells them."""
    inspector = inspect(connection)
    where = f"{connection.dialect.name}_where"
    return {
        table: [
            *sorted((each["name"], each["sqltext"]) for each in inspector.get_check_constraints(table)),
            *sorted((each["name"], str(each["options"])) for each in inspector.get_foreign_keys(table)),
            *sorted(
                (each["name"], each["unique"], str(each.get("dialect_options", {}).get(where)))
                for each in inspector.get_indexes(table)
            ),
        ]
        for table in metadata.tables
    }
