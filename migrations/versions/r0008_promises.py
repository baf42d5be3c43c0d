"""What teams have raised, and what became of it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "promise",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("obstacle", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), server_default="", nullable=False),
        sa.Column("rest", sa.Text(), server_default="", nullable=False),
        sa.Column("answered_on", sa.Date()),
        sa.CheckConstraint("state IN ('raised', 'under_way', 'done', 'not_possible')", name=op.f("ck_promise_state")),
        sa.CheckConstraint("raised_on < due_on", name=op.f("ck_promise_period")),
        sa.CheckConstraint("(state = 'raised') = (answered_on IS NULL)", name=op.f("ck_promise_answered")),
        sa.CheckConstraint("(state = 'raised') = (action = '')", name=op.f("ck_promise_action")),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_promise_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_promise"),
    )
    op.create_index("ix_promise_team", "promise", ["team"])
    is_open = sa.text("state IN ('raised', 'under_way')")
    op.create_index(
        "uq_promise_open",
        "promise",
        ["team", "obstacle"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
