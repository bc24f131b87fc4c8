"""Whose cases a person sees, where several partnerships share one service"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account_mailbox",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("mailbox", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "mailbox", name="pk_account_mailbox"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_mailbox_account_id_account"),
    )


def downgrade() -> None:
    op.drop_table("account_mailbox")
