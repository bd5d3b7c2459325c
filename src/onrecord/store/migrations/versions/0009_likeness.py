"""People of different names who are alike: their traits, keys and pairs."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def identity(name: str) -> sa.Column[str]:
    key = sa.ForeignKey("identity.id", ondelete="CASCADE")
    return sa.Column(name, sa.Text(), key, primary_key=True, nullable=False)


def upgrade() -> None:
    op.create_table(
        "trait",
        identity("identity"),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=True),
        sa.Column("until", sa.Integer(), nullable=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "name_key",
        sa.Column("key", sa.Text(), primary_key=True, nullable=False),
        identity("identity"),
        sqlite_with_rowid=False,
    )
    op.create_index("name_key_identity", "name_key", ["identity"], unique=False)
    op.create_table("alike", identity("left"), identity("right"), sqlite_with_rowid=False)
    op.create_index("alike_right", "alike", ["right"], unique=False)
