"""Which behaviour somebody wants to be reminded of."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("reminded_of", sa.Text(), server_default="focus", nullable=False))
