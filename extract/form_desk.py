"""Teaching the service a form, trying a file on it, and drawing what was read: the work behind the `forms` commands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from config.form_plan import load_plan
from config.schema.fields import FieldCatalogue
from config.schema.known_forms import KnownForm
from extract.blank_form.pdf import pdf_form
from extract.blank_form.word import word_form
from extract.boilerplate import PrintedText
from extract.document import SourceDocument
from extract.errors import DocumentRefused
from extract.form_pictures import drawn
from extract.formats import format_of, read_document
from extract.geometry import arranged
from extract.known_forms import learned, recognised
from extract.labels import LabelIndex
from extract.layouts import LayoutWalker
from extract.model import Extraction, FieldReading
from extract.read import read_document as extraction_of

FOLDER = "forms"  # in the site's folder
BLANK_NAME = "referral-form"  # of the files of the partnership's own form


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What would be read of a file, and whether its form is known."""

    extraction: Extraction
    known_form: str  # name and version; empty for a form that nobody has taught

    @property
    def readings(self) -> Sequence[FieldReading]:
        """In the order of the record."""
        return self.extraction.record.readings


@dataclass(frozen=True, kw_only=True)
class FormDesk:
    """The forms of one installation."""

    catalogue: FieldCatalogue
    site_folder: Path | None

    def learn(self, path: Path, name: str = "") -> tuple[Path, KnownForm]:
        """Learn a blank form and write it down; a changed form gets the next version.

        Raises OSError or ValueError for a file that cannot be read, ValueError where no site folder is configured.
        """
        if self.site_folder is None:
            raise ValueError("no site folder is configured: set `site_folder` to keep learned forms in its `forms`")
        called = _slug(name or path.stem)
        kept = [each for each in self.catalogue.known_forms if each.name == called]
        form = self._learned(path, called, max((each.version for each in kept), default=0) + 1)
        same = next((each for each in kept if each.fingerprint == form.fingerprint), None)
        form = form.model_copy(update={"version": same.version}) if same else form
        target = self.site_folder / FOLDER / f"{called}-v{form.version}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        plain = form.model_dump(mode="json")
        target.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
        return target, form

    def test(self, path: Path) -> Trial:
        """What would be read of a file. Nothing is stored. Raises OSError, ValueError."""
        document = _document(path)
        form = recognised(document, self.catalogue.known_forms)
        return Trial(
            extraction=extraction_of(document, path.name, self.catalogue),
            known_form=f"{form.name} v{form.version}" if form else "",
        )

    def draw(self, path: Path, target: Path) -> int:
        """A picture of a PDF with a box on every reading; how many boxes. Raises ValueError for other formats."""
        content = path.read_bytes()
        found = format_of(content)
        if found is None or found.name != "pdf":
            raise ValueError("only PDF pages have places to draw on: convert the file to PDF first")
        readings = self.test(path).readings
        target.write_bytes(drawn(content, readings))
        return sum(reading.place.box is not None for reading in readings)

    def blank(self, folder: Path) -> tuple[Path, ...]:
        """Write the partnership's own form, for Word and as a PDF. Raises OSError, ConfigError."""
        folder.mkdir(parents=True, exist_ok=True)
        made = [(folder / f"{BLANK_NAME}.{ending}", self.blank_form(ending)) for ending in ("docx", "pdf")]
        for path, content in made:
            path.write_bytes(content)
        return tuple(path for path, _ in made)

    def blank_form(self, ending: str) -> bytes:
        """The partnership's own form as `docx` or `pdf`. Raises ConfigError; KeyError for another ending."""
        return {"docx": word_form, "pdf": pdf_form}[ending](load_plan(self.catalogue, self.site_folder))

    def _learned(self, path: Path, name: str, version: int) -> KnownForm:
        document: SourceDocument = arranged(_document(path))
        index = LabelIndex(self.catalogue)
        answers = LayoutWalker(index, PrintedText(self.catalogue.printed)).walk(document).answers
        return learned(document, answers, self.catalogue, name, version)


def _document(path: Path) -> SourceDocument:
    try:
        return read_document(path.read_bytes())
    except DocumentRefused as refused:
        raise ValueError(f"{path}: cannot be read ({refused.code})") from refused


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "form"
