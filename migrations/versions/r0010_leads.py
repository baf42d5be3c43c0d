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
    _reflections()
    _create_meetings()
    _create_feeds()
    _create_topics()
    _create_personal_promises()
    _let_more_fall_due()
    _audit()
    op.add_column("plan", sa.Column("idle_since", sa.Date()))
    _channels()


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
    op.execute(
        "ALTER TABLE reading ADD COLUMN change TEXT CONSTRAINT ck_reading_change CHECK (change IN "
        "('too_early', 'unsaid', 'likely_up', 'clear_up', 'likely_down', 'clear_down'))"
    )
    op.add_column("organisation", sa.Column("reference", sa.Text()))
    op.add_column(
        "organisation", sa.Column("digest_in_channel", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.add_column("team", sa.Column("k", sa.Integer(), server_default="5", nullable=False))
    op.add_column("person", sa.Column("team_since", sa.Date()))
    op.add_column("person", sa.Column("digest_time", sa.Time()))
    op.add_column("lead", sa.Column("since", sa.Date()))


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


def _reflections() -> None:
    op.create_table(
        "reflection",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("arena", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.CheckConstraint("arena IN ('meeting', 'feedback', 'priority')", name=op.f("ck_reflection_arena")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_reflection_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reflection"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reflection_person", "reflection", ["person"])


def _create_meetings() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("person", sa.Text()),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=False),
        sa.CheckConstraint("lead <> person", name=op.f("ck_meeting_two")),
        sa.CheckConstraint("weeks BETWEEN 0 AND 4", name=op.f("ck_meeting_weeks")),
        sa.ForeignKeyConstraint(["lead"], ["person.id"], name="fk_meeting_lead", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_meeting_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_meeting_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
    )
    for column in ("lead", "team", "person"):
        op.create_index(f"ix_meeting_{column}", "meeting", [column])
    op.create_table(
        "diary",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("ahead", sa.Integer(), nullable=False),
        sa.Column("every", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint("ahead BETWEEN 10 AND 1440", name=op.f("ck_diary_ahead")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_diary_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name="pk_diary"),
    )
    op.create_table(
        "one_on_one",
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("about_goal", sa.Integer(), nullable=False),
        sa.CheckConstraint("about_goal BETWEEN 0 AND told", name=op.f("ck_one_on_one_about_goal")),
        sa.ForeignKeyConstraint(["lead"], ["person.id"], name="fk_one_on_one_lead", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("lead", "week", name="pk_one_on_one"),
        sqlite_with_rowid=False,
    )


def _create_feeds() -> None:
    faults = (
        *("address", "private", "unreachable", "slow", "refused", "failing"),
        *("astray", "large", "other", "damaged", "excessive"),
    )
    op.create_table(
        "feed",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), server_default="", nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_read", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("is_nameless", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("fault", sa.Text()),
        sa.Column("failing_since", sa.DateTime(timezone=True)),
        sa.Column("is_told", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.CheckConstraint(f"fault IN {faults}", name=op.f("ck_feed_fault")),
        sa.CheckConstraint("(fault IS NULL) = (failing_since IS NULL)", name=op.f("ck_feed_failing")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_feed_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name="pk_feed"),
    )
    op.create_index("ix_feed_due_at", "feed", ["due_at"])
    op.create_table(
        "booking",
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("person", sa.Text()),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("lead <> person", name=op.f("ck_booking_two")),
        sa.CheckConstraint("starts_at <= ends_at", name=op.f("ck_booking_period")),
        sa.ForeignKeyConstraint(["lead"], ["person.id"], name="fk_booking_lead", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["team"], ["team.key"], name="fk_booking_team", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_booking_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("lead", "key", name="pk_booking"),
    )
    for column in ("team", "person"):
        op.create_index(f"ix_booking_{column}", "booking", [column])


def _create_topics() -> None:
    op.create_table(
        "topic",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("talk", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_topic_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["lead"], ["person.id"], name="fk_topic_lead", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "talk", name="pk_topic"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_topic_lead", "topic", ["lead"])


def _create_personal_promises() -> None:
    op.create_table(
        "personal_promise",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.CheckConstraint("lead <> person", name=op.f("ck_personal_promise_two")),
        sa.CheckConstraint("made_on < due_on", name=op.f("ck_personal_promise_period")),
        sa.ForeignKeyConstraint(["lead"], ["person.id"], name="fk_personal_promise_lead", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_personal_promise_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_personal_promise"),
        sqlite_with_rowid=False,
    )
    for column in ("lead", "person"):
        op.create_index(f"ix_personal_promise_{column}", "personal_promise", [column])


#: What falls due to people and to teams from now on.
_TO_PEOPLE = (
    *("greeting", "pulse", "reminder", "nudge", "situation"),
    *("meeting", "afterwards", "invitation", "promise", "reflection"),
)
_TO_TEAMS = ("window", "digest", "review")


def _let_more_fall_due() -> None:
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
        "SELECT occasion, person, team, next_due_at, about FROM schedule_before ORDER BY id"
    )
    op.drop_table("schedule_before")


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.CheckConstraint("role IN ('lead', 'owner', 'colleague', 'operator')", name=op.f("ck_audit_role")),
        sa.CheckConstraint(
            "through IN ('goals', 'status', 'digest', 'obstacle', 'leadership', 'meeting', "
            "'report', 'export', 'rules')",
            name=op.f("ck_audit_through"),
        ),
        sa.CheckConstraint("(role = 'operator') = (who = '')", name=op.f("ck_audit_who")),
        sa.CheckConstraint("length(purpose) <= 200", name=op.f("ck_audit_purpose")),
        sa.PrimaryKeyConstraint("team", "day", "role", "who", "through", "purpose", name="pk_audit"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER audit_stays_update BEFORE UPDATE ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END"
        )
        op.execute(
            "CREATE TRIGGER audit_stays_delete BEFORE DELETE ON audit "
            "WHEN OLD.day >= (SELECT date(max(day), '-731 days') FROM audit) "
            "BEGIN SELECT RAISE(ABORT, 'the audit is kept for two years'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE integrity_constraint_violation USING MESSAGE = 'the audit is never changed'; END $$"
    )
    op.execute(
        "CREATE FUNCTION keep_young_audit() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN IF OLD.day >= (SELECT max(day) - 731 FROM audit) THEN "
        "RAISE integrity_constraint_violation USING MESSAGE = 'the audit is kept for two years'; END IF; "
        "RETURN OLD; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_stays BEFORE UPDATE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION keep_audit()"
    )
    op.execute(
        "CREATE TRIGGER young_audit_stays BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION keep_young_audit()"
    )


def _channels() -> None:
    op.add_column("delivery", sa.Column("cleared_at", sa.DateTime(timezone=True)))
    op.create_table(
        "reader",
        sa.Column("delivery", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["delivery"], ["delivery.id"], name="fk_reader_delivery", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_reader_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("delivery", "person", name="pk_reader"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reader_person", "reader", ["person"])
