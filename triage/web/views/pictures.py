"""Pages of originals as pictures. Names stand on them in clear, so each look is recorded as one at the names."""

from flask import Blueprint, Response, abort

from extract.model import PagePicture
from triage.read_models import CaseView, StoredFile
from triage.web.context import case_or_404, now, reader, services, signed_in

DRAWN = frozenset({"pdf", "scan"})  # formats of documents whose pages can be drawn

pages = Blueprint("pictures", __name__)


@pages.get("/cases/<reference>/pages/<int:file_id>/<int:page>.png")
def picture(reference: str, file_id: int, page: int) -> Response:
    """One page of one of the case's documents."""
    if not any(each.file.id == file_id for each in case_or_404(reference).documents):
        abort(404)
    drawn = page_of(file_id, page)
    if drawn is None:
        abort(404)
    reader().note_looked("page_shown", signed_in(), now(), reference, detail=f"file:{file_id},page:{page}")
    return Response(drawn.png, mimetype="image/png")


def page_of(file_id: int, page: int) -> PagePicture | None:
    """The page as a picture; None where it cannot be drawn."""
    draw = services().ports.pictures
    found = reader().original(file_id) if draw is not None else None
    return draw(found[1], page) if draw is not None and found is not None else None


def file_of(case: CaseView, filename: str) -> StoredFile | None:
    """The document of that name whose pages can be drawn."""
    named = (each for each in case.documents if each.file.filename == filename and each.document is not None)
    return next((each.file for each in named if each.document and each.document.format in DRAWN), None)
