"""Dossiers; judgements on other things than who is whom, anchored by quotation."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dossier",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("name"),
        sqlite_autoincrement=True,
    )
    op.add_column("judgement", sa.Column("about", sa.Text(), nullable=False, server_default="entity"))
    op.add_column("judgement", sa.Column("scope", sa.Text(), nullable=True))
    op.add_column("judgement", sa.Column("anchors", sa.Text(), nullable=True))
    op.create_index("judgement_about", "judgement", ["about", "scope"], unique=False)
