"""Events and positions, each with the actors that it names; full-text search of positions."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.full_text import full_text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("where_name", sa.Text(), nullable=True),
        sa.Column("where_country", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("offsets", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("sort_when", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.seq"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("event_document", "event", ["document", "place"], unique=False)
    op.create_index("event_type", "event", ["type", "sort_when"], unique=False)
    op.create_index("event_id", "event", ["id"], unique=False)
    op.create_table(
        "event_actor",
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["event.seq"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["actor"], ["actor.seq"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "part", "place"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_actor_actor", "event_actor", ["actor", "event"], unique=False)
    op.create_table(
        "position",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("degree", sa.Text(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("offsets", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=True),
        sa.Column("counterparty", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("sort_when", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.seq"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("position_document", "position", ["document", "place"], unique=False)
    op.create_index("position_side", "position", ["side", "sort_when"], unique=False)
    op.create_index("position_id", "position", ["id"], unique=False)
    op.create_table(
        "position_actor",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["position"], ["position.seq"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["actor"], ["actor.seq"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("position", "place"),
        sqlite_with_rowid=False,
    )
    op.create_index("position_actor_actor", "position_actor", ["actor", "position"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        full_text("position_fts", "position", "seq", ("object", "evidence", "issue"))
