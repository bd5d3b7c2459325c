"""Since when an article's address no longer serves it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("found", sa.Column("missing", sa.Float(), nullable=True))
