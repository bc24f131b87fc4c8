"""Search: by POST, so that no name ever stands in an address; that somebody searched is recorded, not for what."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from triage.read_models import SearchQuery
from triage.web.context import now, reader, signed_in
from triage.web.form_page import form_page
from triage.web.forms import Wrong, date_of, dated, text_of, typed_date

WHICH = ("all", "open", "ended")
LONGEST = 200  # characters

pages = Blueprint("search", __name__)


@pages.get("/search")
def ask() -> ResponseReturnValue:
    """The empty form."""
    return _page(SearchQuery(), None, {})


@pages.post("/search")
def find() -> ResponseReturnValue:
    """What fits."""
    which = request.form.get("which", "all")
    query = SearchQuery(
        words=text_of("words", LONGEST),
        received_from=date_of("from"),
        received_to=date_of("to"),
        which=which if which in WHICH else "all",
    )
    wrong = _broken("from") | _broken("to")
    if not (wrong or query.words or query.received_from or query.received_to):
        wrong = {"words": "nothing_asked"}
    if wrong:
        return _page(query, None, wrong)
    rows = reader().search(query, now())
    reader().note_looked("searched", signed_in(), now(), detail=f"found {len(rows)}")
    return _page(query, rows, {})


def _broken(name: str) -> Wrong:
    """A date may be left out, but not typed in half."""
    return dated(name) if any(typed_date(name).values()) else {}


def _page(query: SearchQuery, rows: object, wrong: Wrong) -> ResponseReturnValue:
    days = {"from_day": typed_date("from"), "to_day": typed_date("to")}
    return form_page("search.html", "Search", wrong, query=query, rows=rows, **days)
