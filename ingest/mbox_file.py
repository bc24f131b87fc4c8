"""Where each message of an mbox file begins and ends. The file is read once, line by line, and never into memory."""

import re
from collections.abc import Iterator
from pathlib import Path

# A separator: `From `, an envelope address, a day of the week. Prose that begins so has no such third word.
_SEPARATOR = re.compile(rb"From \S* *(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b")
_MAX_LINE = 1024 * 1024


def spans(path: Path) -> Iterator[tuple[int, int]]:
    """First and last offset of every message, separators and the empty line before the next one left out.

    A separator stands behind an empty line; at the start of the file any line with `From ` is one. Raises OSError.
    """
    start: int | None = None
    position = end = 0
    after_blank = True
    with path.open("rb") as file:
        while line := file.readline(_MAX_LINE):
            if after_blank and line.startswith(b"From ") and (not position or _SEPARATOR.match(line)):
                if start is not None:
                    yield start, end
                start = position + len(line)
                end = start
            elif not line.strip(b"\r\n"):
                after_blank, position = True, position + len(line)
                continue
            after_blank = False
            position += len(line)
            end = max(end, position) if start is not None else end
    if start is not None:
        yield start, end


def read_span(path: Path, start: int, end: int) -> bytes:
    """The bytes of one message. Raises OSError."""
    with path.open("rb") as file:
        file.seek(start)
        return file.read(end - start)
