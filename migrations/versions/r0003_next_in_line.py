"""What is sent next, and what is in doubt, found without looking at what is over."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_delivery_planned", "delivery")
    _index("planned", "workspace", "due_at", "id")
    _index("unknown", "workspace")


def _index(state: str, *columns: str) -> None:
    where = sa.text(f"state = '{state}'")
    op.create_index(f"ix_delivery_{state}", "delivery", list(columns), sqlite_where=where, postgresql_where=where)
