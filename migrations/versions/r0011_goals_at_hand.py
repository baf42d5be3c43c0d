"""Indexes by which the goals that somebody owns, and those under them, are found among very many."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # What an earlier step of the same upgrade has changed is checked now: no index is made before that.
        op.execute("SET CONSTRAINTS ALL IMMEDIATE")
    op.drop_index("ix_goal_owner", "goal")
    for column in ("owner", "above"):
        some = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_goal_{column}", "goal", [column], sqlite_where=some, postgresql_where=some)
