"""The spaCy pipeline: own tokenizer, sentences, printed text, cues. Finds and marks; decides nothing.

A blank English pipeline with components of our own: no model is loaded. The tokenizer is linear in the text's length,
whatever is in it, and the vocabulary of a text is given up after reading, so no word of a referral stays in memory.
"""

import re
from collections.abc import Mapping
from threading import Lock

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from config.schema.criteria import CriteriaSet
from config.schema.cues import CueLexicon
from triage.classify.boilerplate import PrintedText
from triage.classify.cues import CueReader
from triage.classify.readings import Hit, Reading, Sentence
from triage.classify.sentences import SentenceSplitter
from triage.classify.text import PlainText

MAX_SECTION = 60_000  # characters of one section that are read: some thirty pages
_TOKEN = re.compile(r"\w{1,60}(?:['’]\w{1,10})?|\s{1,200}|[^\w\s]")
_HITS = "cue_hits"
_SECTION = "section"
_ORIGINAL = "original"
_HALVES = re.compile("[\ud800-\udfff]")  # of characters: no encoding knows them


class ReferralTokenizer:
    """Words, marks and spaces. Linear; loses no character."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a Doc whose text is the text given."""
        words: list[str] = []
        spaces: list[bool] = []
        for match in _TOKEN.finditer(text):
            if match.group() == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(match.group())
                spaces.append(False)
        return Doc(self._vocab, words=words, spaces=spaces)


class SentenceMarker:
    """Keeps each sentence, trimmed, under `doc.spans["sentences"]`.

    `is_sent_start` is left alone: spaCy looks through the whole Doc at each setting of it, and a long text would stall.
    """

    def __init__(self, abbreviations: tuple[str, ...]) -> None:
        self._splitter = SentenceSplitter(abbreviations)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with its sentences."""
        cut = (doc.char_span(*span, alignment_mode="expand") for span in self._splitter.split(doc.text))
        spans = [span for span in cut if span is not None]
        doc.spans["sentences"] = spans
        return doc


class PrintedTextMarker:
    """Keeps the sentences that are only a form's own words under `doc.spans["printed"]`."""

    def __init__(self, printed: PrintedText) -> None:
        self._printed = printed

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with printed sentences marked."""
        doc.spans["printed"] = [span for span in doc.spans["sentences"] if self._printed.covers(span.text)]
        return doc


class CueMarker:
    """Reads the cues of every sentence that is not printed text; leaves readings in the Doc's user data."""

    def __init__(self, lexicon: CueLexicon) -> None:
        self._plain = PlainText(lexicon.words)
        self._cues = CueReader(lexicon)

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with the sentences and hits of the reading."""
        printed = {span.start for span in doc.spans["printed"]}
        section = doc.user_data.get(_SECTION, "")
        hits: list[tuple[Sentence, list[Hit]]] = []
        for index, span in enumerate(doc.spans["sentences"]):
            if span.start not in printed:
                sentence = self._sentence(section, index, span)
                hits.append((sentence, self._cues.read(sentence)))
        doc.user_data[_HITS] = hits
        return doc

    def _sentence(self, section: str, index: int, span: Span) -> Sentence:
        return Sentence(
            section=section,
            index=index,
            start=span.start_char,
            end=span.end_char,
            quote=span.doc.user_data.get(_ORIGINAL, span.doc.text)[span.start_char : span.end_char],
            plain=self._plain.of(span.text),
        )


@Language.factory("referral_sentences")
def _sentence_marker(nlp: Language, name: str, abbreviations: list[str]) -> SentenceMarker:  # noqa: ARG001
    return SentenceMarker(tuple(abbreviations))


@Language.factory("printed_text")
def _printed_text_marker(nlp: Language, name: str, criteria: str) -> PrintedTextMarker:  # noqa: ARG001
    return PrintedTextMarker(PrintedText(CriteriaSet.model_validate_json(criteria)))


@Language.factory("referral_cues")
def _cue_marker(nlp: Language, name: str, lexicon: str) -> CueMarker:  # noqa: ARG001
    return CueMarker(CueLexicon.model_validate_json(lexicon))


class NarrativeReader:
    """Reads the sections of a referral through the pipeline; built once, used by one thread at a time."""

    def __init__(self, criteria: CriteriaSet, lexicon: CueLexicon) -> None:
        self._nlp = spacy.blank("en")
        self._nlp.tokenizer = ReferralTokenizer(self._nlp.vocab)
        self._nlp.add_pipe("referral_sentences", config={"abbreviations": list(lexicon.words.abbreviations)})
        self._nlp.add_pipe("printed_text", config={"criteria": criteria.model_dump_json()})
        self._nlp.add_pipe("referral_cues", config={"lexicon": lexicon.model_dump_json()})
        self._lock = Lock()

    def read(self, sections: Mapping[str, str]) -> Reading:
        """Sentences and hits of all sections in their order. A section beyond `MAX_SECTION` characters is cut."""
        sentences: list[Sentence] = []
        hits: list[Hit] = []
        with self._lock, self._nlp.memory_zone():
            for section, text in sections.items():
                doc = self._nlp.tokenizer(_HALVES.sub("\ufffd", text[:MAX_SECTION]))
                doc.user_data[_SECTION], doc.user_data[_ORIGINAL] = section, text
                for sentence, found in self._nlp(doc).user_data[_HITS]:
                    sentences.append(sentence)
                    hits.extend(found)
        cut = any(len(text) > MAX_SECTION for text in sections.values())
        return Reading(sentences=tuple(sentences), hits=tuple(hits), cut=cut)
