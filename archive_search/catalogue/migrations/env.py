"""Alembic's entry: runs the migrations on the connection that :func:`archive_search.catalogue.database.migrate` hands over."""

from alembic import context

from archive_search.catalogue.tables import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=connection.dialect.name == "sqlite")
with context.begin_transaction():
    context.run_migrations()
