"""Plans, how far a team has come with a behaviour, when it has talked, and what falls due of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STATUS = "status IN ('new', 'practising', 'established', 'resting')"
_TO_PEOPLE = "('greeting', 'pulse', 'reminder', 'nudge', 'situation')"
_TO_TEAMS = "('window', 'digest', 'review')"


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("behaviour", sa.Text(), nullable=False),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("days", sa.Text(), nullable=False),
        sa.Column("day", sa.Date()),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("kept", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint(
            "days IN ('working', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'once')",
            name=op.f("ck_plan_days"),
        ),
        sa.CheckConstraint("(days = 'once') = (day IS NOT NULL)", name=op.f("ck_plan_day")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_plan_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["behaviour"], ["behaviour.id"], name="fk_plan_behaviour", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "behaviour", name="pk_plan"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_plan_behaviour", "plan", ["behaviour"])
    op.create_table(
        "talk",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_talk_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team", "day", name="pk_talk"),
        sqlite_with_rowid=False,
    )
    op.add_column("team", sa.Column("situations", sa.Text(), server_default="[]", nullable=False))
    op.add_column("team", sa.Column("quiet", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(
        "ALTER TABLE behaviour ADD COLUMN status TEXT DEFAULT 'new' NOT NULL "
        f"CONSTRAINT ck_behaviour_status CHECK ({_STATUS})"
    )
    for name in ("status_on", "focused_on"):
        op.add_column("behaviour", sa.Column(name, sa.Date()))
    _let_more_fall_due()


def _let_more_fall_due() -> None:
    """Whoever is asked is nudged, too; each looks for its own moment from the next question on."""
    op.execute("CREATE TEMPORARY TABLE schedule_before AS SELECT * FROM schedule")
    op.drop_table("schedule")
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("person", sa.Text()),
        sa.Column("team", sa.Text()),
        sa.Column("next_due_at", sa.DateTime(timezone=True)),
        sa.Column("about", sa.Text()),
        sa.CheckConstraint(f"person IS NULL OR occasion IN {_TO_PEOPLE}", name=op.f("ck_schedule_of_people")),
        sa.CheckConstraint(f"team IS NULL OR occasion IN {_TO_TEAMS}", name=op.f("ck_schedule_of_teams")),
        sa.CheckConstraint("(person IS NULL) <> (team IS NULL)", name=op.f("ck_schedule_one_subject")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_schedule_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_schedule_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
        sa.UniqueConstraint("person", "occasion", name="uq_schedule_person_occasion"),
        sa.UniqueConstraint("team", "occasion", name="uq_schedule_team_occasion"),
    )
    planned = sa.text("next_due_at IS NOT NULL")
    op.create_index(
        "ix_schedule_next_due_at", "schedule", ["next_due_at"], sqlite_where=planned, postgresql_where=planned
    )
    op.execute(
        "INSERT INTO schedule (occasion, person, team, next_due_at, about) "
        "SELECT occasion, person, team, next_due_at, about FROM schedule_before UNION ALL "
        "SELECT 'nudge', person, team, next_due_at, NULL FROM schedule_before WHERE occasion = 'pulse' UNION ALL "
        "SELECT 'review', person, team, next_due_at, NULL FROM schedule_before WHERE occasion = 'window'"
    )
    op.drop_table("schedule_before")
