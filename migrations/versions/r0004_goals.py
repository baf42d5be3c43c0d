"""Goals that are made and changed in chat: whose they are, on which way, and what is said of their behaviours."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _hold_references()
    _rebuild_goal()
    _rebuild_behaviour()
    _restore_references()
    op.create_table(
        "team_handle",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_team_handle_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("platform", "channel", name="pk_team_handle"),
        sa.UniqueConstraint("team", "platform", name="uq_team_handle_team_platform"),
    )
    op.create_table(
        "judgement",
        sa.Column("behaviour", sa.Text(), nullable=False),
        sa.Column("respondent", sa.Text(), nullable=False),
        sa.Column("judgement", sa.Text(), nullable=False),
        sa.CheckConstraint("judgement IN ('yes', 'no')", name=op.f("ck_judgement_judgement")),
        sa.ForeignKeyConstraint(["behaviour"], ["behaviour.id"], name="fk_judgement_behaviour", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.key"], name="fk_judgement_respondent", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("behaviour", "respondent", name="pk_judgement"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_judgement_respondent", "judgement", ["respondent"])
    op.create_table(
        "suggestion",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("behaviour", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["behaviour"], ["behaviour.id"], name="fk_suggestion_behaviour", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_suggestion"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_suggestion_behaviour", "suggestion", ["behaviour"])


def _rebuild_goal() -> None:
    """What was in the file is worked with; what was not is over. No answers were none, and are now empty ones."""
    op.execute("CREATE TEMPORARY TABLE goal_before AS SELECT * FROM goal")
    op.drop_table("goal")
    op.create_table(
        "goal",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("team", sa.Text()),
        sa.Column("owner", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("perspective", sa.Text()),
        sa.Column("above", sa.Text()),
        sa.Column("everyday", sa.Text()),
        sa.Column("guidance", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("stop", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("trade_off", sa.Text()),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_goal_period")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_goal_version")),
        sa.CheckConstraint("everyday IS NULL OR above IS NOT NULL", name=op.f("ck_goal_everyday")),
        sa.CheckConstraint("team IS NOT NULL OR (state <> 'active' AND above IS NULL)", name=op.f("ck_goal_of_all")),
        sa.CheckConstraint(
            "state IN ('draft', 'untranslated', 'active', 'resting', 'closed')", name=op.f("ck_goal_state")
        ),
        sa.CheckConstraint(
            "perspective IN ('finance', 'customer', 'process', 'learning')", name=op.f("ck_goal_perspective")
        ),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_goal_team"),
        sa.ForeignKeyConstraint(["owner"], ["person.id"], name="fk_goal_owner", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["above"], ["goal.key"], name="fk_goal_above", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("key", name="pk_goal"),
    )
    op.create_index("ix_goal_team", "goal", ["team"])
    op.create_index("ix_goal_owner", "goal", ["owner"])
    lives = sa.text("state != 'closed'")
    op.create_index(
        "uq_goal_above_team", "goal", ["above", "team"], unique=True, sqlite_where=lives, postgresql_where=lives
    )
    op.execute(
        "INSERT INTO goal (key, position, team, title, why, first, last, state, guidance, measures, stop, answers) "
        "SELECT key, position, team, title, why, first, last, CASE WHEN closed THEN 'closed' ELSE 'active' END, '{}', "
        "measures, stop, CASE answers WHEN 'null' THEN '{}' ELSE answers END FROM goal_before"
    )


def _rebuild_behaviour() -> None:
    """What a goal in the file listed counts as confirmed: until now it was the file that said what a team does."""
    op.execute("CREATE TEMPORARY TABLE behaviour_before AS SELECT * FROM behaviour")
    op.drop_table("behaviour")
    op.create_table(
        "behaviour",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("arena", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("exception", sa.Text()),
        sa.Column("confirmed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.Column("replaces", sa.Text()),
        sa.Column("focus", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("closed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_behaviour_version")),
        sa.CheckConstraint(
            "arena IN ('meeting', 'work_moment', 'feedback', 'priority')", name=op.f("ck_behaviour_arena")
        ),
        sa.CheckConstraint("audience IN ('team', 'leader')", name=op.f("ck_behaviour_audience")),
        sa.ForeignKeyConstraint(["goal"], ["goal.key"], name="fk_behaviour_goal"),
        sa.ForeignKeyConstraint(["replaces"], ["behaviour.id"], name="fk_behaviour_replaces"),
        sa.PrimaryKeyConstraint("id", name="pk_behaviour"),
    )
    op.create_index("ix_behaviour_goal", "behaviour", ["goal"])
    focus = sa.text("focus")
    op.create_index(
        "uq_behaviour_focus", "behaviour", ["goal"], unique=True, sqlite_where=focus, postgresql_where=focus
    )
    op.execute(
        "INSERT INTO behaviour (id, goal, position, text, arena, audience, confirmed, focus, closed) "
        "SELECT id, goal, b.position, text, arena, audience, NOT g.closed, focus, b.closed "
        "FROM behaviour_before AS b JOIN goal_before AS g ON g.key = b.goal"
    )
    op.drop_table("behaviour_before")
    op.drop_table("goal_before")


def _hold_references() -> None:
    """What refers to the two tables waits until they are there again. SQLite counts what is missing meanwhile."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("PRAGMA defer_foreign_keys = ON")
        return
    op.drop_constraint("fk_behaviour_goal", "behaviour")
    op.drop_constraint("fk_window_behaviour", "window")


def _restore_references() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.create_foreign_key("fk_window_behaviour", "window", "behaviour", ["behaviour"], ["id"])
