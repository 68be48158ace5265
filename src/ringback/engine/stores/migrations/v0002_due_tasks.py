"""When a task is due, and which process carries it. Tasks that are under way are due at once."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("tasks", sa.Column("due_at", sa.Double))
    op.execute("UPDATE tasks SET due_at = created_at WHERE status IN ('confirmed', 'scheduled', 'ordered', 'in_call')")
    op.create_index("tasks_by_due_at", "tasks", ["due_at"])
    op.create_table(
        "leases",
        sa.Column("user_id", sa.String, sa.ForeignKey("users.id"), primary_key=True),
        sa.Column("task_id", sa.String, primary_key=True),
        sa.Column("owner", sa.String, nullable=False),
        sa.Column("until", sa.Double, nullable=False),
    )
    op.create_index("leases_by_owner", "leases", ["owner"])


def downgrade() -> None:
    op.drop_table("leases")
    op.drop_index("tasks_by_due_at", "tasks")
    op.drop_column("tasks", "due_at")
