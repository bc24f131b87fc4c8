"""No character of a Word file goes unaccounted for: it is given, or stands in something that is listed as a loss."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from lxml import etree

from extract.document import Paragraph, SourceDocument, Table
from extract.docx_reader import read_docx
from extract.ticks import TEXT_OF

FORMS = sorted((Path(__file__).parents[2] / "corpus" / "forms").glob("*.docx"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
LOSS_OF_PART = {"footnotes": "footnote", "endnotes": "footnote", "comments": "comment"}


def given(items: tuple[Paragraph | Table, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Paragraph):
            yield from (span.text for span in item.spans)
        else:
            yield from (text for row in item.rows for cell in row for text in given(cell.content))


def written(content: bytes) -> dict[str, str]:
    """The words of every part that a reader of the file could see, in one row; deleted ones under `deleted`."""
    found = {"deleted": ""}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            stem = name.removeprefix("word/").rstrip("0123456789.xml")
            if name.startswith("word/") and stem in {"document", "header", "footer", *LOSS_OF_PART}:
                root = etree.fromstring(package.read(name))
                for spare in list(root.iter(FALLBACK)):
                    spare.clear()
                found[name] = "".join(each.text or "" for each in root.iter(W + "t"))
                found["deleted"] += "".join(each.text or "" for each in root.iter(W + "delText"))
    return found


def unaccounted(content: bytes, document: SourceDocument) -> str:
    """The characters that are neither given nor in a part or change that the document names as lost."""
    lost = {each.what for each in document.losses} | {each.where for each in document.losses}
    wanted: Counter[str] = Counter()
    for name, text in written(content).items():
        stem = name.removeprefix("word/").rstrip("0123456789.xml")
        known = name in lost or LOSS_OF_PART.get(stem) in lost or (name == "deleted" and "tracked_deletion" in lost)
        wanted += Counter() if known else Counter("".join(text.split()))
    shown = "".join(given(document.items))
    wanted -= Counter("".join(shown.split()))
    wanted -= Counter("[]()xX" * sum(shown.count(sign) for sign in TEXT_OF.values()))  # a typed tick is given as a sign
    return "".join(wanted.elements())


def saved(document: "docx.document.Document") -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_every_character_of_a_form_is_given_or_named_as_lost(path: Path) -> None:
    content = path.read_bytes()
    assert unaccounted(content, read_docx(content)) == ""


def test_headers_notes_and_comments_are_named_as_lost() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Name of child: Wren Asher")
    document.add_comment(paragraph.runs, text="Check the spelling", author="P", initials="P")
    document.sections[0].header.paragraphs[0].text = "Official: sensitive"
    content = saved(document)
    read = read_docx(content)
    assert {"comment", "page_header"} <= {each.what for each in read.losses}
    assert unaccounted(content, read) == ""


def test_a_file_without_a_word_is_read_as_one() -> None:
    document = docx.Document()
    assert read_docx(saved(document)).items == ()
