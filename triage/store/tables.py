"""All tables in one place, so that metadata is complete wherever it is needed."""

from triage.store import (
    tables_audit,
    tables_case,
    tables_lookup,
    tables_mail,
    tables_outgoing,
    tables_people,
    tables_proposed,
    tables_work,
)
from triage.store.base import Base

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "tables_audit",
    "tables_case",
    "tables_lookup",
    "tables_mail",
    "tables_outgoing",
    "tables_people",
    "tables_proposed",
    "tables_work",
]
