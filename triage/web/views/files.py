"""Originals, as downloads only: a browser never gets to show one."""

import re
import unicodedata
from io import BytesIO

from flask import Blueprint, Response, abort, send_file

from triage.web.context import now, reader, signed_in
from triage.web.security import DOWNLOAD_POLICY

LONGEST_NAME = 120
_UNSAFE = re.compile(r'[\\/:*?"<>|]+')

pages = Blueprint("files", __name__)


@pages.get("/files/<int:file_id>")
def download(file_id: int) -> Response:
    """The bytes as they came, under a cleaned name and without a type that a browser would open."""
    found = reader().original(file_id)
    if found is None:
        abort(404)
    reader().note_mail("file_downloaded", signed_in(), now(), file_id=file_id)
    name, content = found
    response = send_file(
        BytesIO(content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=clean_filename(name),
        etag=False,
    )
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    return response


def clean_filename(untrusted_name: str) -> str:
    """A name without control and bidi characters, separators or leading dots; `attachment` where nothing is left."""
    visible = "".join(each for each in untrusted_name if unicodedata.category(each)[0] != "C")
    name = _UNSAFE.sub("_", " ".join(visible.split())).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > LONGEST_NAME and dot and len(ending) <= 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return name[:LONGEST_NAME] or "attachment"
