"""Whose mail is read next when much of it waits: every sender in turn, so that a flood from one delays no other.

Looks at nothing but the From line, as bytes; what a mail is and says is read in `safe_parsing`'s children.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from ingest.ports import Receipt

MOST_AT_ONCE = 100  # then what has newly come is fetched, and what is due is sent and moved
FEW = 20  # no more than this wait: they are read as they came
_HEAD = 64 * 1024  # bytes in which the From line is looked for
_FROM = re.compile(rb"^from[ \t]*:([^\r\n]{0,1000})", re.IGNORECASE | re.MULTILINE)
_ADDRESS = re.compile(rb"[^\s<>@\"]{1,64}@[^\s<>@\"]{1,255}")


class Turns:
    """Remembers whose each waiting message is, so that none is opened for that more than once."""

    def __init__(self) -> None:
        self._senders: dict[int, bytes] = {}

    def next(self, waiting: Sequence[Receipt], original: Callable[[Receipt], bytes]) -> list[Receipt]:
        """At most MOST_AT_ONCE of those that wait: the first of every sender, then the second of each, and so on.

        The mails of one sender stay in their order. `original` may raise: such a message is a sender of its own.
        """
        if len(waiting) <= FEW:
            return list(waiting)
        known = self._senders
        self._senders = {each.id: known.get(each.id) or _sender(each, original) for each in waiting}
        before: Counter[bytes] = Counter()
        ranked = []
        for place, receipt in enumerate(waiting):
            sender = self._senders[receipt.id]
            ranked.append((before[sender], place, receipt))
            before[sender] += 1
        return [receipt for _, _, receipt in sorted(ranked, key=lambda each: each[:2])[:MOST_AT_ONCE]]


def _sender(receipt: Receipt, original: Callable[[Receipt], bytes]) -> bytes:
    try:
        line = _FROM.search(original(receipt)[:_HEAD])
    except Exception:  # noqa: BLE001 - an original that cannot be read is found out when it is its turn
        return b"unreadable %d" % receipt.id
    address = _ADDRESS.findall(line[1]) if line else []
    return address[-1].lower() if address else b"nobody"
