"""Mail states with back-off, alerts of intake, and leases"""

import sqlalchemy as sa
from alembic import op

import triage.store.base

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("mailbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("uidvalidity", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("message_count", sa.Integer(), nullable=True))

    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.add_column(sa.Column("size", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("next_at", triage.store.base.UtcInstant(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_receipt_sha256"), ["sha256"], unique=False)
        batch_op.create_index("ix_receipt_waiting", ["mailbox_id", "state", "uidvalidity"], unique=False)

    with op.batch_alter_table("server_action", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outcome", sa.String(length=20), server_default="", nullable=False))
        batch_op.create_index(batch_op.f("ix_server_action_done_at"), ["done_at"], unique=False)

    op.create_table(
        "intake_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.String(length=300), nullable=False),
        sa.Column("raised_at", triage.store.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("cleared_at", triage.store.base.UtcInstant(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_intake_alert_mailbox_id_mailbox")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_alert")),
    )
    with op.batch_alter_table("intake_alert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_alert_cleared_at"), ["cleared_at"], unique=False)

    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("until", triage.store.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )


def downgrade() -> None:
    op.drop_table("lease")
    with op.batch_alter_table("intake_alert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_intake_alert_cleared_at"))

    op.drop_table("intake_alert")
    with op.batch_alter_table("server_action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_server_action_done_at"))
        batch_op.drop_column("outcome")

    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.drop_index("ix_receipt_waiting")
        batch_op.drop_index(batch_op.f("ix_receipt_sha256"))
        batch_op.drop_column("next_at")
        batch_op.drop_column("size")

    with op.batch_alter_table("mailbox", schema=None) as batch_op:
        batch_op.drop_column("message_count")
        batch_op.drop_column("uidvalidity")
