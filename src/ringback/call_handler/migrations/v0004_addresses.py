"""Where the process that has a call is reached by the others."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("handler_leases", sa.Column("address", sa.String(200), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("handler_leases", "address")
