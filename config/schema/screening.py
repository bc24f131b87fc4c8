"""What mail looks like that is not a plain referral: words, names and headers. Data only; `ingest` applies it.

A phrase is a row of words. `a|b` stands for one of several, `word*` for any ending, `...` for up to eight words in
between, `<time>` for a time of day. Case, punctuation and line breaks do not count; a phrase never reaches past its
sentence.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from config.schema.base import Frozen


def _has_words(phrase: str) -> str:
    words = phrase.split()
    if not words or "..." in (words[0], words[-1]) or any("||" in word or word in ("|", "*") for word in words):
        raise ValueError("a phrase begins and ends with a word, and '|' stands between two words")
    return phrase


Phrase = Annotated[str, AfterValidator(_has_words)]


class PhraseRule(Frozen):
    """Phrases that speak, unless one of `not_after` stands among the `window` words before them."""

    phrases: tuple[Phrase, ...] = ()
    not_after: tuple[str, ...] = ()
    window: int = Field(default=4, ge=1, le=20)


class ScreeningRules(Frozen):
    """Everything by which a mail's class and flags are found. The last four come from the service's settings."""

    auto_reply_subjects: tuple[str, ...]  # beginnings, without `Re:` and the like
    absence_subjects: tuple[str, ...]  # the same, where the mail asks nothing
    bounce_subjects: tuple[str, ...]
    read_receipt_subjects: tuple[str, ...]
    recall_subjects: tuple[str, ...]
    calendar_subjects: tuple[str, ...]
    spam_subjects: tuple[str, ...]
    daemon_senders: tuple[str, ...]  # local parts; `*` at either end
    noreply_senders: tuple[str, ...]
    auto_reply_words: PhraseRule  # standard words of absences and ticket systems
    recall_words: PhraseRule
    referral_words: PhraseRule  # the mail speaks of a referral that it brings
    supporting_words: PhraseRule  # the document is a paper for a case
    injection: PhraseRule  # instructions to a machine that reads along
    urgent: PhraseRule
    unsafe_states: PhraseRule  # a child is in danger
    unsafe_requests: PhraseRule  # somebody is asked to see a child at once
    other_pathways: PhraseRule  # child protection, LADO, adult reviews, child death
    portal_words: PhraseRule  # the message itself waits elsewhere
    portal_hosts: tuple[str, ...]
    portal_files: tuple[str, ...]  # file names; `*` at either end
    newsletter_words: PhraseRule  # two different ones make a newsletter
    spam_words: PhraseRule
    our_topics: PhraseRule  # whatever speaks of these is never plainly spam
    dangerous_extensions: tuple[str, ...]
    personal_domains: tuple[str, ...] = ()  # patterns such as `hotmail.*`
    authserv_id: str = ""  # whose Authentication-Results are believed; empty: nobody's
    reference_prefix: str = ""  # of this partnership's case references
    own_list_ids: tuple[str, ...] = ()  # List-Ids of distribution lists that lead to us

    def for_site(
        self,
        personal_domains: tuple[str, ...] = (),
        authserv_id: str = "",
        reference_prefix: str = "",
        own_list_ids: tuple[str, ...] = (),
    ) -> "ScreeningRules":
        """The rules with what the settings say of this installation."""
        return self.model_copy(
            update={
                "personal_domains": personal_domains,
                "authserv_id": authserv_id,
                "own_list_ids": own_list_ids,
                "reference_prefix": reference_prefix,
            }
        )
