"""Many questions by turns: what a window asks, what is answered in it, and what is read from it."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_question()
    _hold_references()
    # Answers go with their windows, so they are put away first.
    op.execute("CREATE TEMPORARY TABLE answer_before AS SELECT * FROM answer")
    op.drop_table("answer")
    _rebuild_window()
    _restore_references()
    _rebuild_answer()
    _create_comment()
    _rebuild_schedule()
    for name in ("counts", "obstacles"):
        op.add_column("reading", sa.Column(name, sa.Text(), server_default="{}", nullable=False))


def _create_question() -> None:
    op.create_table(
        "question",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('yes_no', 'how_clear', 'how_often')", name=op.f("ck_question_kind")),
        sa.PrimaryKeyConstraint("key", name="pk_question"),
    )


def _rebuild_window() -> None:
    """What was asked until now is whether the behaviour in focus happened."""
    op.execute('CREATE TEMPORARY TABLE window_before AS SELECT * FROM "window"')
    op.drop_table("window")
    op.create_table(
        "window",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("behaviour", sa.Text()),
        sa.Column("goal", sa.Text()),
        sa.Column("question", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.Column("options", sa.Text(), server_default="[]", nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.CheckConstraint("opened_at <= closed_at", name=op.f("ck_window_period")),
        sa.CheckConstraint("slot IN ('a', 'b')", name=op.f("ck_window_slot")),
        sa.CheckConstraint("behaviour IS NULL OR goal IS NOT NULL", name=op.f("ck_window_about")),
        sa.CheckConstraint("(question IS NULL) = (text IS NULL)", name=op.f("ck_window_own")),
        sa.ForeignKeyConstraint(["behaviour"], ["behaviour.id"], name="fk_window_behaviour"),
        sa.ForeignKeyConstraint(["goal"], ["goal.key"], name="fk_window_goal"),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_window_team"),
        sa.PrimaryKeyConstraint("id", name="pk_window"),
    )
    op.create_index("ix_window_behaviour", "window", ["behaviour"])
    op.create_index("ix_window_goal", "window", ["goal"])
    op.create_index("ix_window_team_opened_at", "window", ["team", "opened_at"])
    op.create_index("uq_window_open", "window", ["team", "slot"], unique=True, **_where("closed_at IS NULL"))
    op.execute(
        'INSERT INTO "window" (id, team, item, slot, behaviour, goal, opened_at, closed_at) '
        "SELECT w.id, w.team, 'beh.last', 'a', w.behaviour, b.goal, w.opened_at, w.closed_at "
        "FROM window_before AS w JOIN behaviour AS b ON b.id = w.behaviour"
    )
    op.drop_table("window_before")


def _rebuild_answer() -> None:
    op.create_table(
        "answer",
        sa.Column("window", sa.Text(), nullable=False),
        sa.Column("respondent", sa.Text(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("aspect IN ('answer', 'obstacle')", name=op.f("ck_answer_aspect")),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.key"], name="fk_answer_respondent", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["window"], ["window.id"], name="fk_answer_window", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("window", "respondent", "aspect", name="pk_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_answer_respondent", "answer", ["respondent"])
    op.execute(
        'INSERT INTO answer ("window", respondent, aspect, value, day) '
        "SELECT \"window\", respondent, 'answer', value, day FROM answer_before"
    )
    op.drop_table("answer_before")


def _create_comment() -> None:
    op.create_table(
        "comment",
        sa.Column("window", sa.Text(), nullable=False),
        sa.Column("respondent", sa.Text(), nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text()),
        sa.Column("text", sa.Text()),
        sa.CheckConstraint("visibility IN ('theme', 'verbatim', 'own')", name=op.f("ck_comment_visibility")),
        sa.CheckConstraint(
            "visibility <> 'theme' OR (theme IS NOT NULL AND text IS NULL)", name=op.f("ck_comment_theme")
        ),
        sa.CheckConstraint("visibility = 'theme' OR text IS NOT NULL", name=op.f("ck_comment_text")),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.key"], name="fk_comment_respondent", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["window"], ["window.id"], name="fk_comment_window", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("window", "respondent", name="pk_comment"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_comment_respondent", "comment", ["respondent"])


def _rebuild_schedule() -> None:
    """A person can be asked again, about the same window."""
    op.execute("CREATE TEMPORARY TABLE schedule_before AS SELECT * FROM schedule")
    op.drop_table("schedule")
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("person", sa.Text()),
        sa.Column("team", sa.Text()),
        sa.Column("next_due_at", INSTANT),
        sa.Column("about", sa.Text()),
        sa.CheckConstraint(
            "person IS NULL OR occasion IN ('greeting', 'pulse', 'reminder')", name=op.f("ck_schedule_of_people")
        ),
        sa.CheckConstraint("team IS NULL OR occasion IN ('window', 'digest')", name=op.f("ck_schedule_of_teams")),
        sa.CheckConstraint("(person IS NULL) <> (team IS NULL)", name=op.f("ck_schedule_one_subject")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_schedule_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_schedule_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
        sa.UniqueConstraint("person", "occasion", name="uq_schedule_person_occasion"),
        sa.UniqueConstraint("team", "occasion", name="uq_schedule_team_occasion"),
    )
    op.create_index("ix_schedule_next_due_at", "schedule", ["next_due_at"], **_where("next_due_at IS NOT NULL"))
    op.execute(
        "INSERT INTO schedule (occasion, person, team, next_due_at) "
        "SELECT occasion, person, team, next_due_at FROM schedule_before ORDER BY id"
    )
    op.drop_table("schedule_before")


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _hold_references() -> None:
    """What refers to windows waits until they are there again. SQLite counts what is missing meanwhile."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA defer_foreign_keys = ON")
        return
    op.drop_constraint("fk_reading_window", "reading")


def _restore_references() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.create_foreign_key("fk_reading_window", "reading", "window", ["window"], ["id"])
