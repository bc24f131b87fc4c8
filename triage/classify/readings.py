"""What the reader finds in a text before anything is decided: sentences, and the cues in them. No rules."""

from dataclasses import dataclass

from config.schema.cues import CueFamily
from triage.model import EvidenceQuote


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """One sentence of one section. `plain` is its reading form; `start`/`end` count in the section as given."""

    section: str
    index: int  # in the whole text
    start: int
    end: int
    quote: str
    plain: str

    def as_evidence(self) -> EvidenceQuote:
        """The sentence as a quote with its place."""
        return EvidenceQuote(section=self.section, start=self.start, end=self.end, quote=self.quote)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """One family of cues found in a sentence, after negation and hypothesis have been looked at."""

    sentence: Sentence
    key: str
    family: CueFamily
    weight: float  # what it adds to the sentence's score for its key


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A whole text as read: its sentences (printed text left out) and the cues asserted in them."""

    sentences: tuple[Sentence, ...]
    hits: tuple[Hit, ...]
    cut: bool = False  # a section was longer than is read

    def of(self, key: str) -> tuple[Hit, ...]:
        """The hits of one key, in the order of the text."""
        return tuple(hit for hit in self.hits if hit.key == key)
