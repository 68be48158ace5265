"""A shop's first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "goods", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String), if_not_exists=True
    )


def downgrade() -> None:
    op.drop_table("goods")
