"""Small Word files made for the tests from raw XML: python-docx cannot make the constructs that matter most."""

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{WORD}" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def root(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES}>{content}</w:{name}>'


def relations(**targets: str) -> str:
    """Relations by kind, or by `kind_id` where one kind occurs more than once."""
    links = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{key.split("_")[0]}" Target="{target}"/>'
        for key, target in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'


def package(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word_file(body: str, *, styles: str = "", edges: dict[str, str] | None = None) -> bytes:
    """A Word file with this body. `edges` holds headers and footers by relation, `{"header_1": "<w:p>…"}`."""
    edges = edges or {}
    references = "".join(f'<w:{key.split("_")[0]}Reference w:type="default" r:id="{key}"/>' for key in edges)
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": root("document", f"<w:body>{body}<w:sectPr>{references}</w:sectPr></w:body>"),
        "word/_rels/document.xml.rels": relations(styles="styles.xml", **{key: f"{key}.xml" for key in edges}),
        "word/styles.xml": root("styles", styles),
    }
    for key, content in edges.items():
        parts[f"word/{key}.xml"] = root("hdr" if key.startswith("header") else "ftr", content)
    return package(parts)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*content: str, properties: str = "") -> str:
    """A paragraph; content that is no XML becomes a run."""
    runs = "".join(each if each.startswith("<") else run(each) for each in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    """A cell; content that is no block becomes a paragraph of its own."""
    blocks = "".join(each if each.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else para(each) for each in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks or '<w:p/>'}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row; what is no cell becomes one."""
    inside = "".join(each if each.startswith(("<w:tc>", "<w:sdt>")) else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def control(content: str, properties: str = "<w:text/>", *, tag: str = "") -> str:
    """A content control around runs, paragraphs, cells or rows."""
    name = f'<w:tag w:val="{tag}"/>' if tag else ""
    return f"<w:sdt><w:sdtPr>{name}{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def check_box(*, checked: bool, shown: str | None = None) -> str:
    """Word's check-box control in a line."""
    state = f'<w14:checkbox><w14:checked w14:val="{int(checked)}"/></w14:checkbox>'
    return control(run(shown if shown is not None else "☒" if checked else "☐"), state)


def legacy_field(data: str, result: str = "") -> str:
    """A legacy form field in a line; `data` is the inside of `w:ffData`."""
    code = "FORMCHECKBOX" if "checkBox" in data else "FORMDROPDOWN" if "ddList" in data else "FORMTEXT"
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Field1"/>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText> {code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(result) if result else ""}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
