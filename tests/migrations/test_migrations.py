"""The migrations lead to the tables of the code, and are applied once."""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect

from migrations.runner import head, upgrade
from storage.port import StorageError
from storage.sql.store import SqlStorage
from storage.tables import REVISION, metadata
from tests.architecture.repository import ROOT
from tests.storage.dump import within
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
    def begin(connection: Connection) -> None:
        configuration = Config()
        configuration.set_main_option("script_location", str(ROOT / "migrations"))
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "0001")
        for statement in KEPT:
            connection.exec_driver_sql(statement)

    await within(empty_database_url, begin)
    await upgrade(empty_database_url)
    storage = SqlStorage.open(empty_database_url, ids=lambda: "x")
    assert [(each.name, each.reason) for each in await storage.unreached()] == [("Anna", "uninstalled")]
    assert [each.key for each in await storage.workspaces()] == ["T1"]
    await storage.close()


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
