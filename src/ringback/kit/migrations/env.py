"""What Alembic runs to migrate: on the connection it is handed, in the transaction that is open on it."""

from alembic import context

from ringback.kit.migrations import Migrations

migrations: Migrations = context.config.attributes["migrations"]
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=migrations.tables,
    version_table=migrations.version_table,
    include_object=migrations.is_ours,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
