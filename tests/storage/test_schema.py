"""What the tables cannot even hold."""

from sqlalchemy import Boolean, Date, ForeignKey, Table, Text

from storage.columns import Instant
from storage.sql import erasing, mine
from storage.tables.every import metadata
from storage.tables.goals import celebration, judgement, promise, suggestion
from storage.tables.people import person
from storage.tables.questions import answer, comment, respondent

#: What may be known of one person with a number or a time; none of it says what they answered, or that they did. Of a
#: goal it is where it stands among the others, and how often it was changed, by whomever; of an account, until when
#: its platform shows everybody that it is away or not to be disturbed.
OF_PEOPLE = {
    "person": {"position"},
    "goal": {"position", "version"},
    "account": {"id", "workspace", "heard", "away_until", "silent_until"},
    # The caps counter.
    "caps": {"latest", "second", "third", "fourth", "delivery"},
    "schedule": {"id", "next_due_at"},
    # Which digest they get if it may not stand in the channel.
    "reader": {"delivery"},
    # How often a lead holds a talk, how long before it they are told, and how many they have had in a week.
    "meeting": {"weeks"},
    "diary": {"ahead"},
    # When a lead's calendar is read next, and since when it cannot be; when their talks by it are.
    "feed": {"due_at", "failing_since"},
    "booking": {"starts_at", "ends_at"},
    "one_on_one": {"told", "about_goal"},
}


def test_an_answer_has_a_respondent_a_window_a_value_and_a_day_and_nothing_else() -> None:
    """R16: no person, no account, no time of day."""
    assert {column.name for column in answer.c} == {"respondent", "window", "aspect", "value", "day"}
    assert isinstance(answer.c.day.type, Date)
    assert _targets(answer) == {"respondent", "window"}


def test_a_comment_has_a_respondent_and_no_day() -> None:
    """R16."""
    assert {column.name for column in comment.c} == {"respondent", "window", "visibility", "theme", "text"}
    assert _targets(comment) == {"respondent", "window"}


def test_what_is_said_of_a_behaviour_has_a_respondent_and_no_time_at_all() -> None:
    """R16."""
    assert {column.name for column in judgement.c} == {"respondent", "behaviour", "judgement"}
    assert _targets(judgement) == {"respondent", "behaviour"}


def test_what_is_proposed_to_celebrate_has_no_respondent_and_no_time_of_day() -> None:
    """R16: whoever is recognised by their words is not known by their answers."""
    assert _targets(celebration) == {"person", "team"}
    assert {type(column.type) for column in celebration.c} == {Text, Boolean, Date}


def test_nobody_stands_behind_another_wording() -> None:
    assert {column.name for column in suggestion.c} == {"id", "behaviour", "text"}
    assert _targets(suggestion) == {"behaviour"}


def test_an_order_on_disk_tells_nothing() -> None:
    for table in (answer, comment, judgement, suggestion):
        assert table.dialect_options["sqlite"]["with_rowid"] is False


def test_only_the_respondent_table_leads_from_an_answer_to_a_person() -> None:
    assert {column.name for column in respondent.c} == {"key", "person"}
    found = {table.name for table in metadata.sorted_tables if "respondent" in _targets(table)}
    assert found == {"answer", "comment", "judgement"}


def test_no_table_keeps_a_figure_or_a_moment_by_person() -> None:
    """R14, and no response time (R13): what is numeric or an instant is listed here with its reason to be."""
    found = {
        table.name: kept
        for table in metadata.sorted_tables
        if (table is person or "person" in _targets(table)) and (kept := _measurable(table))
    }
    assert found == OF_PEOPLE


def _of_somebody() -> set[str]:
    """Every table that leads to a person: by a key of theirs, or by a column that holds one."""
    ways = {"person", "respondent", "account"}
    by_key = {table.name for table in metadata.sorted_tables if table is person or ways & _targets(table)}
    return by_key | {table.name for table in metadata.sorted_tables if "who" in table.c}


def test_everything_that_is_kept_of_somebody_is_shown_to_them_or_left_out_for_a_reason() -> None:
    """domain.md §6.3, access. A new table that leads to people has a part in `storage.sql.mine`."""
    shown = {table.name for part in mine.PARTS for table in part.tables}
    assert _of_somebody() - shown == set(mine.LEFT_OUT)
    # The promises are of teams that they lead.
    assert shown - _of_somebody() == {promise.name}


def test_so_is_each_column_of_it() -> None:
    for name in _of_somebody() - set(mine.LEFT_OUT):
        told = {
            column.name
            for part in mine.PARTS
            for chosen in part.asks.selected_columns
            for column in chosen.base_columns
            if getattr(getattr(column, "table", None), "name", "") == name
        }
        left = {each for columns in mine.NOT_TOLD[name].values() for each in columns.split()}
        assert set(metadata.tables[name].c.keys()) - told == left - told, name


def test_everything_that_is_kept_of_somebody_goes_when_they_say_so_or_stays_for_a_reason() -> None:
    """domain.md §6.3, erasure."""
    assert _of_somebody() | {promise.name} == set(erasing.ERASED) | set(erasing.KEPT)
    assert not set(erasing.ERASED) & set(erasing.KEPT)


def _targets(table: Table) -> set[str]:
    keys: set[ForeignKey] = table.foreign_keys
    return {key.column.table.name for key in keys}


def _measurable(table: Table) -> set[str]:
    return {
        column.name for column in table.c if isinstance(column.type, Instant) or column.type.python_type in (int, float)
    }
