"""Reports the engine has not acknowledged yet."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "handler_outbox",
        sa.Column("call_sid", sa.String(40), sa.ForeignKey("handler_orders.call_sid"), primary_key=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due", sa.Double, nullable=False),
        if_not_exists=True,
    )


def downgrade() -> None:
    op.drop_table("handler_outbox")
