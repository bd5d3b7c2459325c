"""Steps from one layout of the desk to the next, run by alembic from inside the package.

A new step is a file `versions/NNNN_name.py` with `revision = "NNNN"`; `db.VERSION` is the last NNNN.
"""

from __future__ import annotations

import sqlalchemy as sa

from onrecord.store.db import APPLICATION_ID, VERSION


def migrate(connection: sa.Connection) -> None:
    """Bring the database to the last layout, inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "onrecord.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")
