"""Cases joined by people, proposed changes, drafts, second persons, and what finds and orders cases"""

import sqlalchemy as sa
from alembic import op

import triage.store.base

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MADE = ("case_bond", "confirmation")


def upgrade() -> None:
    op.create_table(
        "case_bond",
        *_made("case_bond"),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["case.id"], name="fk_case_bond_other_id_case"),
    )
    op.create_index("ix_case_bond_other_id", "case_bond", ["other_id"])
    op.create_table(
        "confirmation",
        *_made("confirmation"),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name="fk_confirmation_decision_id_decision"),
    )
    for table in MADE:
        op.create_index(f"ix_{table}_case_id", table, ["case_id"])
        _append_only(table)
    _proposals_and_drafts()
    _lookup()
    _words()


def downgrade() -> None:
    for table in MADE:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
    for table in ("case_words", "match_key", "case_line", "draft", "proposal", *MADE):
        op.drop_table(table)


def _proposals_and_drafts() -> None:
    instant = triage.store.base.UtcInstant(timezone=True)
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("made_at", instant, nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("answered_by", sa.String(length=200), nullable=False),
        sa.Column("answered_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_proposal_case_id_case"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_proposal_item_id_item"),
        sa.ForeignKeyConstraint(["other_id"], ["case.id"], name="fk_proposal_other_id_case"),
    )
    op.create_index("ix_proposal_case_id", "proposal", ["case_id"])
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=60), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("saved_at", instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_draft_account_id_account"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_draft_case_id_case"),
        sa.UniqueConstraint("account_id", "case_id", "form", name="uq_draft_account_id"),
    )
    op.create_index("ix_draft_case_id", "draft", ["case_id"])


def _lookup() -> None:
    """Filled when the store is opened: what stands in them depends on code and configuration."""
    op.create_table(
        "case_line",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("calm", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_line"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_case_line_case_id_case"),
    )
    op.create_index("ix_case_line_rules", "case_line", ["rules"])
    op.create_index("ix_case_line_urgency", "case_line", ["calm", "due", "severity"])
    op.create_table(
        "match_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_match_key"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name="fk_match_key_case_id_case"),
    )
    op.create_index("ix_match_key_case_id", "match_key", ["case_id"])
    op.create_index("ix_match_key_key", "match_key", ["key", "case_id"])


def _words() -> None:
    """The words of each case by the database's own full-text search; the words come folded from `case_words`."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            'CREATE TABLE case_words (case_id INTEGER PRIMARY KEY REFERENCES "case" (id), body TEXT NOT NULL, '
            "words TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED)"
        )
        op.execute("CREATE INDEX ix_case_words_words ON case_words USING GIN (words)")
        return
    op.execute("CREATE VIRTUAL TABLE case_words USING fts5(body, prefix='2 3 4')")


def _made(table: str) -> list[sa.schema.SchemaItem]:
    """What every row of people's work holds."""
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("made_at", triage.store.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=f"fk_{table}_case_id_case"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=f"fk_{table}_account_id_account"),
    ]


def _append_only(table: str) -> None:
    """The database itself refuses to change or remove what people recorded."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION event_append_only()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'people''s work is append-only'); END"
        )
