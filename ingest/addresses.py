"""Who a mail is from: a strict reader of address headers.

One From with one address, or nobody. The stdlib's reader takes `alice@nhs.example <evil@x.example>` for Alice; here
whatever a person could read in two ways has no address at all, so nothing is ever sent to the wrong one.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.header_text import MAX_VALUE, decode_value, decode_words, raw_to_text, unfold, without_encoded_words
from ingest.model import Address

MAX_RECIPIENTS = 2_000
MAX_DISPLAY_NAME = 200
_MAX_COMMENT_DEPTH = 10

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?"
# RFC 5321 without quoted local parts, address literals and single-label domains: none of them is a referrer.
_ADDR_SPEC = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})+)")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


class _Ambiguous(ValueError):
    """The value can be read in more than one way."""


def is_addr_spec(text: str) -> bool:
    """Whether `text` is one plain address `local@domain` in ASCII, within the lengths of RFC 5321."""
    match = _ADDR_SPEC.fullmatch(text)
    return (
        match is not None
        and len(text) <= 254
        and len(match["local"]) <= 64
        and not match["domain"].rpartition(".")[2].isdigit()
    )


def single_address(raw_values: Sequence[str]) -> Address | None:
    """The address of a header that must occur once and hold one address; None for everything else.

    Also None where the display name shows another address than the real one: a reader would believe the name.
    """
    if len(raw_values) != 1 or len(raw_values[0]) > MAX_VALUE:
        return None
    try:
        return _mailbox(unfold(raw_to_text(raw_values[0])).strip())
    except _Ambiguous:
        return None


def all_addresses(raw_values: Sequence[str]) -> tuple[str, ...]:
    """Every plain address of To, Cc and the like, lower case, at most 2,000; what cannot be read is left out."""
    found: dict[str, None] = {}
    for value in raw_values:
        for part in _split(unfold(raw_to_text(value[:MAX_VALUE]))):
            try:
                found[_mailbox(part.strip()).mailbox] = None
            except _Ambiguous:
                continue
            if len(found) == MAX_RECIPIENTS:
                return tuple(found)
    return tuple(found)


def _mailbox(text: str) -> Address:
    """`addr-spec` or `name <addr-spec>`, comments allowed outside the brackets."""
    words: list[str] = []
    comments: list[str] = []
    bracketed: str | None = None
    for kind, token in _tokens(text):
        if kind == "comment":
            comments.append(token)
        elif kind == "angle":
            if bracketed is not None:
                raise _Ambiguous
            bracketed = token
        elif bracketed is not None:
            raise _Ambiguous  # words behind the brackets
        else:
            words.append(token)
    if bracketed is None:
        plain = "".join(words).strip()
        return _checked(plain, comments)
    if any(set(",;:") & set(without_encoded_words(word)) for word in words if not word.startswith('"')):
        raise _Ambiguous  # the end of another address, or of a group
    return _checked(bracketed.strip(), [*words, *comments], name="".join(words))


def _checked(addr_spec: str, shown: Sequence[str], name: str = "") -> Address:
    if not is_addr_spec(addr_spec):
        raise _Ambiguous
    mailbox = addr_spec.lower()
    for text in shown:
        # Whatever of the shown words looks like an address must be the address itself.
        decoded = decode_words(_unquoted(text)).replace("＠", "@").replace("﹫", "@")
        if any(mailbox != word.strip("<>()[]'\",;:.").lower() for word in decoded.split() if "@" in word[1:-1]):
            raise _Ambiguous
    return Address(mailbox=mailbox, display_name=_display(name))


def _display(name: str) -> str:
    text = decode_value("".join(_unquoted(part) for part in re.split(r'("(?:[^"\\]|\\.)*")', name))).text
    return " ".join(_UNSEEN.sub("", text).split())[:MAX_DISPLAY_NAME]


def _unquoted(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    return text


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Words, quoted strings (with their quotes), comments and bracketed addresses, in one pass."""
    position = 0
    while position < len(text):
        character = text[position]
        if character == '"':
            end = _end_of_quote(text, position)
            yield "word", text[position:end]
        elif character == "(":
            end = _end_of_comment(text, position)
            yield "comment", text[position + 1 : end - 1]
        elif character == "<":
            end = text.find(">", position) + 1
            if not end:
                raise _Ambiguous
            yield "angle", text[position + 1 : end - 1]
        elif character in ">)\\":
            raise _Ambiguous
        else:
            end = position + len(_plain(text, position))
            yield "word", text[position:end]
        position = end


_PLAIN = re.compile(r'[^"(<>)\\]+')


def _plain(text: str, position: int) -> str:
    match = _PLAIN.match(text, position)
    return match[0] if match else ""


def _end_of_quote(text: str, start: int) -> int:
    position = start + 1
    while position < len(text):
        if text[position] == "\\":
            position += 1
        elif text[position] == '"':
            return position + 1
        position += 1
    raise _Ambiguous


def _end_of_comment(text: str, start: int) -> int:
    depth, position = 0, start
    while position < len(text):
        if text[position] == "\\":
            position += 1
        elif text[position] == "(":
            depth += 1
            if depth > _MAX_COMMENT_DEPTH:
                raise _Ambiguous
        elif text[position] == ")":
            depth -= 1
            if not depth:
                return position + 1
        position += 1
    raise _Ambiguous


def _split(text: str) -> Iterator[str]:
    """The members of a list header; commas within quotes and brackets do not separate."""
    start, quoted, depth = 0, False, 0
    skip = False
    for position, character in enumerate(text):
        if skip:
            skip = False
        elif character == "\\":
            skip = True
        elif character == '"':
            quoted = not quoted
        elif not quoted and character in "<(":
            depth += 1
        elif not quoted and character in ">)":
            depth = max(0, depth - 1)
        elif not quoted and not depth and character in ",;":
            yield text[start:position]
            start = position + 1
    yield text[start:]
