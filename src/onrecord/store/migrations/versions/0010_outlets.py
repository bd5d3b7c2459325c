"""Outlets of stories told by their domain: one outlet under several names counts once."""

import sqlalchemy as sa
from alembic import op

from onrecord.store.story_outlets import outlet_of

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("story_document", sa.Column("outlet", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    rows = connection.exec_driver_sql(
        "SELECT s.document, ifnull(nullif(d.canonical_url, ''), d.url), s.source "
        "FROM story_document s JOIN document d ON d.seq = s.document"
    ).all()
    given = [(outlet_of(url, source), seq) for seq, url, source in rows]
    if given:
        connection.exec_driver_sql("UPDATE story_document SET outlet = ? WHERE document = ?", given)
    op.create_index("story_document_outlet", "story_document", ["story", "outlet"], unique=False)
    op.execute(
        "UPDATE story SET sources = (SELECT count(DISTINCT s.outlet) FROM story_document s "
        "WHERE s.story = story.id AND s.copy_of IS NULL)"
    )
