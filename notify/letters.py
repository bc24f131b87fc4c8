"""Letters that a person sends by a click: drafts from configured wording, as changed, and checked. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from config.schema.letters import LetterWording, LetterWordings
from config.schema.partnership import Contact, Partnership
from notify import layout
from notify.compose import urgent_contacts
from notify.contacts import unchecked
from notify.mail_headers import without_plus
from notify.message_ids import own_message_id, safe_message_id
from notify.model import Letter, LetterKind, OutgoingEmail, PersonalKind, PersonalValue
from notify.personal_data import personal_data_in
from notify.policy import LOOP_HEADER, AcknowledgementPolicy

# Plain ASCII, as everybody's secure e-mail service takes it; a typed address goes into a header.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")

_BLANK = {"items": "", "urgent": "", "pathway": "", "outcome": ""}


@dataclass(frozen=True, kw_only=True)
class LetterDesk:
    """`notify.ports.LetterDesk` for one partnership. `key` and `domain` make Message-IDs that we know again."""

    partnership: Partnership
    wording: LetterWordings
    policy: AcknowledgementPolicy
    key: bytes
    domain: str

    def choices(self, kind: LetterKind) -> Mapping[str, str]:
        """What two of the letters offer to choose from: code to paragraph."""
        offered = {LetterKind.REDIRECT: self.wording.pathways, LetterKind.OUTCOME: self.wording.outcomes}
        return offered.get(kind, {})

    def draft(self, letter: Letter) -> OutgoingEmail:
        """The letter in its configured words. KeyError for a choice that the wording does not offer."""
        words: LetterWording = getattr(self.wording, letter.kind.value)
        known = self._known(letter)
        blocks = [self._block(each, letter, known) for each in words.paragraphs]
        thread = safe_message_id(letter.answers)
        closing = self.wording.closing.format(**known)
        return OutgoingEmail(
            message_id=own_message_id(letter.token, self.key, self.domain),
            recipient=letter.recipient,
            subject=words.subject.format(**known, **_BLANK),
            text="\n\n".join([self.wording.greeting, *(block for block in blocks if block), closing]) + "\n",
            written_at=letter.written_at,
            in_reply_to=thread,
            references=(thread,) if thread else (),
            headers=((LOOP_HEADER, self.policy.loop_token),),
            returned_to_us=True,
        )

    def revised(self, letter: Letter, subject: str, text: str) -> OutgoingEmail:
        """The draft as a person has changed it. Line breaks in the subject become blanks."""
        plain = "".join(each if each.isprintable() else " " for each in subject).replace("=?", "= ?")
        email = self.draft(letter)
        return replace(email, subject=" ".join(plain.split()), text=text.replace("\r\n", "\n").rstrip() + "\n")

    def personal_data(
        self, letter: Letter, email: OutgoingEmail, forbidden: frozenset[PersonalValue]
    ) -> tuple[PersonalKind, ...]:
        """The kinds of forbidden values that `email`, made of `letter`, holds beyond our own wording."""
        ours = self.draft(letter)
        return personal_data_in((email.subject, email.text), forbidden, f"{ours.subject}\n{ours.text}")

    def may_write_to(self, address: str) -> bool:
        """One plain address that is not ours."""
        return bool(_ADDRESS.fullmatch(address)) and without_plus(address) not in self.policy.own_addresses

    def is_registered(self, address: str) -> bool:
        """Whether it is of a registered agency, as for acknowledgements."""
        return self.policy.trusts(address)

    def unchecked_contacts(self, today: date) -> tuple[Contact, ...]:
        """The numbers and addresses in our e-mails that nobody has checked for long."""
        return unchecked(self.partnership, today)

    def _known(self, letter: Letter) -> dict[str, str]:
        return {
            "reference": letter.reference,
            "team": self.partnership.team,
            "contact": self.partnership.contact.value,
            "due": layout.day(letter.due) if letter.due else "",
            "asked": layout.day(letter.asked) if letter.asked else "",
        }

    def _block(self, paragraph: str, letter: Letter, known: Mapping[str, str]) -> str:
        match paragraph:
            case "{items}":
                return layout.items(letter.headings)
            case "{urgent}":
                return urgent_contacts(self.partnership)
            case "{pathway}" | "{outcome}":
                return layout.paragraph(self.choices(letter.kind)[letter.choice])
        return layout.paragraph(paragraph.format(**known, **_BLANK))
