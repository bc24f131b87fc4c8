"""The verbs of casework: what the service does with a mail (`intake`), and what people do with a case (all others).

Each verb is guard, change and history in one transaction. The service suggests and records; it decides nothing.
"""

from triage.casework.intake import (
    SERVER_PLACEHOLDER,
    acknowledgement_facts,
    note_duplicate,
    set_aside,
    settle_acknowledgement,
    take_in,
)
from triage.casework.reading import CaseLink, Outcome, ReadFile, ReadMail, ReadReferral, TakenIn

__all__ = [
    "SERVER_PLACEHOLDER",
    "CaseLink",
    "Outcome",
    "ReadFile",
    "ReadMail",
    "ReadReferral",
    "TakenIn",
    "acknowledgement_facts",
    "note_duplicate",
    "set_aside",
    "settle_acknowledgement",
    "take_in",
]
