"""Values on scans whose letters are unsure: withheld with their place, never given as certain."""

import pytest

from config.domain import load_fields
from extract.document import Paragraph, Place, SourceDocument, Span
from extract.model import FieldReading
from extract.pdf_lines import pieces_of
from extract.pdf_page import Box, Style
from extract.pdf_paragraphs import Lines
from extract.pdf_spans import Writing, spans_of
from extract.pdf_words import Token
from extract.reading import read_form
from extract.scan_ocr import ReadWord, _cleaned, _likelier
from extract.ticks import habits
from extract.unsure_words import without_unsure

CATALOGUE = load_fields(None)
NAME, BELOW = (100.0, 80.0, 300.0, 92.0), (100.0, 110.0, 300.0, 122.0)


def line(text: str, box: tuple[float, float, float, float], **doubts: float) -> Paragraph:
    span = Span(text=text, score=0.98, doubts=tuple(doubts.items()))
    return Paragraph(spans=(span,), place=Place(part="page", page=1, box=box))


def reading(path: str, value: str, box: tuple[float, float, float, float] = NAME, page: int = 1) -> FieldReading:
    place = Place(part="page", page=page, box=box)
    return FieldReading(path=path, value=value, raw=value, confidence=0.98, place=place, label="As asked")


def split(found: FieldReading, *lines: Paragraph) -> tuple[tuple[FieldReading, ...], list[str]]:
    document = SourceDocument(format="scan", items=lines)
    kept, withheld = without_unsure([found], document, CATALOGUE)
    assert all(each.unreadable and each.label == "As asked" and each.place == found.place for each in withheld)
    return kept, [each.path for each in withheld]


@pytest.mark.parametrize(
    ("path", "value", "doubt", "trust"),
    [
        ("children[0].full_name", "Ada Fitch", "Fitch", 0.52),
        ("referrer.phone", "01632 960117", "960117", 0.4),
        ("children[1].dob", "2014-03-08", "2014-03-08", 0.3),
        ("children[0].school", "Oakleigh Primary", "Oakleigh", 0.45),
        ("children[0].nhs_number_invalid", "9434765918", "9434765918", 0.9),
    ],
)
def test_a_value_with_an_unsure_letter_is_unreadable(path: str, value: str, doubt: str, trust: float) -> None:
    kept, withheld = split(reading(path, value), line(value, NAME, **{doubt: trust}))
    assert kept == ()
    assert withheld == [path]


@pytest.mark.parametrize(
    ("path", "value", "doubt"),
    [
        ("incident.summary", "She was seen on the ward by Dr Ames.", "Ames."),
        ("children[0].cp_plan", "yes", "yes"),
        ("children[0].nhs_number", "9434765919", "9434765919"),
    ],
)
def test_accounts_known_words_and_checked_numbers_stay(path: str, value: str, doubt: str) -> None:
    found = reading(path, value)
    kept, withheld = split(found, line(value, NAME, **{doubt: 0.3}))
    assert (kept, withheld) == ((found,), [])


@pytest.mark.parametrize(
    ("path", "broken", "whole"),
    [
        ("children[0].dob", "22/2013", "2013-03-22"),
        ("incident.date", "March 2026", "2026-03-04"),
        ("referrer.phone", "960320", "01632 960320 / 07700 900123"),
        ("referrer.phone", "0163 2960", "01632 960320 ext 12"),
        ("representative.email", "b.lark harbour.example", "b.lark@harbour.example"),
        ("children[0].postcode", "SY48 9D", "SY48 9DD"),
        ("children[0].postcode", "0", "unknown"),
    ],
)
def test_values_without_the_shape_of_their_kind_are_unreadable(path: str, broken: str, whole: str) -> None:
    has_words = broken[0].isalpha() and path.endswith("date")  # a month in words is what the form says
    assert split(reading(path, broken), line("-", NAME))[1] == ([] if has_words else [path])
    assert split(reading(path, whole), line("-", NAME))[1] == []
    typed = SourceDocument(format="docx", items=())
    assert without_unsure([reading(path, broken)], typed, CATALOGUE)[1] == ()


def test_a_value_is_no_surer_than_its_letters() -> None:
    (kept,), withheld = split(reading("children[0].full_name", "Ada Fitch"), line("Ada Fitch", NAME, Fitch=0.7))
    assert kept.confidence == 0.7
    assert withheld == []


def test_doubts_elsewhere_do_not_touch_a_value() -> None:
    found = reading("children[0].full_name", "Ada Fitch")
    label, other = line("Narne of child", (20, 80, 90, 92), Narne=0.3), line("Fitch", BELOW, Fitch=0.2)
    assert split(found, label, other) == ((found,), [])
    typed = Paragraph(spans=(Span(text="Ada Fitch"),), place=found.place)
    assert split(found, typed) == ((found,), [])


def test_spans_keep_the_doubts_of_their_words() -> None:
    def token(text: str, x: float, score: float) -> Token:
        return Token(text=text, box=Box(x, 0, x + 30, 10), baseline=8, style=Style(10), spaced=True, score=score)

    pieces = pieces_of([token("Ada", 0, 0.99), token("Fitch", 33, 0.6)])
    writing = Writing(habit=habits(""), vocabulary=frozenset(), body_size=10)
    (span,) = spans_of(Lines(pieces=tuple(pieces), breaks=()), writing)
    assert span.text == "Ada Fitch"
    assert span.doubts == (("Fitch", 0.6),)


def test_a_form_lists_what_it_withholds() -> None:
    rows = [
        line("Name of child: Ada Fitch", NAME, Fitch=0.4),
        line("Date of birth: 08/03/2014", BELOW),
        line("School: Oakleigh Primary", (100, 140, 300, 152)),
    ]
    form = read_form(SourceDocument(format="scan", items=tuple(rows)), "scan.pdf", CATALOGUE)
    assert form.record.value("children[0].full_name") is None
    assert form.record.value("children[0].dob") == "2014-03-08"
    assert [each.path for each in form.open_questions if each.unreadable] == ["children[0].full_name"]


def test_misread_signs_become_the_likely_letters() -> None:
    assert _cleaned("$afeguarding children") == "Safeguarding children"
    assert _cleaned("Agreed? YIN") == "Agreed? Y/N"
    assert _cleaned("Cost $40") == "Cost $40"
    assert _cleaned("E-maif: 1.finch@harbour.example") == "E-mail: l.finch@harbour.example"
    assert _cleaned("the mall, 11.5@") == "the mall, 11.5@"
    assert _likelier(ReadWord(text="Languagé", x0=0, x1=9, score=0.5)).text == "Language"
    assert _likelier(ReadWord(text="Zoë", x0=0, x1=9, score=0.97)).text == "Zoë"
