"""Until when somebody is away or not to be disturbed, by what their platform shows."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account", sa.Column("away_until", sa.DateTime(timezone=True)))
    op.add_column("account", sa.Column("silent_until", sa.DateTime(timezone=True)))
