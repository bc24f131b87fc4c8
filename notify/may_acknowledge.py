"""May this mail be acknowledged? The decision table, read from the top.

Only the acknowledgement is ever suppressed, never the intake. Every row is tried on every mail and each one that
matches gives its reason; the strictest decides: never before held before yes. What a row looks at is in `rules`.

    reason                  answer   because
    ----------------------  -------  ------------------------------------------------------------------------------
    duplicate               never    the same mail came before
    loop                    never    it carries our own loop mark, or a Message-ID of ours as its own
    own_mail                never    From, Sender, Reply-To or Return-Path is an address of ours
    bounce                  never    a delivery, read or abuse report; or the null return path
    no_usable_sender        never    no From address, several, or one that does not parse
    machine_sender          never    nobody reads that address: mailer-daemon, no-reply, owner-…, …-bounces
    auto_submitted          never    Auto-Submitted says anything but `no`
    response_suppressed     never    X-Auto-Response-Suppress names All, AutoReply or OOF
    bulk                    never    Precedence is bulk, list, junk or auto_reply; or it is a newsletter
    mailing_list            never    List-… and other headers of lists, or somebody else's loop mark
    auto_reply_header       never    a header by which autoresponders mark themselves, or one that declines answers
    auto_reply_subject      never    the subject begins like an automatic answer's, and there is no referral in it
    spam                    never    marked as spam
    no_letter               never    an entry for a calendar, a recall, or a server's substitute for a mail
    not_addressed_to_us     never    our address is not among To, Cc, Delivered-To and X-Original-To
    follow_up               never    its thread has had its acknowledgement
    sender_not_verified     held     our mail system's check failed; or a pass is required, or our own domain is
                                     claimed, and there is no pass
    rate_limited            held     the limits for this address, subject or domain, or for a day, are reached
    arrived_late            held     it lay at the server for long before we saw it
    personal_sender         held     a private person's mail provider
    sender_not_trusted      held     not the domain of a registered agency
    not_a_referral          held     the standard wording would mislead
    unsafe_now              held     it speaks of a child who may be unsafe now: a person comes first
    reply_to_differs        (noted)  Reply-To is elsewhere; we write to the From address only

Two rows of the design live elsewhere. An acknowledgement that exists already for a mail is kept from being written
again by the outbox's unique key. Too many in all, or too many returned, hold the whole outbox: `breaker`.
"""

from collections.abc import Callable

from notify import rules
from notify.model import AcknowledgementVerdict, IncomingMail, Permission
from notify.policy import AcknowledgementPolicy

Condition = Callable[[IncomingMail, AcknowledgementPolicy], bool]

NEVER: tuple[tuple[str, Condition], ...] = (
    ("duplicate", rules.is_duplicate),
    ("loop", rules.is_our_own_loop),
    ("own_mail", rules.is_from_us),
    ("bounce", rules.is_report),
    ("no_usable_sender", rules.has_no_usable_sender),
    ("machine_sender", rules.is_from_machine),
    ("auto_submitted", rules.is_auto_submitted),
    ("response_suppressed", rules.asks_for_silence),
    ("bulk", rules.is_bulk),
    ("mailing_list", rules.is_from_list),
    ("auto_reply_header", rules.has_auto_reply_header),
    ("auto_reply_subject", rules.has_auto_reply_subject),
    ("spam", rules.is_spam),
    ("no_letter", rules.is_no_letter),
    ("not_addressed_to_us", rules.is_not_addressed_to_us),
    ("follow_up", rules.follows_up),
)
HELD: tuple[tuple[str, Condition], ...] = (
    ("sender_not_verified", rules.is_not_verified),
    ("rate_limited", rules.is_over_limit),
    ("arrived_late", rules.arrived_late),
    ("personal_sender", rules.is_from_private_person),
    ("sender_not_trusted", rules.is_not_trusted),
    ("not_a_referral", rules.is_no_referral),
    ("unsafe_now", rules.speaks_of_danger_now),
)
NOTED: tuple[tuple[str, Condition], ...] = (("reply_to_differs", rules.wants_answers_elsewhere),)


def may_acknowledge(mail: IncomingMail, policy: AcknowledgementPolicy) -> AcknowledgementVerdict:
    """The verdict on one mail. The recipient is the From address and nothing else: never Reply-To, never Cc."""
    never, held, noted = (_matches(rows, mail, policy) for rows in (NEVER, HELD, NOTED))
    permission = Permission.NO if never else Permission.HELD if held else Permission.YES
    recipient = mail.sender if permission is not Permission.NO else None
    return AcknowledgementVerdict(permission=permission, reasons=(*never, *held, *noted), recipient=recipient)


def _matches(
    rows: tuple[tuple[str, Condition], ...], mail: IncomingMail, policy: AcknowledgementPolicy
) -> tuple[str, ...]:
    return tuple(code for code, applies in rows if applies(mail, policy))
