"""Which cases a mail belongs to: is its referral new, or one that we have; and which cases does it speak of.

Only our own unforgeable Message-ID, from a party to the case whose address was verified, joins a mail to a case.
Everything else (a thread, a reference, the same child) is proposed, and a person decides.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from ingest.model import MessageClass, SourceMessage
from triage.casework import CaseLink, ReadMail, ReadReferral
from triage.known_cases import KnownCases
from triage.store.earlier_cases import Child, EarlierCase, children_of, name_words
from triage.store.tables_case import CaseRow

JOINED, PROPOSED = "joined", "proposed"
_WITH_REFERRALS = {MessageClass.REFERRAL, MessageClass.REPLY_WITH_FORM}
_REFERENCE = re.compile(r"[A-Z0-9]{1,8}(?:-[A-Z0-9]{1,8}){2,4}")
_SPEAKS_OF_ANOTHER_VERSION = re.compile(
    r"\b(?:correct(?:ed|ion|ions|ing)|amend(?:ed|ment|ments)|revised|replac(?:es|ing|ement)|supersed\w+|up-?dated"
    r"|(?:new|right|latest|final|this|proper) version|version (?:2|two)|v2|resend\w*|re-send\w*|resent|instead of"
    r"|(?:disregard|ignore|discard|delete) (?:the|my|our)? ?(?:earlier|previous|last|first|other|old|attached)?"
    r"|(?:wrong|incorrect) (?:form|version|date|name|spelling|dob)|typo|mistake|error|mis-?spel\w+"
    r"|more complete|now complete|completed version|fuller|draft|omitted|left (?:out|blank)|incomplete|forgot\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class OurReplies:
    """What the Message-IDs that a mail answers say."""

    answered: tuple[str, ...] = ()  # those it names
    ours: tuple[str, ...] = ()  # of these, the ones that only we can have made
    known: bool = False  # one of them is that of a mail that we have

    @property
    def follow_up(self) -> bool:
        """Whether the mail goes on with something."""
        return self.known or bool(self.ours)


def our_replies(
    message: SourceMessage, is_ours: Callable[[Sequence[str]], bool], knows: Callable[[Sequence[str]], bool]
) -> OurReplies:
    """What the mail answers, as the keeper of our keys and the keeper of the mail say."""
    thread = tuple(dict.fromkeys((*message.in_reply_to, *message.references)))
    ours = tuple(each for each in thread if is_ours([each]))
    return OurReplies(answered=thread, ours=ours, known=knows(thread))


def settle(cases: KnownCases, mail: ReadMail, replies: OurReplies) -> ReadMail:
    """The mail with the referrals that are new, the cases that it belongs to, and its class accordingly."""
    if mail.message is None:
        return mail
    spoken_of = _spoken_of(cases, mail, replies)
    if mail.message_class not in _WITH_REFERRALS:
        return replace(mail, referrals=(), links=tuple(spoken_of))
    if not replies.ours and "answers_our_domain" not in mail.screening.reasons:
        mail = replace(mail, message_class=MessageClass.REFERRAL)  # it goes on with a mail of the sender's own
    known = {link.case.id for link in spoken_of}
    new: list[ReadReferral] = []
    found: list[CaseLink] = []
    for referral in mail.referrals:
        links, is_new = _compare(cases, mail, referral, known)
        found += links
        if is_new:
            new.append(referral)
    return _settled(mail, new, [*found, *spoken_of])


def _settled(mail: ReadMail, new: list[ReadReferral], links: list[CaseLink]) -> ReadMail:
    kept: dict[int, CaseLink] = {}
    for link in sorted(links, key=lambda each: each.relation != JOINED):
        before = kept.setdefault(link.case.id, link)
        kept[link.case.id] = replace(before, referral=before.referral or link.referral)
    decided = mail.message_class
    reasons = mail.screening.reasons
    if decided is MessageClass.REPLY_WITH_FORM and new and not kept and "case_reference" in reasons:
        # It completes a referral that another system, or a restored backup, knows: a person finds the case.
        new, reasons = [], (*reasons, "case_not_known_here")
    elif decided is MessageClass.REFERRAL and mail.referrals and not new:
        again = {link.reason for link in links if link.reason in ("same_form", "other_version")}
        decided = MessageClass.DUPLICATE if again == {"same_form"} else MessageClass.CORRECTION
        reasons = (*reasons, "same_form_again" if decided is MessageClass.DUPLICATE else "other_version_of_a_case")
    screening = replace(mail.screening, reasons=reasons)
    return replace(mail, message_class=decided, screening=screening, referrals=tuple(new), links=tuple(kept.values()))


def _compare(
    cases: KnownCases, mail: ReadMail, referral: ReadReferral, known: Collection[int]
) -> tuple[list[CaseLink], bool]:
    """The cases about the same child, and whether the referral is a new one all the same."""
    facts = {reading.path: reading.value for reading in referral.extraction.record.readings}
    children = children_of(facts)
    earlier = {found.case.id: found for child in children for found in cases.of_child(child)}
    links: list[CaseLink] = []
    for found in earlier.values():
        reason = _sameness(mail, referral, (facts, children), found, in_thread=found.case.id in known)
        if reason:
            return [CaseLink(case=found.case, relation=PROPOSED, reason=reason, referral=referral)], False
        if any(mine.is_same_as(theirs) for mine in children for theirs in found.children):
            links.append(CaseLink(case=found.case, relation=PROPOSED, reason="same_child"))
    return links, True


def _sameness(
    mail: ReadMail,
    referral: ReadReferral,
    told: tuple[dict[str, str], tuple[Child, ...]],
    earlier: EarlierCase,
    *,
    in_thread: bool,
) -> str:
    """`same_form` or `other_version` where the referral is one that we have; empty for a new one.

    Two agencies that refer the same child make two referrals, and so does one agency with another incident.
    """
    facts, children = told
    certain = _same_children(children, earlier.children)
    same_sender = _same_sender(mail, facts, earlier)
    sha256 = next((file.sha256 for file in mail.files if file.path == referral.path), "")
    if sha256 in earlier.files and (in_thread or same_sender or _same_domain(mail, earlier)):
        return "same_form"
    if in_thread and certain:
        return "other_version"
    if not same_sender:
        return ""
    spoken = _speaks_of_another_version(mail)
    here, there = facts.get("incident.date"), earlier.facts.get("incident.date")
    same_incident = not here or not there or here == there
    return "other_version" if (certain and (same_incident or spoken)) or spoken else ""


def _same_children(mine: Sequence[Child], theirs: Sequence[Child]) -> bool:
    """The first child of both, or every child that is named now: a form about one more child may be a new referral."""
    first = bool(mine and theirs) and mine[0].is_same_as(theirs[0])
    return first or (bool(mine) and all(any(child.is_same_as(each) for each in theirs) for child in mine))


def _same_sender(mail: ReadMail, facts: dict[str, str], earlier: EarlierCase) -> bool:
    sender = mail.message.sender.mailbox if mail.message and mail.message.sender else ""
    if sender and sender == earlier.case.item.sender:
        return True
    email, theirs = facts.get("referrer.email", "").lower(), earlier.facts.get("referrer.email", "").lower()
    if email and theirs:
        return email == theirs and _same_domain(mail, earlier)
    names = name_words(facts.get("referrer.name", "")), name_words(earlier.facts.get("referrer.name", ""))
    return len(names[0]) >= 2 and names[0] == names[1] and _same_domain(mail, earlier)


def _same_domain(mail: ReadMail, earlier: EarlierCase) -> bool:
    sender = mail.message.sender if mail.message else None
    return sender is not None and sender.domain == earlier.case.item.sender.rpartition("@")[2]


def _speaks_of_another_version(mail: ReadMail) -> bool:
    if mail.message is None:
        return False
    text = f"{mail.message.untrusted_subject}\n{mail.message.untrusted_own_text[:3000]}"
    return _SPEAKS_OF_ANOTHER_VERSION.search(text) is not None


def _spoken_of(cases: KnownCases, mail: ReadMail, replies: OurReplies) -> list[CaseLink]:
    """Cases whose thread, reference or acknowledgement the mail names."""
    message = mail.message
    if message is None:
        return []
    links: dict[int, CaseLink] = {}
    answered = cases.of_our_mail(replies.ours)
    relation = JOINED if len(answered) == 1 and _is_party(cases, answered[0], mail, replies.ours) else PROPOSED
    for case in answered:
        links[case.id] = CaseLink(case=case, relation=relation, reason="our_message_id")
    for reason, found in (
        ("undelivered", cases.of_our_mail(message.reported_message_ids)),
        ("thread", cases.of_thread(replies.answered)),
        ("reference_in_subject", cases.named(_references_in(message.untrusted_subject))),
    ):
        for case in found:
            links.setdefault(case.id, CaseLink(case=case, relation=PROPOSED, reason=reason))
    return list(links.values())


def _is_party(cases: KnownCases, case: CaseRow, mail: ReadMail, ours: Sequence[str]) -> bool:
    sender = mail.message.sender.mailbox if mail.message and mail.message.sender else ""
    parties = {case.item.sender, *cases.recipients_of(ours)}
    return bool(sender) and sender in parties and mail.screening.authentication == "pass"


def _references_in(untrusted_subject: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_REFERENCE.findall(untrusted_subject[:2000].upper())))[:50]
