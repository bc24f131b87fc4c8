"""Decides on and drafts acknowledgements for one partnership; knows our own mail again. Sends nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from config.schema.letters import AlertWordings, LetterWordings
from config.schema.partnership import Partnership
from config.schema.team import TeamRules
from notify.alerts import AlertDesk
from notify.compose import compose_acknowledgement
from notify.letters import LetterDesk
from notify.may_acknowledge import may_acknowledge
from notify.message_ids import own_message_id, token_of
from notify.model import Acknowledgement, AcknowledgementVerdict, Envelope, IncomingMail, OutgoingEmail
from notify.policy import AcknowledgementPolicy


@dataclass(frozen=True, kw_only=True)
class Acknowledger:
    """`key` seals our Message-IDs; `domain` is the part of them behind the `@`."""

    partnership: Partnership
    policy: AcknowledgementPolicy
    key: bytes
    domain: str

    def answers_us(self, message_ids: Iterable[str]) -> bool:
        """Whether one of these Message-IDs is one that only we can have made."""
        return any(token_of(each, self.key) for each in message_ids)

    def verdict(self, mail: IncomingMail) -> AcknowledgementVerdict:
        """May this mail be acknowledged, and why or why not."""
        return may_acknowledge(replace(mail, made_by_us=self.answers_us([mail.message_id])), self.policy)

    def draft(
        self, verdict: AcknowledgementVerdict, facts: Acknowledgement, answers: str, written_at: datetime
    ) -> OutgoingEmail | None:
        """The e-mail to send or to hold; None where none may ever go out. `answers` is their Message-ID, unchecked."""
        if verdict.recipient is None:
            return None
        token = facts.token.replace("-", "").lower()
        envelope = Envelope(
            recipient=verdict.recipient,
            message_id=own_message_id(token, self.key, self.domain),
            answers=answers,
            written_at=written_at,
            loop_token=self.policy.loop_token,
        )
        return compose_acknowledgement(facts, envelope, self.partnership)

    def alert_desk(self, rules: TeamRules, wording: AlertWordings) -> AlertDesk:
        """The desk that tells the team, writing with the same marks of our own mail."""
        return AlertDesk(
            rules=rules,
            partnership=self.partnership,
            wording=wording,
            loop_token=self.policy.loop_token,
            domain=self.domain,
        )

    def letter_desk(self, wording: LetterWordings) -> LetterDesk:
        """The desk for letters that a person sends, which bear the same marks."""
        return LetterDesk(
            partnership=self.partnership, wording=wording, policy=self.policy, key=self.key, domain=self.domain
        )
