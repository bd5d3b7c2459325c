"""Sayings: quotations grouped with those of other documents; those already in the desk are put in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saying",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sqlite_autoincrement=True,
    )
    op.create_index("saying_documents", "saying", ["documents", "seq"], unique=False)
    op.create_table(
        "version",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("saying", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.seq"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["saying"], ["saying.seq"]),
        sa.PrimaryKeyConstraint("document", "start"),
        sqlite_with_rowid=False,
    )
    op.create_index("version_saying", "version", ["saying", "document", "start"], unique=False)
    op.create_table(
        "saying_gram",
        sa.Column("gram", sa.BigInteger(), nullable=False),
        sa.Column("saying", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["saying"], ["saying.seq"]),
        sa.PrimaryKeyConstraint("gram", "saying"),
        sqlite_with_rowid=False,
    )
    op.create_index("saying_gram_saying", "saying_gram", ["saying"], unique=False)
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    from onrecord.store.guard import unpack
    from onrecord.store.sayings import put

    current = sa.text(
        "SELECT d.seq, r.record FROM document d"
        " JOIN revision r ON r.document = d.seq AND r.number = d.revisions"
        " WHERE d.seq > :last ORDER BY d.seq LIMIT 100"
    )
    last = 0
    while rows := connection.execute(current, {"last": last}).all():
        for seq, record in rows:
            put(connection, seq, unpack(record))
        last = rows[-1].seq
