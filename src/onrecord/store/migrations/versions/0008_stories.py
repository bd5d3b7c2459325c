"""Stories and copies: which document tells which happening, and what finds them again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("headline", sa.Integer(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("story_last", "story", ["last", "id"], unique=False)
    op.create_index("story_section", "story", ["section", "last", "id"], unique=False)
    op.create_table(
        "story_cluster",
        sa.Column("cluster", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("cluster"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("story_cluster_story", "story_cluster", ["story"], unique=False)
    op.create_table(
        "story_document",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("cluster", sa.Integer(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("copy_of", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("sort_when", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("section_confidence", sa.Float(), nullable=True),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("prints", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.seq"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document"),
    )
    for name, columns in {
        "story_document_cluster": ["cluster", "document"],
        "story_document_story": ["story", "sort_when", "document"],
        "story_document_source": ["story", "source"],
        "story_document_copy": ["copy_of"],
        "story_document_when": ["sort_when", "story"],
    }.items():
        op.create_index(name, "story_document", columns, unique=False)
    op.create_table(
        "story_term",
        sa.Column("term", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("term", "day", "document"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_print",
        sa.Column("shingle", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("shingle", "document"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
