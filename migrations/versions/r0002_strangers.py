"""Whom a platform has shown before the organisation knows them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stranger",
        sa.Column("workspace", sa.Integer(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("email", sa.Text()),
        sa.Column("locale", sa.Text()),
        sa.Column("timezone", sa.Text()),
        sa.Column("channel", sa.Text()),
        sa.Column("opaque", sa.Text(), nullable=False),
        sa.CheckConstraint("email = lower(email)", name=op.f("ck_stranger_email")),
        sa.ForeignKeyConstraint(["workspace"], ["workspace.id"], name="fk_stranger_workspace"),
        sa.PrimaryKeyConstraint("workspace", "user", name="pk_stranger"),
    )
    op.create_index("ix_stranger_email", "stranger", ["email"])
