"""Orders with their calls, events, inbound calls, holds, who is not called, erasures to come.

Tables that are there already stay as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "handler_orders",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("key", sa.String(200), unique=True, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("phone_number", sa.String(20), nullable=False),
        sa.Column("instructions", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("task_id", sa.String(100)),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("tried_at", sa.Double),
        sa.Column("call_sid", sa.String(40), unique=True),
        sa.Column("stream_claimed", sa.Boolean, nullable=False),
        sa.Column("call", sa.JSON),
        sa.Column("claim", sa.JSON),
        sa.Column("report", sa.Text),
        if_not_exists=True,
    )
    op.create_table(
        "handler_events",
        sa.Column("call_sid", sa.String(40), sa.ForeignKey("handler_orders.call_sid"), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("event", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "handler_inbound",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("call_sid", sa.String(40), sa.ForeignKey("handler_orders.call_sid"), unique=True, nullable=False),
        if_not_exists=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "handler_holds",
        sa.Column("phone_number", sa.String(20), primary_key=True),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("until", sa.Double, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "handler_do_not_call",
        sa.Column("phone_number", sa.String(20), primary_key=True),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("why", sa.String(200), nullable=False),
        if_not_exists=True,
    )
    op.create_table("handler_erasures", sa.Column("one", sa.String(40), primary_key=True), if_not_exists=True)


def downgrade() -> None:
    for name in ("erasures", "do_not_call", "holds", "inbound", "events", "orders"):
        op.drop_table(f"handler_{name}")
