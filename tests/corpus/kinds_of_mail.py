"""Invented mails of every kind that a shared mailbox sees, each with what a careful person would say of it.

They belong together: read in order into an empty store, later ones go on with earlier ones.
"""

from collections.abc import Iterator

from tests.corpus.kinds_others import in_few_words, machines, others
from tests.corpus.kinds_pieces import Sample
from tests.corpus.kinds_referrals import going_on, packed, referrals


def samples() -> Iterator[Sample]:
    """All of them, named in order."""
    for number, (what, content, expected) in enumerate(
        (*referrals(), *packed(), *going_on(), *machines(), *in_few_words(), *others())
    ):
        yield Sample(name=f"{number:02d}-{what}.eml", content=content, expected=expected)
