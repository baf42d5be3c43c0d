"""The kinds of columns and rules that the tables are made of."""

from collections.abc import Iterable
from datetime import UTC, datetime
from types import SimpleNamespace

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    Identity,
    Index,
    Integer,
    Table,
    TypeDecorator,
    false,
)


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. SQLite has no such type: there it is text of one width, which sorts as time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant without a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def columns_of(table: Table) -> SimpleNamespace:
    """The columns by their names: a table itself looks each of them up anew, which was a tenth of all planning."""
    return SimpleNamespace(**dict(table.columns.items()))


def within(column: str, values: Iterable[str]) -> str:
    listed = ", ".join(f"'{each}'" for each in values)
    return f"{column} IN ({listed})"


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    return CheckConstraint(within(column, values), name=column)


def serial() -> Column[int]:
    return Column("id", Integer, Identity(), primary_key=True)


def flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default=false())


def partial(name: str, *columns: Column[object], where: ColumnElement[bool], unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)
