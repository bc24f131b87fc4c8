"""Pages for what went wrong, in our own words and style. Nothing of the request or the fault is shown or logged."""

from pathlib import Path

import structlog
from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

_log = structlog.get_logger(__name__)

_PAGES = {
    403: ("You cannot do that", "You do not have permission for this page. If you need it, ask your manager."),
    404: ("Page not found", "There is no such page. If you typed the address, check the reference."),
    405: ("You cannot do that", "This page cannot be used in that way. Go back to the queue and try again from there."),
    413: ("That is too long", "What you sent is larger than this page takes. Go back and shorten it."),
}
_EXPIRED = ("This page has expired", "Nothing was changed. Go back, reload the page and try again.")
_FAILED = (
    "Something went wrong",
    "Nothing was lost. Try again in a few minutes; if it goes on, tell your administrator.",
)


def show_errors(app: Flask) -> None:
    """Answer every fault with a page of ours."""
    app.register_error_handler(CSRFError, lambda _error: _page(403, _EXPIRED))
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _failed)


def _refused(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and error.code < 400:
        return error.get_response()
    code = error.code or 500
    return _page(code, _PAGES.get(code, _FAILED))


def _failed(error: Exception) -> ResponseReturnValue:
    # Never the message: it may quote a referral. The frames are enough to find the fault.
    frames, step = [], error.__traceback__
    while step is not None:
        frames.append(f"{Path(step.tb_frame.f_code.co_filename).name}:{step.tb_lineno}")
        step = step.tb_next
    _log.error("page_failed", endpoint=request.endpoint, error=type(error).__name__, frames=frames[-6:])
    return _page(500, _FAILED)


def _page(code: int, words: tuple[str, str]) -> ResponseReturnValue:
    heading, text = words
    return render_template("error.html", heading=heading, text=text, signed_in="caseworker" in g), code
