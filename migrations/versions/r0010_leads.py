"""Rules of the organisation, and what leads and their teams get: change, meetings, and one's own data."""

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
