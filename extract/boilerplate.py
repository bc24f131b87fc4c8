"""What a form prints for everybody: guidance, hints, placeholders, criteria wording. None of it is ever an answer.

Recognised by formatting against the answer, by shape (instructions, bracketed hints, questions in front of an answer)
and by likeness to commonly printed phrases; never by the wording of one particular form.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from rapidfuzz import fuzz

from config.schema.fields import PrintedWords
from extract.document import Paragraph, Span
from extract.values import is_blank, special_answer, tidy

OWN_LINE = 4  # words from which a line of a recognised form is masked: an answer may be as short as a label
LIKENESS = 88  # percent of agreement with a printed phrase
_WHOLE_BRACKET = re.compile(r"^\s*[(\[][^()\[\]]*[)\]]\s*[.:]?\s*$", re.S)
_PROMPT = re.compile(r"^\s*\[[A-Za-z][^\[\]\d]{2,60}\]\s*$")  # `[Steps taken]`, left standing in square brackets
_LEADING_BRACKET = re.compile(r"^\s*[(\[]([^()\[\]]{3,200})[)\]]\s*[:.]?\s*")
_FIRST_OR_PAST = re.compile(
    r"\b(?:i|we|our|my|was|were|had|did|has|have|been|is|are|she|he|they|told|said|attended)\b", re.I
)


_INFORMATION = re.compile(r"\(\s*for (?:your )?information\b|\bfor (?:your )?information only|\bdo not return\b", re.I)
_FOR_USE = re.compile(
    r"^for (?:the )?(?:[\w/-]+ ){1,3}use(?: only)?$"
    r"|^(?:official|internal|partnership|office|administrat\w+|business (?:unit|manager)|panel|secretariat)s? use"
    r"(?: only)?$"
    r"|^for use by (?:the )?(?:[\w/-]+ ){0,3}(?:team|unit|office|partnership|panel|group|manager)(?: only)?$"
    r"|^for (?:the )?(?:[\w-]+ ){0,2}(?:partners|partnership|office|business unit|secretariat|administrators?)"
    r"(?: to complete| only)?$"
)
_OFFICE_LINE = re.compile(r"^\W*(?:for (?:the )?office\b|office use\b)", re.I)
_ASKED_FIRST = re.compile(r"[^?.]{4,60}\?\s")
_WORD_COUNT = re.compile(r"\b\d{2,4} words\b", re.I)
_SPECIMEN = re.compile(r"^\W*(?:worked |completed )?(?:example|specimen|sample)(?: entry| answer)?\s*[.:–-]", re.I)
_LAW = re.compile(
    r"\bworking together\b.{0,40}\b20\d\d|\bsection 16|\bchildren act\b|\bstatutory guidance\b|\bregulations?\b"
    r"|\bpartners (?:must|should|look|have|consider|will|are)\b|\bcriteria (?:are|is|below|above|printed)\b",
    re.I,
)  # what printed law and criteria speak of
_OURS = re.compile(r"\b(?:we|our|i|my)\b", re.I)
_ONE_EACH = re.compile(
    r"^\W*(?:one|a)(?: separate| new)? (?:box|row|line|entry|panel|card|table|form|section|block|column|sheet)\b"
    r"[^.]{0,30}\b(?:per|each|every)\b",
    re.I,
)  # how a form asks for a list: `One box for each person`
_ABOUT_FORM = re.compile(
    r"\b(?:may|must|should|can|will|please|do not)\b[^.]{0,60}"
    r"\b(?:use|complete|fill|send|return|submit|see)\b[^.]{0,40}"
    r"\bthis (?:form|request|referral|document|template)\b"
    r"|\bbefore you send\b|\b(?:can|may|must|should) fill (?:this|it) in\b"
    r"|^this (?:form|request|referral form|template) (?:is (?:for|not)|must|should|may|can|does|will)\b"
    r"|^(?:only )?(?:use|complete) this (?:form|request|referral|document)\b",
    re.I,
)  # what a form says of itself to everybody
_WRITER = re.compile(r"\b(?:I|my|me|he|she|his|her)\b")
_ADDRESSED = re.compile(r"\byou(?:r|rs|'re)?\b", re.I)  # writers of answers seldom speak to their reader
_PARTS = re.compile(
    r"\bWorking Together\b"
    r"|\b(?:Section|Part|Box|Page|Form|Appendix|Annex|Question|Panel|Group|Board|Partnership|Council)s?"
    r"(?: [A-Z\d]\w?)?\b"
)  # of forms, which guidance speaks of
LONGEST_ASIDE = 120  # characters of a heading


class PrintedText:
    """Recognises printed text with the words of the catalogue."""

    def __init__(self, words: PrintedWords, lines: Sequence[str] = ()) -> None:
        """`lines`: what a recognised form prints on its blank copy."""
        self._lines = {_plain(each) for each in lines if len(each.split()) >= OWN_LINE}
        self._placeholders = {_plain(each) for each in words.placeholders}
        starts = sorted(words.instructions, key=len, reverse=True)
        self._instruction = re.compile(r"^\W*(?:" + "|".join(map(re.escape, starts)) + r")(?![\w'’])", re.I)
        self._phrases = tuple(_plain(each) for each in words.phrases)
        self._office = {_plain(each) for each in words.office_sections}
        self._asides = tuple(_plain(each) for each in words.aside_sections)
        self._examples = re.compile(r"^\W*(?:" + "|".join(map(re.escape, words.example_rows)) + r")(?!\w)", re.I)
        self._row_heads = {_plain(each) for each in words.row_heads}
        self._sign_offs = tuple(_plain(each) for each in words.sign_offs)

    def is_placeholder(self, text: str) -> bool:
        """Whether the whole text is the prompt of an empty control."""
        prompt = _PROMPT.match(text) and not special_answer(text.strip().strip("[]"))
        return _plain(text) in self._placeholders or bool(prompt)

    def is_row_head(self, text: str) -> bool:
        """Whether a form commonly prints these words in the first cell of a row to be filled in: `School`, `Police`."""
        parts = [part.strip() for part in re.split(r"\s*/\s*", _plain(text)) if part.strip()]
        return _plain(text) in self._row_heads or (len(parts) > 1 and all(part in self._row_heads for part in parts))

    def is_instruction(self, text: str) -> bool:
        """Whether a text tells the writer what to do, rather than being the writer's own."""
        plain = tidy(text).strip("()[] ")
        tells = self._instruction.match(plain) or _WORD_COUNT.search(plain) or _ONE_EACH.match(plain)
        return bool(tells) and len(plain) < 400

    def is_printed_phrase(self, text: str) -> bool:
        """Whether a text is criteria wording or a notice as forms commonly print it."""
        plain = _plain(text)
        return plain in self._lines or (
            len(plain) > 20
            and any(
                fuzz.ratio(plain, each) >= LIKENESS or (len(plain) > 35 and fuzz.partial_ratio(plain, each) >= 94)
                for each in self._phrases
            )
        )

    def is_office_heading(self, text: str) -> bool:
        """Whether a heading opens a block that the partnership fills in itself."""
        plain = _plain(text)
        if plain.startswith(self._asides) or _INFORMATION.search(text):
            return len(plain) < LONGEST_ASIDE
        if _FOR_USE.match(re.sub(r"^(?:section|part) \w{1,3} ", "", plain)):
            return True
        return any(plain == each or (len(each) > 9 and each in plain and len(plain) < 120) for each in self._office)

    def is_office_words(self, text: str) -> bool:
        """Whether words say no more than whose box this is: `For office use only`."""
        return bool(_FOR_USE.match(_plain(text)) or _OFFICE_LINE.match(text)) or _plain(text) in self._office

    def is_example(self, text: str) -> bool:
        """Whether a row says of itself that it is a specimen."""
        return bool(self._examples.match(text))

    def is_specimen(self, text: str) -> bool:
        """Whether a line shows how a form is filled in: `Worked example. Name of child: …`."""
        return bool(_SPECIMEN.match(text))

    def is_sign_off(self, text: str) -> bool:
        """Whether a line ends the answers of a mail: thanks, signature, disclaimer."""
        plain = _plain(text)
        if text.strip() == "--":
            return True
        if text.rstrip().endswith(("?", ":")) or _ASKED_FIRST.match(text):
            return False  # `Best number for you? 01632 960101`
        return any(
            plain == each or (plain.startswith(each + " ") and (len(each) > 12 or len(plain) < len(each) + 25))
            for each in self._sign_offs
            if each
        )

    def answer(self, paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        """The writer's own paragraphs: without placeholders, deletions and the printed text in front of the answer."""
        written = [each for each in map(self._written, _from_first_typed(paragraphs)) if not is_blank(each.text)]
        while written and self._is_guidance(written[0], written[1:]):
            written.pop(0)
        if written:
            written[0] = self._without_leading_hint(written[0])
            written = [each for each in written if not is_blank(each.text)]
        return tuple(each for each in written if not self.is_printed_phrase(each.text))

    def _written(self, paragraph: Paragraph) -> Paragraph:
        spans = tuple(span for span in paragraph.spans if not (span.hidden or span.strike or _is_prompt(span)))
        kept = replace(paragraph, spans=spans)
        return replace(kept, spans=()) if self.is_placeholder(kept.text) else kept

    def _is_guidance(self, first: Paragraph, following: Sequence[Paragraph]) -> bool:
        text = tidy(first.text)
        if any(_is_typed(span) for span in first.spans if span.text.strip()) or special_answer(text):
            return False
        instructs = self.is_instruction(text)
        if _ABOUT_FORM.search(text) and not _WRITER.search(text):
            return True
        hinted = bool(_WHOLE_BRACKET.match(text)) and (instructs or text.rstrip(" .)]").endswith("?"))
        if hinted or self.is_printed_phrase(text) or (following and _LAW.search(text) and not _OURS.search(text)):
            return True
        if (
            following
            and is_toned(first)
            and all(map(is_toned, following))
            and not _names(" ".join(each.text for each in (first, *following)))
        ):
            return True
        if following:
            apart = _stands_apart(first, following)
            return apart or (instructs and len(text) < 300) or (text.endswith("?") and len(text) < 200)
        if _ADDRESSED.search(text) and not _OURS.search(text) and not _names(text):
            return True
        toned = all(span.italic or span.grey for span in first.spans if span.text.strip())
        asks = instructs or (text.endswith("?") and len(text) > 12)
        plain = len(text) < 200 and not _names(text)
        return (toned and plain) or (asks and plain and (text.endswith("?") or not _FIRST_OR_PAST.search(text)))

    def _without_leading_hint(self, paragraph: Paragraph) -> Paragraph:
        """`(If so, when?) In 2024` and a grey first run without the hint."""
        spans = list(paragraph.spans)
        toned = [bool((span.italic or span.grey) and not span.control) for span in spans]
        if toned and toned[0] and not all(on or not span.text.strip() for on, span in zip(toned, spans, strict=True)):
            lead = next(i for i, on in enumerate(toned) if not on and spans[i].text.strip())
            if self._looks_printed("".join(span.text for span in spans[:lead])):
                return replace(paragraph, spans=tuple(spans[lead:]))
        match = _LEADING_BRACKET.match(paragraph.text)
        if (
            match
            and (self.is_instruction(match[1]) or match[1].rstrip().endswith("?"))
            and len(match[0]) < len(paragraph.text)
        ):
            return replace(paragraph, spans=cut_spans(paragraph.spans, match.end()))
        return paragraph

    def _looks_printed(self, text: str) -> bool:
        return self.is_instruction(text) or bool(_WHOLE_BRACKET.match(text)) or tidy(text).endswith(("?", ":"))


def cut_spans(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """Spans without their first `length` shown characters."""
    kept: list[Span] = []
    for span in spans:
        drop = min(length, len(span.text))
        length -= drop
        if drop < len(span.text):
            kept.append(replace(span, text=span.text[drop:]))
    return tuple(kept)


def is_toned(paragraph: Paragraph) -> bool:
    """Whether all words are set in italics or grey, as hints are."""
    words = [span for span in paragraph.spans if span.text.strip() and not span.hidden]
    return bool(words) and all(span.italic or span.grey for span in words)


def _from_first_typed(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """An answer from its first control to type in: what stands in paragraphs above one was printed for everybody."""
    typed = [any(_is_typed(span) and not span.mark for span in each.spans) for each in paragraphs]
    return paragraphs[typed.index(True) :] if any(typed) else paragraphs


def _is_typed(span: Span) -> bool:
    """Whether a form control holds the words, so that a reader typed them; a drawn box may hold printed ones."""
    return span.control is not None and span.control.origin != "drawn"


def _is_prompt(span: Span) -> bool:
    return bool(span.control and span.control.placeholder)


def _stands_apart(first: Paragraph, following: Sequence[Paragraph]) -> bool:
    """Whether the first paragraph is set as guidance (italic, grey, clearly smaller) and what follows is not."""
    return (
        (_share(first, "italic") > 0.9 and _mean(following, "italic") < 0.3)
        or (_share(first, "grey") > 0.9 and _mean(following, "grey") < 0.3)
        or (_size(first) > 0 and _size(first) <= 0.88 * _size(following[-1]))
    )


def _share(paragraph: Paragraph, flag: str) -> float:
    total = sum(len(span.text.strip()) for span in paragraph.spans)
    return sum(len(span.text.strip()) for span in paragraph.spans if getattr(span, flag)) / total if total else 0.0


def _mean(paragraphs: Sequence[Paragraph], flag: str) -> float:
    return sum(_share(each, flag) for each in paragraphs) / len(paragraphs)


def _size(paragraph: Paragraph) -> float:
    sizes = [span.size for span in paragraph.spans if span.size and span.text.strip()]
    return median(sizes) if sizes else 0.0


def _names(text: str) -> bool:
    """Whether capitals inside the sentence or digits suggest that it speaks of a case."""
    return bool(re.search(r"(?<=[a-z,;] )[A-Z][a-z]+|\d{2}", _PARTS.sub("", text)))


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s/-]+", "", tidy(text).casefold().replace("’", "'")).split())
