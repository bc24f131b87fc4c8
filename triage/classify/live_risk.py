"""Does a text say that a child is unsafe now, with nobody named who has acted? A prompt to look, never a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from config.schema.cues import CueLexicon, load_cues
from triage.classify.assertion import Assertion
from triage.classify.patterns import Cue, compile_cue
from triage.classify.pipeline import MAX_SECTION
from triage.classify.sentences import SentenceSplitter
from triage.classify.text import PlainText
from triage.model import EvidenceQuote


@dataclass(frozen=True, kw_only=True)
class _Line:
    quote: EvidenceQuote
    plain: str


class LiveRiskReader:
    """The cues of danger and of action, compiled once."""

    def __init__(self, lexicon: CueLexicon) -> None:
        live = lexicon.live_risk
        sets = {**lexicon.words.sets, **live.sets}
        self._danger, self._action, self._past, self._worry, self._present, self._sheltered = (
            tuple(compile_cue(each, sets) for each in cues)
            for cues in (live.danger, live.action, live.past, live.worry, live.present, live.sheltered)
        )
        self._assertion = Assertion(lexicon.words)
        self._plain = PlainText(lexicon.words)
        self._splitter = SentenceSplitter(lexicon.words.abbreviations)

    def read(self, sections: Mapping[str, str]) -> EvidenceQuote | None:
        """The first sentence that says so, or None. An action named anywhere in the text counts as taken.

        What is told of the past is neither: police who came years ago do not watch over anybody today.
        """
        lines = [line for name, text in sections.items() for line in self._lines(name, text[:MAX_SECTION])]
        if any(self._says(self._action, each.plain) for each in lines):
            return None
        named = (each.quote for each in lines if self._says(self._danger, each.plain))
        return next(named, None) or self._present_worry(lines)

    def _lines(self, section: str, text: str) -> list[_Line]:
        """The sentences that do not speak of the past."""
        found = [
            _Line(
                quote=EvidenceQuote(section=section, start=start, end=end, quote=text[start:end]),
                plain=self._plain.of(text[start:end]),
            )
            for start, end in self._splitter.split(text)
        ]
        return [each for each in found if not any(cue.find(each.plain) for cue in self._past)]

    def _present_worry(self, lines: Sequence[_Line]) -> EvidenceQuote | None:
        """The first sentence of now that has a worry in it or beside it."""
        worries = [self._says(self._worry, each.plain) for each in lines]
        for index, each in enumerate(lines):
            if any(worries[max(0, index - 1) : index + 2]) and self._is_now(each):
                return each.quote
        return None

    def _is_now(self, line: _Line) -> bool:
        sheltered = any(cue.find(line.plain) for cue in self._sheltered)
        return not sheltered and any(cue.find(line.plain) for cue in self._present)

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
