"""Letters of a case, what became of our e-mails, whether sending rests, and what the team has been told"""

import sqlalchemy as sa
from alembic import op

import triage.store.base

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.alter_column("item_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("possible_copies", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("tried_at", triage.store.base.UtcInstant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("delivery", sa.String(length=20), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("delivery_at", triage.store.base.UtcInstant(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
    # An e-mail whose sending was interrupted may have gone out once already.
    op.execute("UPDATE outbox SET possible_copies = 1 WHERE interrupted OR state = 'sending'")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_foreign_key(batch_op.f("fk_outbox_case_id_case"), "case", ["case_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_outbox_case_id"), ["case_id"], unique=False)
        batch_op.drop_column("interrupted")

    op.create_table(
        "sending_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("held_at", triage.store.base.UtcInstant(timezone=True), nullable=True),
        sa.Column("held_code", sa.String(length=60), nullable=False),
        sa.Column("released_at", triage.store.base.UtcInstant(timezone=True), nullable=True),
        sa.Column("relay_code", sa.String(length=60), nullable=False),
        sa.Column("relay_failures", sa.Integer(), nullable=False),
        sa.Column("relay_retry_at", triage.store.base.UtcInstant(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending_state")),
    )
    op.create_table(
        "alert_told",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("told_at", triage.store.base.UtcInstant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", name=op.f("pk_alert_told")),
    )


def downgrade() -> None:
    op.drop_table("alert_told")
    op.drop_table("sending_state")
    op.execute("DELETE FROM outbox WHERE item_id IS NULL")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("interrupted", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.drop_index(batch_op.f("ix_outbox_case_id"))
        batch_op.drop_constraint(batch_op.f("fk_outbox_case_id_case"), type_="foreignkey")
        for name in ("due_on", "delivery_at", "delivery", "tried_at", "possible_copies", "case_id"):
            batch_op.drop_column(name)
        batch_op.alter_column("item_id", existing_type=sa.Integer(), nullable=False)
