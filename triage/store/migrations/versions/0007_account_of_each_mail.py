"""The mailbox that each mail came by, so that its cases are read by its partnership's own rules"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_FROM_THE_FIRST_DELIVERY = """
UPDATE item SET account = COALESCE(
    (SELECT mailbox.account FROM receipt JOIN mailbox ON mailbox.id = receipt.mailbox_id
     WHERE receipt.item_id = item.id ORDER BY receipt.id LIMIT 1), '')
"""


def upgrade() -> None:
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("account", sa.String(length=200), server_default="", nullable=False))
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_receipt_item_id"), ["item_id"], unique=False)
    op.execute(_FROM_THE_FIRST_DELIVERY)


def downgrade() -> None:
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_receipt_item_id"))
    with op.batch_alter_table("item", schema=None) as batch_op:
        batch_op.drop_column("account")
