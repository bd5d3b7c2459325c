"""Documents with their revisions, statements, speakers, entities, judgements; full-text search."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.migrations.full_text import full_text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Each index over a table's columns, kept in step by triggers: (index, table, key, columns).
INDEXES = (
    ("article_fts", "article", "seq", ("title", "body")),
    ("statement_fts", "statement", "seq", ("said", "speaker")),
)


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("text_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("updated", sa.Text(), nullable=True),
        sa.Column("fetched", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("revisions", sa.Integer(), nullable=False),
        sa.Column("sort_when", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("document_canonical", "document", ["canonical_url"], unique=False)
    op.create_index("document_path", "document", ["path"], unique=False)
    op.create_index("document_section", "document", ["section", "sort_when", "seq"], unique=False)
    op.create_index("document_source", "document", ["source", "sort_when", "seq", "statements"], unique=False)
    op.create_index("document_text", "document", ["text_id"], unique=False)
    op.create_index("document_url", "document", ["url"], unique=False)
    op.create_index("document_when", "document", ["sort_when", "seq"], unique=False)
    op.create_table(
        "entity",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fold", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sides", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("entity_kind", "entity", ["kind", "statements", "id"], unique=False)
    op.create_index("entity_statements", "entity", ["statements", "id"], unique=False)
    op.create_table(
        "identity",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fold", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("base", sa.Text(), nullable=True),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("identity_base", "identity", ["base"], unique=False)
    op.create_index("identity_entity", "identity", ["entity"], unique=False)
    op.create_index("identity_fold", "identity", ["fold", "kind"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("right", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("left_name", sa.Text(), nullable=False),
        sa.Column("right_name", sa.Text(), nullable=False),
        sa.Column("quotation", sa.Text(), nullable=True),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("undone", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("judgement_left", "judgement", ["left"], unique=False)
    op.create_index("judgement_right", "judgement", ["right"], unique=False)
    op.create_table(
        "actor",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.seq"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["identity"],
            ["identity.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("actor_document", "actor", ["document", "actor"], unique=False)
    op.create_index("actor_identity", "actor", ["identity"], unique=False)
    op.create_table(
        "article",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["document.seq"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_table(
        "quote_check",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.seq"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("quote_check_document", "quote_check", ["document"], unique=False)
    op.create_table(
        "revision",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("updated", sa.Text(), nullable=True),
        sa.Column("fetched", sa.Text(), nullable=True),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.seq"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document", "number"),
    )
    op.create_table(
        "statement",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("offsets", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("mention", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.seq"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("statement_document", "statement", ["document", "place"], unique=False)
    op.create_index("statement_id", "statement", ["id"], unique=False)
    op.create_table(
        "speaker",
        sa.Column("statement", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor"], ["actor.seq"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["statement"], ["statement.seq"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement", "place"),
        sqlite_with_rowid=False,
    )
    op.create_index("speaker_actor", "speaker", ["actor", "statement"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for index in INDEXES:
            full_text(*index)
