"""Names of files: decoded as senders mean them, cleaned for display."""

import pytest

from ingest.filenames import clean_filename, declared_filename, is_unsafe_filename


@pytest.mark.parametrize(
    ("disposition", "content_type", "name"),
    [
        ('attachment; filename="form.docx"', "", "form.docx"),
        ("attachment; filename=form.docx", "", "form.docx"),
        ("attachment; filename*=utf-8''Zo%C3%AB%20form.docx", "", "Zoë form.docx"),
        ("attachment; filename*0*=utf-8''Zo%C3; filename*1*=%AB.docx", "", "Zoë.docx"),
        ('attachment; filename*0="long "; filename*1="name.docx"', "", "long name.docx"),
        ('attachment; filename="=?utf-8?Q?Zo=C3=AB.docx?="', "", "Zoë.docx"),
        ('attachment; filename="=?utf-8?Q?Zo?=\r\n =?utf-8?Q?=C3=AB.docx?="', "", "Zoë.docx"),
        ("attachment", 'application/pdf; name="form.pdf"', "form.pdf"),
        ('attachment; filename="a.pdf"', 'application/pdf; name="b.pdf"', "a.pdf"),
        (b'attachment; filename="Zo\xeb.pdf"'.decode("ascii", "surrogateescape"), "", "Zoë.pdf"),
        ('attachment; filename="form', "", "form"),
        ("attachment; filename*=nonsense''x.pdf", "", "x.pdf"),
        ("attachment; filename*=utf-8''..%2F..%2Fx.pdf", "", "../../x.pdf"),
        ("attachment; filename", "", ""),
        ("", "", ""),
    ],
)
def test_names_are_read(disposition: str, content_type: str, name: str) -> None:
    assert declared_filename(disposition, content_type) == name


@pytest.mark.parametrize(
    ("name", "clean", "unsafe"),
    [
        ("LIG form.docx", "LIG form.docx", False),
        ("Zoë’s form (2).docx", "Zoë’s form (2).docx", False),
        ("Zoe\u0308.docx", "Zoë.docx", False),
        ("../../etc/passwd", "passwd", True),
        ("C:\\temp\\form.docx", "form.docx", True),
        ("form\u202excod.exe", "formxcod.exe", True),
        ("form\u200b.docx", "form.docx", True),
        ("form\r\nX: y.docx", "formX_ y.docx", True),
        ("form\x00.docx", "form.docx", True),
        (".htaccess", "htaccess", True),
        ("con.pdf", "_con.pdf", True),
        ("a<b>|c?.pdf", "a_b__c_.pdf", True),
        ("form.docx.", "form.docx", False),
        ("..", "", True),
        ("/", "", True),
        ("", "", False),
    ],
)
def test_names_are_cleaned(name: str, clean: str, unsafe: bool) -> None:
    assert clean_filename(name) == clean
    assert is_unsafe_filename(name) is unsafe


def test_long_names_keep_their_extension() -> None:
    clean = clean_filename("n" * 5000 + ".docx")
    assert len(clean) == 120
    assert clean.endswith("n.docx")


def test_thousands_of_name_pieces_cost_nothing() -> None:
    pieces = "; ".join(f"filename*{number}=x" for number in range(80_000))
    assert set(declared_filename(f"attachment; {pieces}", "")) == {"x"}
