"""Accounts with one-time codes, a sign-in provider and a calendar; cases that only named people may see"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ACCOUNT = ("subject", "code_key", "code_step", "disabled_at", "signed_in_at", "feed_hash")
instant = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("account", sa.Column("subject", sa.String(length=120), nullable=True))
    op.add_column("account", sa.Column("code_key", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("account", sa.Column("code_step", sa.Integer(), nullable=False, server_default="-1"))
    op.add_column("account", sa.Column("disabled_at", instant, nullable=True))
    op.add_column("account", sa.Column("signed_in_at", instant, nullable=True))
    op.add_column("account", sa.Column("feed_hash", sa.String(length=64), nullable=False, server_default=""))
    op.create_index("ix_account_subject", "account", ["subject"], unique=True)
    op.create_index("ix_account_feed_hash", "account", ["feed_hash"])
    op.add_column("sign_in", sa.Column("stage", sa.String(length=10), nullable=False, server_default=""))
    op.add_column("sign_in", sa.Column("offered_key", sa.String(length=200), nullable=False, server_default=""))
    op.create_index("ix_sign_in_account_id", "sign_in", ["account_id"])
    op.create_table(
        "provider_attempt",
        sa.Column("id_hash", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=128), nullable=False),
        sa.Column("began_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name="pk_provider_attempt"),
    )
    op.add_column("case", sa.Column("restricted", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_case_restricted", "case", ["restricted"])
    op.create_table(
        "case_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_case_access"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_access_case_id_case"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_case_access_account_id_account"),
        sa.UniqueConstraint("case_id", "account_id", "kind", name="uq_case_access_case_id"),
    )
    op.create_index("ix_case_access_case_id", "case_access", ["case_id"])
    op.create_index("ix_case_access_account_id", "case_access", ["account_id"])


def downgrade() -> None:
    op.drop_table("case_access")
    op.drop_index("ix_case_restricted", table_name="case")
    op.drop_column("case", "restricted")
    op.drop_table("provider_attempt")
    op.drop_index("ix_sign_in_account_id", table_name="sign_in")
    op.drop_column("sign_in", "offered_key")
    op.drop_column("sign_in", "stage")
    op.drop_index("ix_account_feed_hash", table_name="account")
    op.drop_index("ix_account_subject", table_name="account")
    for name in reversed(ACCOUNT):
        op.drop_column("account", name)
