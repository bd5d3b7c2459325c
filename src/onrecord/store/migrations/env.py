"""What alembic runs: the steps over the connection that the desk opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
