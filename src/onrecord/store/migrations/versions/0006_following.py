"""Sources that are followed, the articles found in them, hosts, and the runs at work."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def taken() -> sa.Column[str]:
    return sa.Column("taken_by", sa.Text(), sa.ForeignKey("run.id", ondelete="SET NULL"), nullable=True)


def upgrade() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("seen", sa.Float(), nullable=False),
    )

    op.create_table(
        "host",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("next", sa.Float(), nullable=False),
        sa.Column("resting", sa.Float(), nullable=False),
        taken(),
    )
    op.create_index("host_taken", "host", ["taken_by"], unique=False)
    op.create_table(
        "robots",
        sa.Column("origin", sa.Text(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("closed", sa.Integer(), nullable=False),
        sa.Column("until", sa.Float(), nullable=False),
    )

    op.create_table(
        "followed",
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("url", sa.Text(), nullable=False, unique=True),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("added", sa.Float(), nullable=False),
        sa.Column("due", sa.Float(), nullable=False),
        sa.Column("interval", sa.Float(), nullable=False),
        sa.Column("asked", sa.Float(), nullable=True),
        sa.Column("succeeded", sa.Float(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=True),
        sa.Column("rate", sa.Float(), nullable=True),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        taken(),
        sqlite_autoincrement=True,
    )
    op.create_index("followed_due", "followed", ["state", "due"], unique=False)
    op.create_index("followed_host", "followed", ["host"], unique=False)
    op.create_index("followed_taken", "followed", ["taken_by"], unique=False)
    op.create_table(
        "found",
        sa.Column("seq", sa.Integer(), primary_key=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("followed", sa.Text(), sa.ForeignKey("followed.id", ondelete="SET NULL"), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("host", sa.Text(), nullable=True),
        sa.Column("guid", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("published", sa.Float(), nullable=True),
        sa.Column("updated", sa.Float(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due", sa.Float(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Float(), nullable=False),
        sa.Column("stored", sa.Float(), nullable=True),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        taken(),
        sqlite_autoincrement=True,
    )
    op.create_index("found_waiting", "found", ["state", "host", "due"], unique=False)
    op.create_index("found_due", "found", ["state", "due"], unique=False)
    op.create_index("found_guid", "found", ["followed", "guid"], unique=False)
    op.create_index("found_document", "found", ["document"], unique=False)
    op.create_index("found_taken", "found", ["taken_by"], unique=False)
