"""The history as a chain of keyed hashes, and its head"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COLUMNS = ("position", "digest", "mac")


def upgrade() -> None:
    op.add_column("event", sa.Column("position", sa.Integer(), nullable=True))
    op.add_column("event", sa.Column("digest", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("event", sa.Column("mac", sa.String(length=64), nullable=False, server_default=""))
    op.create_index("ix_event_position", "event", ["position"], unique=True)
    op.create_table(
        "history_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mac", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.Column("unchained_to", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_history_head"),
    )
    # Lines from before cannot be signed here: the key is not known to migrations. They are counted apart.
    op.execute(
        "INSERT INTO history_head (id, position, mac, seal, unchained_to) "
        "SELECT 1, 0, '', '', COALESCE(MAX(id), 0) FROM event"
    )


def downgrade() -> None:
    op.drop_table("history_head")
    op.drop_index("ix_event_position", table_name="event")
    for name in reversed(COLUMNS):
        op.drop_column("event", name)
