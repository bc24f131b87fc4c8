"""The page of a case: the original beside what was read from it."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from triage.agency_returns import AgencyReturn, agency_returns
from triage.deadlines import date_here
from triage.model import ENDED
from triage.read_models import CaseView
from triage.web.context import case_or_404, now, reader, rules_of, signed_in
from triage.web.criteria_view import derived, parts
from triage.web.form_page import case_form
from triage.web.forms import Wrong
from triage.web.history_view import FILTERS, columns, lines_of
from triage.web.marks import CaseMarks, place_marks
from triage.web.names import NameCover, children_named
from triage.web.original import Drawing, draw
from triage.web.page_boxes import DrawnPage, boxes_on
from triage.web.referral_view import cards
from triage.web.table_file import as_csv
from triage.web.times import as_moment
from triage.web.views.pictures import DRAWN, page_of

VIEWS = {"referral": "Referral", "criteria": "Criteria", "messages": "Messages", "history": "History"}

pages = Blueprint("case", __name__)


@pages.get("/cases/<reference>")
def show(reference: str) -> str:
    """One case. The visit is noted in its history; so is that names were asked for."""
    case = case_or_404(reference)
    names_shown = request.args.get("names") == "shown"
    reader().note_viewed(case.row.reference, signed_in(), now(), names_shown=names_shown)
    view = request.args.get("view", "referral")
    page = _page(case, view if view in VIEWS else "referral", names_shown)
    return render_template("case.html", **page, sent={}, wrong={})


@pages.get("/cases/<reference>/history.csv")
def history_file(reference: str) -> Response:
    """The history of a case as a table to keep. The download is itself a line of it."""
    case = case_or_404(reference)
    reader().note_looked("history_downloaded", signed_in(), now(), reference)
    rows = [(as_moment(each.happened_at), *columns(each)) for each in case.history]
    return as_csv(f"history-{case.row.reference}", ("When", "Who", "What", "Words"), rows)


@pages.get("/cases/<reference>/print")
def front_sheet(reference: str) -> str:
    """Facts, criteria in three columns with their quotes, gaps and chronology, made to be printed."""
    case = case_or_404(reference)
    names_shown = request.args.get("names") == "shown"
    reader().note_looked("front_sheet_printed", signed_in(), now(), reference)
    if names_shown:
        reader().note_looked("names_shown", signed_in(), now(), reference)
    marks = place_marks(case)
    return render_template(
        "front_sheet.html",
        heading=f"Front sheet of case {case.row.reference}",
        case=case,
        cards=cards(case, marks, rules_of(case).fields),
        parts=parts(case, marks),
        history=lines_of(case.history, "changes"),
        cover=NameCover(() if names_shown else children_named(case.fields)),
        names_shown=names_shown,
        printed_at=now(),
    )


def show_again(reference: str, view: str, wrong: Wrong) -> ResponseReturnValue:
    """The case with one of the forms on its page as it was sent, or as it was typed before and not sent."""
    case = case_or_404(reference)
    page = _page(case, view, names_shown=False)
    return case_form("case.html", page.pop("heading"), page.pop("case"), wrong, **page)


def _page(case: CaseView, view: str, names_shown: bool) -> dict[str, Any]:
    marks = place_marks(case)
    cover = NameCover(() if names_shown else children_named(case.fields))
    number = _chosen_document(case)
    return {
        "heading": f"Case {case.row.reference}",
        "case": case,
        "view": view,
        "views": VIEWS,
        "names_shown": names_shown,
        "cover": cover,
        "document": number,
        "drawing": _drawing(case, number, marks, cover),
        "cards": cards(case, marks, rules_of(case).fields) if view == "referral" else (),
        "parts": parts(case, marks) if view == "criteria" else (),
        "derived": derived(case) if view == "criteria" else None,
        "may_change": signed_in().changes_cases,
        "mine": case.row.assignee_id == signed_in().id,
        "check": reader().check_case_history(case.row.reference) if view == "history" else None,
        "filters": FILTERS,
        "only": request.args.get("only", ""),
        "returns": _returns(case) if view == "messages" else (),
        "history": lines_of(case.history, request.args.get("only", "")),
        "ended": case.row.state in ENDED,
        "picture": _picture(case, number, marks) if names_shown else None,
        "link": _Links(case.row.reference, view, number, names_shown),
    }


def _picture(case: CaseView, number: int, marks: CaseMarks) -> DrawnPage | None:
    """The page that was asked for, with its marks; None where the document has none, or its text is asked for."""
    shown = case.documents[number - 1] if number else None
    page = request.args.get("page", default=0, type=int)
    if shown is None or shown.document is None or shown.document.format not in DRAWN or page < 1:
        return None
    drawn = page_of(shown.file.id, page)
    if drawn is None:
        return None
    boxes = boxes_on(shown.document, marks.by_document.get(number, []), page)
    return DrawnPage(
        file_id=shown.file.id, page=page, pages=shown.document.page_count or page, drawn=drawn, boxes=boxes
    )


def _returns(case: CaseView) -> tuple[AgencyReturn, ...]:
    calendar = rules_of(case).calendar
    return agency_returns(case.outgoing, date_here(now(), calendar), calendar)


def _chosen_document(case: CaseView) -> int:
    """Asked for, else the form, else the first that can be shown; counted from 1, 0 where there is none."""
    asked = request.args.get("document", type=int) or 0
    if 1 <= asked <= len(case.documents):
        return asked
    numbered = list(enumerate(case.documents, start=1))
    forms = [number for number, each in numbered if each.document and each.file.kind == "referral_form"]
    return next(iter(forms + [number for number, each in numbered if each.document]), 1 if numbered else 0)


def _drawing(case: CaseView, number: int, marks: CaseMarks, cover: NameCover) -> Drawing | None:
    document = case.documents[number - 1].document if number else None
    return draw(document, marks.by_document.get(number, []), cover) if document else None


class _Links:
    """Addresses within the case: whatever is not named stays as it is on this page."""

    def __init__(self, reference: str, view: str, document: int, names_shown: bool) -> None:
        self._reference = reference
        page = request.args.get("page", default=0, type=int) if names_shown else 0
        names = "shown" if names_shown else None
        self._now: dict[str, Any] = {"view": view, "document": document, "names": names, "page": page or None}

    def __call__(self, anchor: str = "", **changes: str | int | None) -> str:
        """The address; a change to None leaves the part out."""
        return url_for("case.show", reference=self._reference, _anchor=anchor or None, **(self._now | changes))
