"""What the voice model cost in a call so far."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("handler_orders", sa.Column("cost", sa.JSON))


def downgrade() -> None:
    op.drop_column("handler_orders", "cost")
