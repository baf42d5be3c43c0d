"""Rules of the organisation, and what leads and their teams get: change, meetings, and one's own data."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rules()
    _celebrations()


def _rules() -> None:
    for table, column, default, check in (
        ("organisation", "k", 5, "k BETWEEN 5 AND 20"),
        ("organisation", "keep_answers", 180, "keep_answers BETWEEN 90 AND 365"),
        ("organisation", "keep_texts", 90, "keep_texts BETWEEN 0 AND 90"),
        ("window", "k", 5, "k >= 5"),
    ):
        op.execute(
            f'ALTER TABLE "{table}" ADD COLUMN {column} INTEGER DEFAULT {default} NOT NULL '
            f"CONSTRAINT ck_{table}_{column} CHECK ({check})"
        )
    op.add_column("organisation", sa.Column("reference", sa.Text()))
    op.add_column("team", sa.Column("k", sa.Integer(), server_default="5", nullable=False))
    op.add_column("person", sa.Column("team_since", sa.Date()))


def _celebrations() -> None:
    op.create_table(
        "celebration",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("shown_on", sa.Date()),
        sa.CheckConstraint("day <= shown_on", name=op.f("ck_celebration_shown")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_celebration_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_celebration_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_celebration"),
        sqlite_with_rowid=False,
    )
    for column in ("person", "team"):
        op.create_index(f"ix_celebration_{column}", "celebration", [column])
