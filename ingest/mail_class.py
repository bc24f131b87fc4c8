"""What kind of mail this is, once its documents have been read. Pure: facts in, class, reasons and flags out.

Where the signs contradict each other, the reading wins that loses no referral. Whether a referral has been sent before
can only be told by whoever knows the cases, so nothing here says `correction` or `duplicate`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from config.schema.screening import ScreeningRules
from ingest.filenames import extension_of
from ingest.model import DocumentFacts, MessageClass, Screening, SourceMessage
from ingest.phrases import matches
from ingest.pictures import is_small_picture
from ingest.quoting import own_words
from ingest.rules_machine import fits_name
from ingest.screening import screen

FORM, OTHER_FORM, SUPPORTING, OTHER = "referral_form", "other_form", "supporting_document", "other_document"
ENCRYPTED, UNREADABLE, ARCHIVE = "encrypted", "unreadable", "archive"
_NO_DOCUMENT = {"inline_image", "signature"}
# A form in such a mail is our own returned one, or an old one that somebody wants back: never a new referral.
_NEVER_A_REFERRAL = {MessageClass.BOUNCE, MessageClass.RECALL}
# These are what they are even where they answer one of our mails.
_NEVER_A_REPLY = {MessageClass.AUTO_REPLY, MessageClass.CALENDAR, MessageClass.SPAM, MessageClass.UNREADABLE}
_NOT_BY_TEXT_ALONE = {MessageClass.NEWSLETTER, MessageClass.SPAM, MessageClass.UNREADABLE}
# A list or a filter marks the envelope, and a typed referral may lie in it all the same.
_OF_THE_ENVELOPE = {"list_header", "bulk_precedence", "spam_flag", "spam_status", "spam_level"}
MARKED_AS_SPAM = "marked_as_spam"
_MAX_DOCUMENT_TEXT = 100_000  # characters of a document that are looked at for instructions to a machine


@dataclass(frozen=True, kw_only=True)
class _Documents:
    """The documents of a mail by what they are; its own text, pictures in it and opened containers left out."""

    kinds: Collection[str]
    typed: bool  # the mail's own text is a referral
    names: tuple[str, ...]
    unread: bool  # one that might be read by a person cannot be read here
    dangerous_only: bool


@dataclass(frozen=True, kw_only=True)
class MailJudge:
    """Says what a mail is by the rules of one installation: first alone, then with its documents."""

    rules: ScreeningRules

    def screen(self, message: SourceMessage) -> Screening:
        """What envelope and text say."""
        return screen(message, self.rules)

    def conclude(
        self, message: SourceMessage, screening: Screening, documents: Sequence[DocumentFacts], *, answers_us: bool
    ) -> Screening:
        """What it is."""
        return conclude(message, screening, documents, self.rules, answers_us=answers_us)


def conclude(
    message: SourceMessage,
    screening: Screening,
    documents: Sequence[DocumentFacts],
    rules: ScreeningRules,
    *,
    answers_us: bool,
) -> Screening:
    """The screening with its class decided and what the documents add. `answers_us`: it names one of our mails."""
    found = _sorted_out(documents, rules)
    flags = [*screening.flags]
    if ENCRYPTED in found.kinds:
        flags.append("encrypted")
    if any(matches(each.text[:_MAX_DOCUMENT_TEXT], rules.injection) for each in documents):
        flags.append("injection")
    decided, reason = _decide(message, replace(screening, flags=tuple(flags)), found, rules, answers_us=answers_us)
    if screening.message_class is MessageClass.SPAM and decided is not MessageClass.SPAM:
        flags.append(MARKED_AS_SPAM)
    return replace(
        screening,
        message_class=decided,
        reasons=tuple(dict.fromkeys([*screening.reasons, *([reason] if reason else [])])),
        flags=tuple(dict.fromkeys(flags)),
    )


def decide_class(
    message: SourceMessage,
    screening: Screening,
    documents: Sequence[DocumentFacts],
    rules: ScreeningRules,
    *,
    answers_us: bool = False,
) -> MessageClass:
    """Only the class; see `conclude`."""
    return _decide(message, screening, _sorted_out(documents, rules), rules, answers_us=answers_us)[0]


def _decide(
    message: SourceMessage, screening: Screening, found: _Documents, rules: ScreeningRules, *, answers_us: bool
) -> tuple[MessageClass, str]:
    """A filled-in form makes a referral of any mail but a delivery report or a recall."""
    said = screening.message_class
    replies = answers_us or "answers_our_domain" in screening.reasons
    if said in _NEVER_A_REFERRAL:
        return said, ""
    by_text = said not in _NOT_BY_TEXT_ALONE or not _OF_THE_ENVELOPE.isdisjoint(screening.reasons)
    if FORM in found.kinds or (found.typed and by_text):
        return (MessageClass.REPLY_WITH_FORM if replies else MessageClass.REFERRAL), "form_found"
    if OTHER_FORM in found.kinds:
        return MessageClass.WRONG_PATHWAY, "form_of_another_pathway"
    if said in _NEVER_A_REPLY or (said is not None and not answers_us):
        return said, ""
    if ENCRYPTED in found.kinds or said is MessageClass.ENCRYPTED:
        return MessageClass.ENCRYPTED, "locked_document" if ENCRYPTED in found.kinds else ""
    if replies:
        return MessageClass.REPLY_NO_FORM, "answers_us"
    return _without_form(message, screening, found, rules)


def _without_form(
    message: SourceMessage, screening: Screening, found: _Documents, rules: ScreeningRules
) -> tuple[MessageClass, str]:
    if found.dangerous_only and not _speaks_of_referral(message, found, rules):
        return MessageClass.SPAM, "only_a_program"
    if SUPPORTING in found.kinds:
        return MessageClass.SUPPORTING, "supporting_document"
    if found.unread:
        return MessageClass.REFERRAL, "document_not_readable"
    if OTHER in found.kinds:
        return _with_some_document(message, found, rules)
    if "case_reference" in screening.reasons:
        return MessageClass.REPLY_NO_FORM, "names_a_case"
    # A child in danger now is for children's social care or the police, whatever else the mail asks.
    if "other_pathway_words" in screening.reasons or "child_may_be_unsafe_now" in screening.flags:
        return MessageClass.WRONG_PATHWAY, ""
    return MessageClass.QUERY, "blank_form" if "blank_form" in found.kinds else ""


def _with_some_document(message: SourceMessage, found: _Documents, rules: ScreeningRules) -> tuple[MessageClass, str]:
    """A readable document that is no form: papers for a case, a referral in an unknown shape, or beside a question."""
    text = f"{_own_text(message)}\n\n{' '.join(found.names)}"
    if matches(text, rules.supporting_words):
        return MessageClass.SUPPORTING, "supporting_words"
    if _speaks_of_referral(message, found, rules):
        return MessageClass.REFERRAL, "form_not_recognised"
    asks = "?" in _own_text(message)
    return (MessageClass.QUERY, "question") if asks else (MessageClass.SUPPORTING, "other_document")


def _sorted_out(documents: Sequence[DocumentFacts], rules: ScreeningRules) -> _Documents:
    outer = [each for each in documents if not each.is_body]
    real = [each for each in outer if not _is_aside(each)]
    forms = {each.kind for each in outer if each.nested_text} & {FORM}
    programs = [each for each in real if _can_run(each, rules)]
    unread = [each for each in real if each.kind in (UNREADABLE, ARCHIVE) and each not in programs]
    return _Documents(
        kinds={each.kind for each in real} | forms,
        typed=any(each.is_body and each.kind == FORM for each in documents),
        names=tuple(each.filename for each in real),
        unread=bool(unread),
        dangerous_only=bool(real) and len(programs) == len(real),
    )


def _is_aside(each: DocumentFacts) -> bool:
    """Not a document that somebody sent to be read: a container is what it holds, a small picture is a signature's."""
    return (
        each.kind in _NO_DOCUMENT or each.container or each.nested_text or is_small_picture(each.filename, each.content)
    )


def _can_run(each: DocumentFacts, rules: ScreeningRules) -> bool:
    unread = each.kind in (UNREADABLE, ARCHIVE, OTHER)
    return (
        unread and extension_of(each.filename) in rules.dangerous_extensions and extension_of(each.filename) != "docm"
    )


def _speaks_of_referral(message: SourceMessage, found: _Documents, rules: ScreeningRules) -> bool:
    text = f"{message.untrusted_subject}.\n\n{_own_text(message)}"
    named = any(fits_name(name, ("*referral*", "*lig*", "*form*")) for name in found.names)
    return named or matches(text, rules.referral_words)


def _own_text(message: SourceMessage) -> str:
    return own_words(message.untrusted_text, message.untrusted_subject)
