"""Users, facts, dialogues, tasks, journal and claims. Tables that are there already stay as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "facts",
        _owner(),
        sa.Column("section", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conversation_id", sa.String),
        sa.Column("task_id", sa.String),
        sa.Column("turn", sa.Integer),
        if_not_exists=True,
    )
    op.create_table(
        "dialogues",
        _owner(),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("saved", sa.Integer, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "tasks",
        _owner(),
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        if_not_exists=True,
    )
    op.create_index("tasks_by_status", "tasks", ["status"], if_not_exists=True)
    op.create_table(
        "journal",
        _owner(),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String, nullable=False),
        sa.Column("ts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("type", sa.String, nullable=False),
        sa.Column("conversation_id", sa.String),
        sa.Column("task_id", sa.String),
        sa.Column("data", sa.JSON, nullable=False),
        sa.Column("v", sa.Integer, nullable=False),
        if_not_exists=True,
    )
    op.create_index("journal_by_task", "journal", ["user_id", "task_id", "seq"], if_not_exists=True)
    op.create_table("claims", _owner(), sa.Column("key", sa.String, primary_key=True), if_not_exists=True)


def downgrade() -> None:
    for name in ("claims", "journal", "tasks", "dialogues", "facts", "users"):
        op.drop_table(name)


def _owner() -> sa.Column[str]:
    return sa.Column("user_id", sa.String, sa.ForeignKey("users.id"), primary_key=True)
