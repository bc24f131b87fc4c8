"""Does a text say that a child is unsafe now, with nobody named who has acted? A prompt to look, never a decision."""

from collections.abc import Mapping
from functools import cache

from config.schema.cues import CueLexicon, load_cues
from triage.classify.assertion import Assertion
from triage.classify.patterns import Cue, compile_cue
from triage.classify.pipeline import MAX_SECTION
from triage.classify.sentences import SentenceSplitter
from triage.classify.text import PlainText
from triage.model import EvidenceQuote


class LiveRiskReader:
    """The cues of danger and of action, compiled once."""

    def __init__(self, lexicon: CueLexicon) -> None:
        sets = lexicon.words.sets
        self._danger = tuple(compile_cue(each, sets) for each in lexicon.live_risk.danger)
        self._action = tuple(compile_cue(each, sets) for each in lexicon.live_risk.action)
        self._assertion = Assertion(lexicon.words)
        self._plain = PlainText(lexicon.words)
        self._splitter = SentenceSplitter(lexicon.words.abbreviations)

    def read(self, sections: Mapping[str, str]) -> EvidenceQuote | None:
        """The first sentence that says so, or None. An action named anywhere in the text counts as taken."""
        first: EvidenceQuote | None = None
        for section, text in sections.items():
            for start, end in self._splitter.split(text[:MAX_SECTION]):
                plain = self._plain.of(text[start:end])
                if self._says(self._action, plain):
                    return None
                if first is None and self._says(self._danger, plain):
                    first = EvidenceQuote(section=section, start=start, end=end, quote=text[start:end])
        return first

    def _says(self, cues: tuple[Cue, ...], plain: str) -> bool:
        """Whether the sentence says one of these without denying it: "nobody has rung the police" is no action."""
        matches = (cue.find(plain) for cue in cues)
        return any(match is not None and not self._assertion.denied(plain, match.start()) for match in matches)


def live_risk(sections: Mapping[str, str]) -> EvidenceQuote | None:
    """`LiveRiskReader.read` with the cues that ship with the service."""
    return _default_reader().read(sections)


@cache
def _default_reader() -> LiveRiskReader:
    return LiveRiskReader(load_cues())
