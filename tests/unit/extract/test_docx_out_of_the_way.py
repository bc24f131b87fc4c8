"""Words that other makers of Word files put where few forms have them: given, or named as lost."""

import pytest

from extract.docx_reader import read_docx
from tests.unit.extract.docx_files import package, para, relations, root, word_file

W = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def losses(content: bytes) -> list[str]:
    return [each.what for each in read_docx(content).losses]


def with_part(kind: str, name: str, words: str) -> bytes:
    note = kind.removesuffix("s")
    return package(
        {
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/document.xml": root("document", f"<w:body>{para('Name of child: Ida Marsh')}</w:body>"),
            "word/_rels/document.xml.rels": relations(**{kind: f"{kind}.xml"}),
            name: root(kind, f'<w:{note} w:id="2">{para(words)}</w:{note}>'),
        }
    )


def test_every_body_of_a_file_that_holds_several_is_read():
    first, second = (f"<w:body>{para(words)}</w:body>" for words in ("Name of child: Ida Marsh", "Ward: Elm"))
    content = package(
        {
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/document.xml": root("document", first + second),
        }
    )
    assert [each.text for each in read_docx(content).paragraphs()] == ["Name of child: Ida Marsh", "Ward: Elm"]


@pytest.mark.parametrize(
    ("kind", "lost"), [("comments", "comment"), ("footnotes", "footnote"), ("endnotes", "footnote")]
)
def test_notes_that_no_text_refers_to_are_named_as_lost(kind, lost):
    assert losses(with_part(kind, f"word/{kind}.xml", "Check the date")) == [lost]
    assert losses(with_part(kind, f"word/{kind}.xml", " ")) == []


def test_readings_printed_over_words_are_named_as_lost():
    reading = "<w:rt><w:r><w:t>ida</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>Ida</w:t></w:r></w:rubyBase>"
    content = word_file(para(f"<w:r><w:ruby>{reading}</w:ruby></w:r>"))
    assert [each.text for each in read_docx(content).paragraphs()] == ["Ida"]
    assert losses(content) == ["phonetic_guide"]


def test_an_unknown_element_with_words_inside_a_run_is_named_as_lost():
    assert losses(word_file(para("<w:r><w:unheardOf><w:t>odd</w:t></w:unheardOf></w:r>"))) == ["unknown_element"]
    assert losses(word_file(para("<w:r><w:unheardOf/><w:t>Ida</w:t></w:r>"))) == []


def test_words_drawn_beside_a_text_box_are_named_as_lost():
    drawn = f"<wps:txbx><w:txbxContent>{para('boxed')}</w:txbxContent></wps:txbx><a:p {W}><a:t>drawn</a:t></a:p>"
    content = word_file(para(f"<w:r><w:drawing>{drawn}</w:drawing></w:r>"))
    assert [each.text for each in read_docx(content).paragraphs()] == ["boxed"]
    assert losses(content) == ["picture"]
