"""Run by Alembic, always on a connection given by `app.adapters.store.migrate`."""

from __future__ import annotations

from alembic import context

from app.adapters.store.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=False,
)
# The caller holds the transaction: all of the migrations happen, or none.
context.run_migrations()
