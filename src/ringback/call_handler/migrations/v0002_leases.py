"""Which process has which call that is on."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "handler_leases",
        sa.Column("call_sid", sa.String(40), primary_key=True),
        sa.Column("owner", sa.String(80), nullable=False),
        sa.Column("until", sa.Double, nullable=False),
        if_not_exists=True,
    )


def downgrade() -> None:
    op.drop_table("handler_leases")
