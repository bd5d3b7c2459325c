"""Full-text indexes, which the steps make in one way."""

from __future__ import annotations

from alembic import op


def full_text(index: str, table: str, key: str, columns: tuple[str, ...]) -> None:
    """An FTS5 index over the table's own text, which stores no copy of it; triggers keep it in step."""
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{name}" for name in columns) for row in ("old", "new"))
    remove = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.{key}, {old});"
    insert = f"INSERT INTO {index}(rowid, {names}) VALUES (new.{key}, {new});"
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', content_rowid='{key}', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {insert} END")
    op.execute(f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {remove} END")
    op.execute(
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {names} ON {table} BEGIN {remove} {insert} END"
    )
