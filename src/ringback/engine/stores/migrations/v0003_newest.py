"""A user's newest tasks, and the conversation saved last, are found however many there are."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("tasks_by_age", "tasks", ["user_id", "created_at", "id"])
    op.create_index("dialogues_by_save", "dialogues", ["user_id", "saved"])


def downgrade() -> None:
    op.drop_index("dialogues_by_save", "dialogues")
    op.drop_index("tasks_by_age", "tasks")
