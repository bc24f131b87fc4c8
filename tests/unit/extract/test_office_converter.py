"""Old office formats: LibreOffice converts them, and nothing that it does may reach us or last."""

import io
import os
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX

from config.load import DEFAULTS, load_yaml
from config.schema.fields import FieldCatalogue
from extract.document import MarkState, SourceDocument, Span, Table
from extract.errors import DocumentRefused
from extract.formats import format_of, read_document
from extract.model import DocumentKind, InputFile
from extract.office_converter import Limits, read_converted
from extract.read import read_file
from tests.conftest import require_tool

FILTERS = {".doc": "doc:MS Word 97", ".odt": "odt:writer8", ".rtf": "rtf:Rich Text Format"}
WORD_RTF = rb"""{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}
\pard On a plan? {\field{\*\fldinst {FORMCHECKBOX {\*\formfield{\fftype1\ffres25\ffhps20{\*\ffname A}\ffdefres0}}}}
{\fldrslt }} Yes {\field{\*\fldinst {FORMCHECKBOX {\*\formfield{\fftype1\ffres1\ffhps20{\*\ffname B}\ffdefres0}}}}
{\fldrslt }} No\par
{\field{\*\fldinst {FORMTEXT {\*\formfield{\fftype0{\*\ffname T}}}}}{\fldrslt Ada Quill}}\par
{\field{\*\fldinst {FORMDROPDOWN {\*\formfield{\fftype2\ffres1\ffhaslistbox{\*\ffname D}\ffdefres0{\*\ffl Male}
{\*\ffl Female}}}}}{\fldrslt }}\par}"""


def filled_form() -> bytes:
    document = docx.Document()
    document.add_heading("Referral for a Local Child Safeguarding Practice Review", 1)
    grid = document.add_table(rows=0, cols=2)
    answers = {
        "Name of child": "Ada Quill",
        "Date of birth": "03/04/2015",
        "On a child protection plan?": "☒ Yes  ☐ No",
        "Date of incident": "01/02/2026",
        "What happened?": "Ada was found at the foot of the stairs and is in hospital.",
        "Name of referrer": "Jo Field",
        "Referring agency": "Mill Lane School",
    }
    for label, answer in answers.items():
        cells = grid.add_row().cells
        cells[0].paragraphs[0].add_run(label).bold = True
        cells[1].text = answer
    choice = document.add_paragraph("Police informed: ")
    choice.add_run("Yes").font.highlight_color = WD_COLOR_INDEX.YELLOW
    choice.add_run(" / ")
    choice.add_run("No").font.strike = True
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The filled form in the older formats, as LibreOffice itself writes them."""
    soffice = require_tool("soffice")
    folder = tmp_path_factory.mktemp("old")
    (folder / "form.docx").write_bytes(filled_form())
    for target in FILTERS.values():
        command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
        subprocess.run([*command, target, "--outdir", folder, folder / "form.docx"], check=True, capture_output=True)
    return {ending: (folder / f"form{ending}").read_bytes() for ending in FILTERS}


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a script in LibreOffice's place; gives the folder in which it may leave notes."""

    def put(script: str) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        (folder / "soffice").write_text(f"#!/bin/sh\nNOTES={tmp_path}\n{script}\n")
        (folder / "soffice").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        return tmp_path

    return put


def spans(document: SourceDocument) -> list[Span]:
    return [span for paragraph in document.paragraphs() for span in paragraph.spans]


def code(content: bytes, **limits: float) -> str:
    with pytest.raises(DocumentRefused) as refused:
        read_converted(content, ".doc", Limits(**limits) if limits else None)  # type: ignore[arg-type]
    return refused.value.code


@pytest.mark.parametrize("ending", FILTERS)
def test_an_older_format_gives_what_the_word_file_gave(old_files: dict[str, bytes], ending: str) -> None:
    document = read_document(old_files[ending])

    assert document.format == "docx"
    assert ("converted", f"from {ending}") in [(each.what, each.where) for each in document.losses]
    (table,) = (each for each in document.items if isinstance(each, Table))
    answers = {row[0].text: row[1].text for row in table.rows}
    assert answers["Name of child"] == "Ada Quill"
    assert answers["What happened?"].endswith("is in hospital.")
    states = [span.mark.state for span in spans(document) if span.mark]
    assert states == [MarkState.ON, MarkState.OFF]
    assert [span.text for span in spans(document) if span.strike] == ["No"]
    assert [span.text for span in spans(document) if span.highlight] == ["Yes"]


def test_a_form_in_an_older_format_is_a_referral(old_files: dict[str, bytes]) -> None:
    catalogue = load_yaml(DEFAULTS / "fields.yaml", FieldCatalogue)

    extraction = read_file(InputFile(name="form.pdf", content=old_files[".doc"]), catalogue)

    assert extraction.kind is DocumentKind.REFERRAL_FORM
    assert extraction.record.value("children[0].dob") == "2015-04-03"
    assert extraction.record.value("children[0].cp_plan") == "yes"


def test_form_fields_that_word_wrote_keep_their_states() -> None:
    require_tool("soffice")

    document = read_document(WORD_RTF)

    assert [span.mark.state for span in spans(document) if span.mark] == [MarkState.OFF, MarkState.ON]
    values = [span.text for span in spans(document) if span.control and not span.mark]
    assert values == ["Ada Quill", "Female"]


def test_without_libreoffice_the_reason_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code(WORD_RTF) == "needs_libreoffice"


def test_a_conversion_that_hangs_is_ended_with_all_its_children(program: Callable[[str], Path]) -> None:
    notes = program("sleep 60 &\necho $! > $NOTES/child\nwait")

    assert code(WORD_RTF, wall_seconds=1.0) == "conversion_timed_out"

    child = int((notes / "child").read_text())
    deadline = time.monotonic() + 5
    while _is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _is_alive(child)


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_result_beyond_the_limit_is_refused(program: Callable[[str], Path]) -> None:
    program("mkdir -p out && head -c 20000 /dev/zero > out/form.docx")
    assert code(WORD_RTF, output_bytes=19_999) == "too_large"


def test_no_result_and_one_that_is_no_word_file_are_damaged(program: Callable[[str], Path]) -> None:
    program("exit 0")
    assert code(WORD_RTF) == "damaged"
    program("mkdir -p out && echo nothing > out/form.docx")
    assert code(WORD_RTF) == "not_a_word_file"


def test_a_link_in_place_of_the_result_is_not_followed(program: Callable[[str], Path], tmp_path: Path) -> None:
    secret = tmp_path / "secret.docx"
    secret.write_bytes(filled_form())
    program(f"mkdir -p out && ln -s {secret} out/form.docx")
    assert code(WORD_RTF) == "damaged"


def test_libreoffice_gets_a_profile_of_its_own_without_macros_links_and_our_environment(
    program: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCP_SECRET", "hunter2")
    notes = program('env > $NOTES/env; echo "$@" > $NOTES/command; cp profile/user/registrymodifications.xcu $NOTES')

    code(WORD_RTF)

    assert "hunter2" not in (notes / "env").read_text()
    settings = (notes / "registrymodifications.xcu").read_text()
    assert '"MacroSecurityLevel" oor:op="fuse"><value>3<' in settings
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    assert '"Link" oor:op="fuse"><value>0<' in settings
    command = (notes / "command").read_text()
    assert {"--headless", "--norestore", "--nologo"} <= set(command.split())
    profile = next(each for each in command.split() if each.startswith("-env:UserInstallation="))
    assert not Path(profile.partition("file://")[2]).exists()


def open_document(kind: str, *, locked: bool = False) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        package.writestr("content.xml", "<office/>")
        package.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>" if locked else "<manifest/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (open_document("text"), "opendocument"),
        (open_document("text-template"), "opendocument"),
        (open_document("spreadsheet"), "workbook"),
        (open_document("presentation"), "office"),
        (open_document("text", locked=True), "encrypted_office"),
        (WORD_RTF, "rtf"),
    ],
)
def test_office_files_are_told_apart_by_what_they_hold(content: bytes, name: str) -> None:
    found = format_of(content)
    assert found is not None
    assert found.name == name
