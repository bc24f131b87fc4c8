"""Papers drawn up from a case: the sheet for the national notification, the rapid-review pack; and the blank form."""

from io import BytesIO

from flask import Blueprint, Response, abort, render_template, request, send_file

from triage.read_models import CaseView
from triage.web.context import case_or_404, now, reader, rules_of, services, signed_in
from triage.web.names import NameCover, children_named
from triage.web.papers.notification import left_over, sheet_parts, still_missing
from triage.web.papers.rapid_review import Drawn, rapid_review_pack
from triage.web.security import DOWNLOAD_POLICY

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {"docx": WORD, "pdf": "application/pdf"}

pages = Blueprint("papers", __name__)


@pages.get("/cases/<reference>/notification")
def notification_sheet(reference: str) -> str:
    """What the national notification asks, filled in from the case, with what is still to be found out."""
    case, cover = _case(reference, "notification_sheet_opened")
    sheet = rules_of(case).papers.notification
    parts = sheet_parts(case, sheet, cover)
    return render_template(
        "notification_sheet.html",
        heading=sheet.title,
        sheet=sheet,
        case=case,
        parts=parts,
        left_over=left_over(case, sheet, cover),
        missing=still_missing(parts),
        names_shown=_names_shown(),
        printed_at=now(),
    )


@pages.get("/cases/<reference>/rapid-review.docx")
def rapid_review(reference: str) -> Response:
    """The rapid-review pack as a Word file."""
    case, cover = _case(reference, "rapid_review_downloaded")
    domain = rules_of(case)
    words = domain.papers.rapid_review
    drawn = Drawn(
        by=signed_in().name, at=now(), words=words, catalogue=domain.fields, calendar=domain.calendar, cover=cover
    )
    return _download(rapid_review_pack(case, drawn), f"rapid-review-{case.row.reference}.docx", WORD)


@pages.get("/forms")
def blank_forms() -> str:
    """Where the partnership's blank referral form can be had."""
    if services().options.blank_form is None:
        abort(404)
    return render_template("blank_forms.html", heading="Blank referral form")


@pages.get("/forms/referral-form.<ending>")
def blank_form(ending: str) -> Response:
    """The blank form. There is nothing of any case in it."""
    made = services().options.blank_form
    if made is None or ending not in _TYPES:
        abort(404)
    return _download(made(ending), f"referral-form.{ending}", _TYPES[ending])


def _case(reference: str, action: str) -> tuple[CaseView, NameCover]:
    """The case, whose history keeps that it was taken out, and the cover over its names."""
    case = case_or_404(reference)
    reader().note_looked(action, signed_in(), now(), reference)
    if _names_shown():
        reader().note_looked("names_shown", signed_in(), now(), reference)
    return case, NameCover(() if _names_shown() else children_named(case.fields))


def _names_shown() -> bool:
    return request.args.get("names") == "shown"


def _download(content: bytes, name: str, kind: str) -> Response:
    response = send_file(BytesIO(content), mimetype=kind, as_attachment=True, download_name=name, etag=False)
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    return response
