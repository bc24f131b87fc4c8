"""Does a text say that a child is unsafe now, with nobody named who has acted? A prompt to look, never a decision."""

from collections.abc import Mapping
from functools import cache

from config.schema.cues import CueLexicon, load_cues
from triage.classify.patterns import Cue, compile_cue
from triage.classify.sentences import SentenceSplitter
from triage.classify.text import PlainText
from triage.model import EvidenceQuote


class LiveRiskReader:
    """The cues of danger and of action, compiled once."""

    def __init__(self, lexicon: CueLexicon) -> None:
        sets = lexicon.words.sets
        self._danger = tuple(compile_cue(each, sets) for each in lexicon.live_risk.danger)
        self._action = tuple(compile_cue(each, sets) for each in lexicon.live_risk.action)
        self._plain = PlainText(lexicon.words)
        self._splitter = SentenceSplitter(lexicon.words.abbreviations)

    def read(self, sections: Mapping[str, str]) -> EvidenceQuote | None:
        """The first sentence that says so, or None. An action named anywhere in the text counts as taken."""
        if any(_any(self._action, self._plain.of(text)) for text in sections.values()):
            return None
        for section, text in sections.items():
            for start, end in self._splitter.split(text):
                if _any(self._danger, self._plain.of(text[start:end])):
                    return EvidenceQuote(section=section, start=start, end=end, quote=text[start:end])
        return None


def live_risk(sections: Mapping[str, str]) -> EvidenceQuote | None:
    """`LiveRiskReader.read` with the cues that ship with the service."""
    return _default_reader().read(sections)


@cache
def _default_reader() -> LiveRiskReader:
    return LiveRiskReader(load_cues())


def _any(cues: tuple[Cue, ...], plain: str) -> bool:
    return any(cue.find(plain) for cue in cues)
