"""The earlier cases that a mail may belong to: those of its own partnership, never of another one's mailbox."""

from collections.abc import Sequence
from dataclasses import dataclass

from triage.store.earlier_cases import Child, EarlierCase
from triage.store.tables_case import CaseRow
from triage.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class KnownCases:
    """Asks the store, and leaves out the cases of the mailboxes `apart`."""

    work: UnitOfWork
    apart: frozenset[str] = frozenset()

    def of_child(self, child: Child) -> Sequence[EarlierCase]:
        """Cases about the same child, or perhaps the same, the newest first."""
        return [each for each in self.work.cases_of_child(child) if each.case.item.account not in self.apart]

    def of_thread(self, message_ids: Sequence[str]) -> Sequence[CaseRow]:
        """Cases of the mails, theirs or ours, that carry one of these Message-IDs."""
        return self._own(self.work.cases_of_thread(message_ids) if message_ids else ())

    def of_our_mail(self, message_ids: Sequence[str]) -> Sequence[CaseRow]:
        """Cases that our e-mails with these Message-IDs speak of."""
        return self._own(self.work.cases_of_our_mail(message_ids) if message_ids else ())

    def named(self, references: Sequence[str]) -> Sequence[CaseRow]:
        """Cases with one of these references."""
        return self._own(self.work.cases_named(references) if references else ())

    def recipients_of(self, message_ids: Sequence[str]) -> Sequence[str]:
        """Whom our e-mails with these Message-IDs went to."""
        return self.work.recipients_of(message_ids)

    def _own(self, cases: Sequence[CaseRow]) -> Sequence[CaseRow]:
        return [case for case in cases if case.item.account not in self.apart]
