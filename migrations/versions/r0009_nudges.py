"""Which behaviour somebody wants to be nudged about, and how many goals a team has put to rest."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("person", sa.Column("nudged_about", sa.Text(), server_default="focus", nullable=False))
    op.add_column("team", sa.Column("rested", sa.Integer(), server_default="0", nullable=False))
