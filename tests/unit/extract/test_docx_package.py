"""Word packages as they come, and hostile ones: each ends at once in words or in a named refusal."""

import io
import struct
import zipfile

import pytest

from extract.docx_reader import read_docx
from extract.errors import DocumentRefused
from extract.package import MAX_ENTRIES
from tests.unit.extract.docx_files import WORD, control, package, para, relations, root, row, run, table, word_file

BODY = f"<w:body>{para('Ada Quill')}</w:body>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def code(content: bytes) -> str:
    with pytest.raises(DocumentRefused) as refusal:
        read_docx(content)
    return refusal.value.code


def words(content: bytes) -> list[str]:
    return [each.text for each in read_docx(content).paragraphs()]


def with_document(document: str | bytes, **more: str | bytes) -> bytes:
    return package(
        {"_rels/.rels": relations(officeDocument="word/document.xml"), "word/document.xml": document, **more}
    )


def test_the_document_part_is_found_by_its_relation():
    elsewhere = package(
        {"_rels/.rels": relations(officeDocument="/odd/Document2.xml"), "odd/document2.XML": root("document", BODY)}
    )

    assert words(elsewhere) == ["Ada Quill"]


def test_a_package_without_relations_is_read_from_the_usual_place():
    assert words(package({"word/document.xml": root("document", BODY)})) == ["Ada Quill"]


def test_backslashes_in_names_do_no_harm():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("word/document.xml")
        info.filename = "word\\document.xml"
        archive.writestr(info, root("document", BODY))

    assert words(stream.getvalue()) == ["Ada Quill"]


def test_strict_files_are_read_like_others():
    strict = root("document", f"<w:body>{para('Name: ', control(run('Ada Quill')))}{table(row('a', 'b'))}</w:body>")
    strict = strict.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    links = relations(officeDocument="word/document.xml").replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
    )

    assert words(package({"_rels/.rels": links, "word/document.xml": strict})) == ["Name: Ada Quill", "a", "b"]


def test_other_encodings_are_read():
    assert words(with_document(root("document", BODY).replace("UTF-8", "UTF-16").encode("utf-16"))) == ["Ada Quill"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"{\\rtf1 words}", b"just words", OLE + b"\0" * 600])
def test_other_files_are_no_word_files(content):
    assert code(content) == "not_a_word_file"


def test_a_workbook_is_no_word_file():
    workbook = package({"_rels/.rels": relations(officeDocument="xl/workbook.xml"), "xl/workbook.xml": "<workbook/>"})

    assert code(workbook) == "not_a_word_file"
    assert code(package({"readme.txt": "words"})) == "not_a_word_file"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_damaged(share):
    content = word_file(para("Ada Quill"))

    assert code(content[: int(len(content) * share)]) == "damaged"


def test_a_part_with_flipped_bytes_is_damaged():
    content = bytearray(word_file(para("Ada Quill " * 500)))
    middle = content.index(b"word/document.xml") + 60
    content[middle : middle + 8] = b"\xff" * 8

    assert code(bytes(content)) == "damaged"


def test_broken_xml_is_damaged():
    assert code(with_document("<w:document")) == "damaged"


def ole_file(stream_name: str, *, header: bytes = b"") -> bytes:
    return (OLE + b"\0" * 504 + header).ljust(2048, b"\0") + stream_name.encode("utf-16-le")


def test_files_with_a_password_are_told_apart_from_old_ones():
    assert code(ole_file("EncryptedPackage")) == "encrypted"
    assert code(ole_file("WordDocument")) == "old_word_format"
    locked = b"\xec\xa5" + b"\0" * 9 + b"\x01"
    assert code(ole_file("WordDocument", header=locked)) == "encrypted"


def test_a_zip_with_a_password_is_encrypted():
    content = bytearray(word_file(para("Ada Quill")))
    position = content.index(b"PK\x01\x02")
    content[position + 8] |= 1

    assert code(bytes(content)) == "encrypted"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding):
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        f'<w:document xmlns:w="{WORD}">{para("&b;")}</w:document>'
    )

    assert code(with_document(bomb.encode(encoding))) == "has_doctype"


def test_a_document_type_in_the_styles_is_refused():
    external = '<!DOCTYPE w SYSTEM "file:///etc/hostname"><w/>'

    hostile = with_document(
        root("document", BODY),
        **{"word/_rels/document.xml.rels": relations(styles="styles.xml"), "word/styles.xml": external},
    )

    assert code(hostile) == "has_doctype"


def test_a_bomb_is_refused_by_the_bytes_that_come_out():
    body = root("document", "<w:body>" + "<w:p/>" + " " * (24 * 2**20) + "</w:body>")

    assert code(with_document(body)) == "too_large"


def test_a_bomb_that_lies_about_its_size_is_refused():
    content = bytearray(with_document(root("document", "<w:body>" + " " * (24 * 2**20) + "</w:body>")))
    true_size = struct.pack("<I", len(root("document", "<w:body>" + " " * (24 * 2**20) + "</w:body>")))
    lying = bytes(content).replace(true_size, struct.pack("<I", 1000))

    assert code(lying) == "damaged"


def test_more_elements_than_any_form_has_are_refused():
    assert code(with_document(root("document", "<w:body>" + "<w:p/>" * 1_600_000 + "</w:body>"))) == "too_large"


def test_too_many_entries_are_refused():
    parts: dict[str, str | bytes] = {f"word/media/{each}.txt": "" for each in range(MAX_ENTRIES + 1)}

    assert code(package(parts)) == "too_large"


def test_entries_that_share_bytes_are_refused():
    content = bytearray(word_file(para("Ada Quill")))
    first = content.index(b"PK\x01\x02")
    second = content.index(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]

    assert code(bytes(content)) == "damaged"


def test_two_entries_of_one_name_are_refused():
    stream = io.BytesIO(word_file(para("Ada Quill")))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("Word/Document.xml", root("document", "<w:body/>"))

    assert code(stream.getvalue()) == "damaged"


def test_deep_nesting_is_refused_and_what_is_allowed_is_read():
    deep = f"{'<w:sdt><w:sdtContent>' * 5000}{para('deep')}{'</w:sdtContent></w:sdt>' * 5000}"
    allowed = f"{'<w:sdt><w:sdtContent>' * 120}{para('deep')}{'</w:sdtContent></w:sdt>' * 120}"
    tables = "<w:tbl><w:tr><w:tc>" * 80 + para("deep") + "</w:tc></w:tr></w:tbl>" * 80

    assert code(word_file(deep)) == "too_deep"
    assert words(word_file(allowed)) == ["deep"]
    assert words(word_file(tables)) == ["deep"]


def test_boxes_in_boxes_as_deep_as_allowed_are_read():
    body = "<w:p><w:r><w:pict><w:txbxContent>" * 60 + para("deep") + "</w:txbxContent></w:pict></w:r></w:p>" * 60

    assert words(word_file(body)) == ["deep"]


def test_a_main_part_that_is_no_document_is_refused():
    assert code(with_document("<other/>")) == "not_a_word_file"


def test_fields_nested_without_end_are_read_without_growing():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:t>a</w:t><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    assert words(word_file(f"<w:p>{begin * 20_000}{end * 20_000}</w:p>")) == ["a" * 20_000]


def test_one_paragraph_of_very_many_runs_and_ticks_is_read():
    document = read_docx(word_file(f"<w:p>{run('○') * 20_000}</w:p>"))

    assert sum(span.mark is not None for each in document.paragraphs() for span in each.spans) == 20_000


def test_a_long_chain_of_styles_is_followed_only_so_far():
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{each}"><w:basedOn w:val="s{each + 1}"/></w:style>'
        for each in range(20_000)
    )
    body = "".join(para("a", properties=f'<w:pStyle w:val="s{each}"/>') for each in range(2_000))

    assert len(words(word_file(body, styles=chain))) == 2_000


def test_more_words_than_any_form_has_are_refused():
    assert code(word_file(para("word " * 400_001))) == "too_large"
