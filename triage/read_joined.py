"""What the pages show of cases that belong together, or may, and of changes that are proposed: flat and frozen."""

from dataclasses import dataclass
from datetime import datetime

from triage.read_fields import FieldView


@dataclass(frozen=True, kw_only=True)
class CaseInShort:
    """Another case, as a line that leads to it."""

    reference: str
    initials: str
    state: str
    received_at: datetime
    agency: str


@dataclass(frozen=True, kw_only=True)
class CandidateView(CaseInShort):
    """A case that may have to do with this one. `reasons` are codes of triage.matching."""

    kind: str  # same_event, same_child, sibling, same_incident
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class JoinedCase(CaseInShort):
    """A case that a person joined with this one: sibling, same_incident, merged_here, merged_there."""

    relation: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ProposalView:
    """Another value of one field, from a later mail or a merged case. `answer`: accepted, added, refused, or empty."""

    id: int
    field: "FieldView"  # what is proposed, with its source
    stands: str  # what would be replaced; empty where nothing stands
    item_id: int | None
    other_reference: str
    made_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
