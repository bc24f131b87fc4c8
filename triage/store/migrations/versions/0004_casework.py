"""Casework: who has a case, what people judged, corrected and decided, and what they did with a mail"""

import sqlalchemy as sa
from alembic import op

import triage.store.base

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CASE_COLUMNS = ("version", "assignee_id", "held_from", "ended_at", "ended_reason")
DEADLINE_COLUMNS = ("met_on", "set_by")
MADE = ("note", "judgement", "correction", "decision", "item_outcome")


def upgrade() -> None:
    # Added one by one: building these tables anew, as batch mode does, would drop what hangs on them.
    op.add_column("case", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.execute(
        'ALTER TABLE "case" ADD COLUMN assignee_id INTEGER '
        "CONSTRAINT fk_case_assignee_id_account REFERENCES account (id)"
    )
    op.add_column("case", sa.Column("held_from", sa.String(length=30), nullable=False, server_default=""))
    op.add_column("case", sa.Column("ended_at", triage.store.base.UtcInstant(timezone=True), nullable=True))
    op.add_column("case", sa.Column("ended_reason", sa.String(length=40), nullable=False, server_default=""))
    op.add_column("event", sa.Column("about", sa.String(length=60), nullable=False, server_default=""))
    op.add_column("deadline", sa.Column("met_on", sa.Date(), nullable=True))
    op.add_column("deadline", sa.Column("set_by", sa.String(length=200), nullable=False, server_default=""))
    op.add_column("event", sa.Column("case_version", sa.Integer(), nullable=True))
    op.create_table("note", *_made("note"), sa.Column("text", sa.Text(), nullable=False))
    op.create_table(
        "judgement",
        *_made("judgement"),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
    )
    op.create_table(
        "correction",
        *_made("correction"),
        sa.Column("path", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    op.create_table(
        "decision",
        *_made("decision"),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_role", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("external_reference", sa.String(length=100), nullable=False),
        sa.Column("corrects_id", sa.Integer(), sa.ForeignKey("decision.id", name="fk_decision_corrects_id_decision")),
    )
    op.create_table(
        "item_outcome",
        *_made("item_outcome"),
        sa.Column("outcome", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )
    for table in MADE:
        op.create_index(f"ix_{table}_{_parent(table)}_id", table, [f"{_parent(table)}_id"])
        _append_only(table)


def downgrade() -> None:
    for table in MADE:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
        op.drop_table(table)
    op.drop_column("event", "case_version")
    op.drop_column("event", "about")
    for name in reversed(DEADLINE_COLUMNS):
        op.drop_column("deadline", name)
    for name in reversed(CASE_COLUMNS):
        op.drop_column("case", name)


def _parent(table: str) -> str:
    """What the rows of a table belong to."""
    return "item" if table.startswith("item_") else "case"


def _made(table: str) -> list[sa.schema.SchemaItem]:
    """What every row of people's work holds."""
    parent = _parent(table)
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{parent}_id", sa.Integer(), nullable=False),
        sa.Column("made_at", triage.store.base.UtcInstant(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint([f"{parent}_id"], [f"{parent}.id"], name=f"fk_{table}_{parent}_id_{parent}"),
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
