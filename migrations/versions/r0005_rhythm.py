"""When each person may be written to, and how much: their hours, pauses and absences, and a count with limits."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("organisation", sa.Column("breaks", sa.Text()))
    for name, type in (
        ("holidays", sa.Text()),
        ("started", sa.Date()),
        ("joined_on", sa.Date()),
        ("own_timezone", sa.Text()),
        ("first_hour", sa.Time()),
        ("last_hour", sa.Time()),
        ("paused_until", sa.Date()),
    ):
        op.add_column("person", sa.Column(name, type))
    for name in ("away_until", "silent_until"):
        op.add_column("account", sa.Column(name, sa.DateTime(timezone=True)))
    _name_kinds()
    _count_messages()


def _name_kinds() -> None:
    """What a delivery is, was to be known from the dialogue that it belongs to."""
    op.add_column("delivery", sa.Column("kind", sa.Text(), server_default="goal.news", nullable=False))
    op.add_column("delivery", sa.Column("budget", sa.Text()))
    op.add_column("delivery", sa.Column("rank", sa.Integer(), server_default="4", nullable=False))
    op.execute("UPDATE delivery SET budget = 'person' WHERE account IS NOT NULL")
    op.execute("UPDATE delivery SET kind = 'n.first', rank = 0 WHERE dialogue = 'greeting'")
    op.execute("UPDATE delivery SET kind = 'pulse', rank = 1 WHERE dialogue = 'pulse'")
    op.execute("UPDATE delivery SET kind = 'digest' WHERE dialogue = 'digest'")
    op.execute(
        "UPDATE delivery SET kind = 'lead.digest', budget = 'lead' WHERE kind = 'digest' AND key LIKE '%\\:lead'"
    )
    op.drop_column("delivery", "greets")


def _count_messages() -> None:
    op.create_table(
        "caps",
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("budget", sa.Text(), nullable=False),
        sa.Column("latest", sa.Integer()),
        sa.Column("second", sa.Integer()),
        sa.Column("third", sa.Integer()),
        sa.Column("fourth", sa.Integer()),
        sa.Column("day", sa.Date()),
        sa.Column("day_before", sa.Date()),
        sa.Column("delivery", sa.Integer()),
        sa.CheckConstraint("budget IN ('person', 'lead')", name=op.f("ck_caps_budget")),
        sa.CheckConstraint("latest - fourth >= 604800", name=op.f("ck_caps_span")),
        sa.CheckConstraint("budget <> 'person' OR latest - second >= 72000", name=op.f("ck_caps_gap")),
        sa.CheckConstraint("budget <> 'person' OR day > day_before", name=op.f("ck_caps_day")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_caps_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", "budget", name="pk_caps"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO caps (person, budget) SELECT id, 'person' FROM person UNION SELECT id, 'lead' FROM person")
    _refuse_what_is_not_counted()


#: Whether a delivery that is about to go out is the one that was counted last, at that second.
_COUNTED = (
    "EXISTS (SELECT 1 FROM caps JOIN account ON account.person = caps.person WHERE account.id = NEW.account "
    "AND caps.budget = NEW.budget AND caps.delivery = NEW.id AND caps.latest - {begun} BETWEEN 0 AND 1)"
)


def _refuse_what_is_not_counted() -> None:
    if op.get_bind().dialect.name == "sqlite":
        counted = _COUNTED.format(begun="CAST(strftime('%s', NEW.intent_at) AS INTEGER)")
        op.execute(
            "CREATE TRIGGER delivery_is_counted BEFORE UPDATE OF state ON delivery "
            f"WHEN NEW.state = 'sending' AND NEW.budget IS NOT NULL AND NOT {counted} "
            "BEGIN SELECT RAISE(ABORT, 'a message that is not counted is not sent'); END"
        )
        return
    counted = _COUNTED.format(begun="floor(extract(epoch FROM NEW.intent_at))")
    op.execute(
        "CREATE FUNCTION refuse_uncounted() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT {counted} THEN RAISE integrity_constraint_violation "
        "USING MESSAGE = 'a message that is not counted is not sent'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        "CREATE TRIGGER delivery_is_counted BEFORE UPDATE OF state ON delivery FOR EACH ROW "
        "WHEN (NEW.state = 'sending' AND NEW.budget IS NOT NULL) EXECUTE FUNCTION refuse_uncounted()"
    )
