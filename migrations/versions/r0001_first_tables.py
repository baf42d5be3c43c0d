"""The first tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "inbound",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("event", name="pk_inbound"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("holidays", sa.Text()),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_organisation_language")),
        sa.CheckConstraint("id = 1", name=op.f("ck_organisation_only_one")),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
    )
    op.create_table(
        "team",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("above", sa.Text()),
        sa.Column("closed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["above"], ["team.key"], name="fk_team_above", initially="DEFERRED", deferrable=True),
        sa.PrimaryKeyConstraint("key", name="pk_team"),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("connected", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("blocked_until", INSTANT),
        sa.CheckConstraint("connected <> (reason IS NOT NULL)", name=op.f("ck_workspace_reason")),
        sa.PrimaryKeyConstraint("id", name="pk_workspace"),
        sa.UniqueConstraint("platform", "key", name="uq_workspace_platform_key"),
    )
    op.create_table(
        "goal",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("stop", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("closed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_goal_period")),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_goal_team"),
        sa.PrimaryKeyConstraint("key", name="pk_goal"),
    )
    op.create_index("ix_goal_team", "goal", ["team"])
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text()),
        sa.Column("timezone", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("send_time", sa.Time()),
        sa.Column("greeted_on", sa.Date()),
        sa.Column("stopped", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("language IN ('sv', 'en')", name=op.f("ck_person_language")),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_person_email")),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_person_team"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )
    op.create_index("ix_person_team", "person", ["team"])
    op.create_table(
        "team_channel",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Integer(), nullable=False),
        sa.Column("channel", sa.Text()),
        sa.Column("opaque", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_team_channel_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name="fk_team_channel_workspace"),
        sa.PrimaryKeyConstraint("team", "workspace", name="pk_team_channel"),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("workspace", sa.Integer(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text()),
        sa.Column("opaque", sa.Text(), nullable=False),
        sa.Column("locale", sa.Text()),
        sa.Column("timezone", sa.Text()),
        sa.Column("reachable", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("heard", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("reachable <> (reason IS NOT NULL)", name=op.f("ck_account_reason")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_account_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name="fk_account_workspace"),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("workspace", "user", name="uq_account_workspace_user"),
    )
    op.create_index("ix_account_person", "account", ["person"])
    op.create_table(
        "behaviour",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("arena", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("focus", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("closed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint(
            "arena IN ('meeting', 'work_moment', 'feedback', 'priority')", name=op.f("ck_behaviour_arena")
        ),
        sa.CheckConstraint("audience IN ('team', 'leader')", name=op.f("ck_behaviour_audience")),
        sa.ForeignKeyConstraint(["goal"], ["goal.key"], name="fk_behaviour_goal"),
        sa.PrimaryKeyConstraint("id", name="pk_behaviour"),
    )
    op.create_index("ix_behaviour_goal", "behaviour", ["goal"])
    op.create_index("uq_behaviour_focus", "behaviour", ["goal"], unique=True, **where("focus"))
    op.create_table(
        "conversation",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("dialogue", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_conversation_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "dialogue", "subject", name="pk_conversation"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "handle",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_handle_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("platform", "user", name="pk_handle"),
        sa.UniqueConstraint("person", "platform", name="uq_handle_person_platform"),
    )
    op.create_table(
        "lead",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_lead_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_lead_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team", name="pk_lead"),
    )
    op.create_index("ix_lead_person", "lead", ["person"])
    op.create_table(
        "respondent",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_respondent_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name="pk_respondent"),
        sa.UniqueConstraint("person", name="uq_respondent_person"),
    )
    op.create_table(
        "schedule",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("person", sa.Text()),
        sa.Column("team", sa.Text()),
        sa.Column("next_due_at", INSTANT),
        sa.CheckConstraint("person IS NULL OR occasion IN ('greeting', 'pulse')", name=op.f("ck_schedule_of_people")),
        sa.CheckConstraint("team IS NULL OR occasion IN ('window', 'digest')", name=op.f("ck_schedule_of_teams")),
        sa.CheckConstraint("(person IS NULL) <> (team IS NULL)", name=op.f("ck_schedule_one_subject")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_schedule_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_schedule_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
        sa.UniqueConstraint("person", "occasion", name="uq_schedule_person_occasion"),
        sa.UniqueConstraint("team", "occasion", name="uq_schedule_team_occasion"),
    )
    op.create_index("ix_schedule_next_due_at", "schedule", ["next_due_at"], **where("next_due_at IS NOT NULL"))
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Integer(), nullable=False),
        sa.Column("account", sa.Integer()),
        sa.Column("team", sa.Text()),
        sa.Column("dialogue", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("greets", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), server_default="planned", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("intent_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("ref", sa.Text()),
        sa.Column("error", sa.Text()),
        sa.CheckConstraint(
            "state IN ('planned', 'sending', 'sent', 'unknown', 'refused', 'expired', 'cancelled')",
            name=op.f("ck_delivery_state"),
        ),
        sa.CheckConstraint("(account IS NULL) <> (team IS NULL)", name=op.f("ck_delivery_reader")),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="fk_delivery_account", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_delivery_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name="fk_delivery_workspace"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("key", name="uq_delivery_key"),
        sa.UniqueConstraint("mark", name="uq_delivery_mark"),
    )
    op.create_index("ix_delivery_account", "delivery", ["account"])
    op.create_index("ix_delivery_planned", "delivery", ["workspace", "due_at"], **where("state = 'planned'"))
    op.create_index("ix_delivery_sending", "delivery", ["workspace"], **where("state = 'sending'"))
    op.create_index("ix_delivery_team", "delivery", ["team"])
    op.create_table(
        "window",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("behaviour", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT),
        sa.CheckConstraint("opened_at <= closed_at", name=op.f("ck_window_period")),
        sa.ForeignKeyConstraint(["behaviour"], ["behaviour.id"], name="fk_window_behaviour"),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_window_team"),
        sa.PrimaryKeyConstraint("id", name="pk_window"),
    )
    op.create_index("ix_window_behaviour", "window", ["behaviour"])
    op.create_index("ix_window_team_opened_at", "window", ["team", "opened_at"])
    op.create_index("uq_window_open", "window", ["team"], unique=True, **where("closed_at IS NULL"))
    op.create_table(
        "answer",
        sa.Column("window", sa.Text(), nullable=False),
        sa.Column("respondent", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("value IN ('yes', 'not_that_time', 'no_occasion')", name=op.f("ck_answer_value")),
        sa.ForeignKeyConstraint(["respondent"], ["respondent.key"], name="fk_answer_respondent", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["window"], ["window.id"], name="fk_answer_window", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("window", "respondent", name="pk_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_answer_respondent", "answer", ["respondent"])
    op.create_table(
        "reading",
        sa.Column("window", sa.Text(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("yes", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_reading_period")),
        sa.CheckConstraint("people >= 5 AND people <= members", name=op.f("ck_reading_people")),
        sa.CheckConstraint("yes >= 0 AND yes <= people", name=op.f("ck_reading_yes")),
        sa.ForeignKeyConstraint(["window"], ["window.id"], name="fk_reading_window"),
        sa.PrimaryKeyConstraint("window", name="pk_reading"),
    )
    refuse_changes_of_readings()


def where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def refuse_changes_of_readings() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER reading_stays_{act.lower()} BEFORE {act} ON reading "
                "BEGIN SELECT RAISE(ABORT, 'a reading is never changed'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION keep_reading() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE integrity_constraint_violation USING MESSAGE = 'a reading is never changed'; END $$"
    )
    op.execute(
        "CREATE TRIGGER reading_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON reading "
        "FOR EACH STATEMENT EXECUTE FUNCTION keep_reading()"
    )
