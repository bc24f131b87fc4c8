"""The public entry: files in, referral records out. Bad content is a kind and a warning, never an exception."""

from collections.abc import Sequence
from dataclasses import replace

from config.schema.fields import FieldCatalogue, without_indices
from extract.document import SourceDocument
from extract.errors import DocumentRefused
from extract.formats import format_of, is_picture, is_text
from extract.kinds import kind_of
from extract.messages import gather
from extract.model import DocumentKind, Extraction, InputFile, MessageReading, OnPage, ReferralRecord
from extract.photographed import with_pages_joined
from extract.protected import is_protected
from extract.reading import read_form

_SIGNATURE_TYPES = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
_REFUSED_KINDS = {"encrypted": DocumentKind.ENCRYPTED, "password": DocumentKind.ENCRYPTED}
SCANNED = "scanned_page"


def read_file(file: InputFile, catalogue: FieldCatalogue, on_page: OnPage | None = None) -> Extraction:
    """What one file gives. Refused, damaged and unknown files come back with their kind and a warning code."""
    aside = _set_aside(file)
    if aside is not None:
        return aside
    found = format_of(file.content)
    if found is None:
        return Extraction(file=file.name, kind=DocumentKind.UNREADABLE, warnings=("unknown_format",))
    if found.reader is None:
        return Extraction(file=file.name, kind=found.kind, warnings=(found.warning,))
    try:
        document = found.read(file.content, on_page)
    except DocumentRefused as refused:
        kind = next((kind for word, kind in _REFUSED_KINDS.items() if word in refused.code), DocumentKind.UNREADABLE)
        return Extraction(file=file.name, kind=kind, warnings=(refused.code,))
    if file.is_mail_body and document.format == "html":
        document = replace(document, format="mail")
    if file.is_mail_body:
        document = replace(document, envelope=file.envelope)
    if _is_scan(document):
        return Extraction(file=file.name, kind=DocumentKind.UNREADABLE, warnings=(SCANNED,), document=document)
    return read_document(document, file.name, catalogue)


def read_message(
    files: Sequence[InputFile], catalogue: FieldCatalogue, on_page: OnPage | None = None
) -> MessageReading:
    """Every file of one mail, and the referrals among them: one for each form, copies of the same form put together.

    Recognising a scan takes seconds a page, so `on_page` is told of each page.
    """
    pictures = [not file.is_mail_body and not file.inline and is_picture(file.content) for file in files]
    told = told_of_each(files, on_page)
    extractions = with_pages_joined(
        [read_file(file, catalogue, tell) for file, tell in zip(files, told, strict=True)],
        pictures,
        lambda document, name: read_document(document, name, catalogue),
    )
    bodies = {number: _said(each, catalogue) for number, each in enumerate(extractions) if files[number].is_mail_body}
    return gather(extractions, bodies)


def told_of_each(files: Sequence[InputFile], on_page: OnPage | None) -> list[OnPage | None]:
    """For each file, what is to be told of its pages: its number among the attachments is filled in."""
    attached = [not file.is_mail_body and not file.inline for file in files]
    if on_page is None:
        return [None for _ in files]

    def telling(number: int) -> OnPage:
        return lambda done: on_page(replace(done, attachment=number, attachments=max(sum(attached), number)))

    return [telling(max(sum(attached[: number + 1]), 1)) for number in range(len(files))]


def _said(body: Extraction, catalogue: FieldCatalogue) -> ReferralRecord:
    """What a mail's own text answers, whatever kind of text it is."""
    return read_form(body.document, body.file, catalogue).record if body.document else ReferralRecord()


def read_document(document: SourceDocument, name: str, catalogue: FieldCatalogue) -> Extraction:
    """The referral in a document that was read, whatever its format; nothing but its kind for other documents.

    What a form of another process answers comes back too, for people to see: it makes no referral of it, and lacks
    nothing.
    """
    form = read_form(document, name, catalogue)
    kind = kind_of(document, form.record, form.questions, catalogue)
    warnings = tuple(sorted({f"lost_{loss.what}:{loss.where}" for loss in document.losses}))
    if kind is DocumentKind.OTHER_FORM:
        return Extraction(
            file=name, kind=kind, record=form.record, conflicts=form.conflicts, other_answers=form.other_answers,
            warnings=warnings, document=document,
        )  # fmt: skip
    if kind not in (DocumentKind.REFERRAL_FORM, DocumentKind.BLANK_FORM):
        return Extraction(file=name, kind=kind, document=document, warnings=warnings)
    missing = missing_paths(form.record, catalogue)
    printed = {each.path: each.label for each in form.open_questions}
    return Extraction(
        file=name, kind=kind, record=form.record, conflicts=form.conflicts, other_answers=form.other_answers,
        missing=missing, open_questions=form.open_questions, warnings=warnings, document=document,
        missing_labels=tuple((path, printed.get(path) or catalogue.form_heading(path)) for path in missing),
    )  # fmt: skip


def missing_paths(record: ReferralRecord, catalogue: FieldCatalogue) -> tuple[str, ...]:
    """Required paths that neither they nor what may stand for them answers."""
    present = {reading.path for reading in record.readings}
    children = len({path.split(".")[0] for path in present if path.startswith("children[")})
    missing = []
    for path in catalogue.required_paths(children):
        definition = catalogue.definition(path)
        prefix = path.rpartition(".")[0]
        instead = definition.satisfied_by if definition else ()
        stands_in = {f"{prefix}.{without_indices(each).rpartition('.')[2]}" for each in instead}
        if path not in present and not stands_in & present:
            missing.append(path)
    return tuple(missing)


def _set_aside(file: InputFile) -> Extraction | None:
    """Signatures and pictures of a mail's text are no documents."""
    if file.is_container:
        return Extraction(file=file.name, kind=DocumentKind.ARCHIVE)
    if not file.is_mail_body and is_protected(file):
        return Extraction(file=file.name, kind=DocumentKind.ENCRYPTED, warnings=("encrypted",))
    declared = file.declared_type.lower()
    if declared in _SIGNATURE_TYPES or file.name.lower().endswith((".p7s", ".asc", ".sig")):
        return Extraction(file=file.name, kind=DocumentKind.SIGNATURE)
    if file.inline and declared.startswith("image/"):
        return Extraction(file=file.name, kind=DocumentKind.INLINE_IMAGE)
    if not file.content.strip():
        kind = DocumentKind.OTHER_DOCUMENT if file.is_mail_body else DocumentKind.UNREADABLE
        return Extraction(file=file.name, kind=kind, warnings=() if file.is_mail_body else ("empty_file",))
    if file.is_mail_body and not is_text(file.content):
        return Extraction(file=file.name, kind=DocumentKind.OTHER_DOCUMENT, warnings=("unknown_format",))
    return None


def _is_scan(document: SourceDocument) -> bool:
    """A PDF that shows pictures of pages and next to no text."""
    if document.format != "pdf":
        return False
    letters = sum(len(paragraph.text.strip()) for paragraph in document.paragraphs())
    return letters < 25 * (document.page_count or 1)
