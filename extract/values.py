"""Single values as written on forms, made plain: yes and no, sex, identifiers, contact data. Dates are in `dates`."""

import re

UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"

_UNKNOWN = {
    "nk", "n k", "n/k", "n.k", "not known", "unknown", "don't know", "dont know", "do not know", "not sure", "unsure",
    "i do not know", "i don't know", "we do not know", "we don't know",
    "not yet known", "notknown", "d/k", "d.k", "dk", "unknown at this time", "not known at this time",
    "currently unknown",
}  # fmt: skip
_NOT_APPLICABLE = {
    "does not apply",
    "doesn't apply",
    "na",
    "n a",
    "n/a",
    "not applicable",
    "n.a",
    "not-applicable",
    "non applicable",
}
_YES = {"yes", "y", "true", "agreed", "approved"}
_NO = {"no", "n", "false", "none", "nil", "none known", "not at present", "not currently", "not yet"}
_MALE = {"m", "male", "boy", "man"}
_FEMALE = {"f", "female", "girl", "woman"}
_BLANK = re.compile(r"^[\s\-–—_.…:;,/*|•▪\uf0b7\uf0a7]*$")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b", re.I)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_BROKEN_EMAIL = re.compile(r"(@[\w.-]+)\s+([a-z]{1,12}(?:\.[a-z]+)*)\s*(?:\n|$)")
_WHOLE_ENDINGS = {"uk", "com", "org", "net", "example", "info", "eu", "int", "io", "co", "nhs"}
_PHONE = re.compile(
    r"(?<![\w@/.-])(?:\+?44|\(?0|101\b|111\b|999\b)[\d\s()\-]*(?:\s*(?:ext\.?|x|extension|option)\s*[\d ]+)?", re.I
)
_BLEEP = re.compile(r"\b(?:bleep|pager|ext(?:ension)?)\b[.:]?\s*\d{3,6}\b", re.I)
_LEADING_ANSWER = re.compile(
    r"^\s*(yes|no|n[/.][ka]|[yn](?!\.\w)|not known|unknown|nk|not applicable)(?![\w/])\s*([-–—:;,.(]*)\s*", re.I
)
_UNPICKED = re.compile(r"^\W*(?:y(?:es)?\s*/\s*no?|no?\s*/\s*y(?:es)?)(?![\w/])", re.I)  # alternatives as printed

_SECTION = re.compile(r"s\.? ?\d")  # of an Act


def tidy(text: str) -> str:
    """White space collapsed, line ends kept as single spaces, non-breaking and zero-width characters made plain."""
    return " ".join(re.sub(r"[​‌‍﻿­]", "", text).split())


def is_blank(text: str) -> bool:
    """Whether nothing was written: empty, dashes, dots or the underline that a form prints to write on."""
    return bool(_BLANK.match(text))


def special_answer(text: str) -> str | None:
    """`unknown` or `not_applicable` where the whole answer says so; None otherwise."""
    plain = tidy(text).casefold().replace("’", "'").strip(" .;:-–()")
    return UNKNOWN if plain in _UNKNOWN else NOT_APPLICABLE if plain in _NOT_APPLICABLE else None


def parse_yes_no(text: str) -> tuple[str, str] | None:
    """The answer and the words beside it: `Yes, s.20` gives (`yes`, `s.20`). None where neither is said."""
    plain = tidy(text).replace("’", "'")
    whole = plain.casefold().strip(" .;:-–()")
    direct = special_answer(plain) or ("yes" if whole in _YES else "no" if whole in _NO else None)
    if direct:
        return direct, ""
    match = _LEADING_ANSWER.match(plain)
    if not match or _UNPICKED.match(plain):
        return None
    word = match[1].casefold()
    behind = plain[match.end() :]
    goes_on = not match[2] and behind[:1].islower() and not _SECTION.match(behind)  # `Yes he was`, but `Yes s.20`
    rest = plain if goes_on else behind.strip()
    if rest.endswith(")") and "(" not in rest:
        rest = rest[:-1]
    return special_answer(word) or ("yes" if word in _YES else "no"), rest


def parse_sex(text: str) -> str:
    """`male` or `female`; anything else as written."""
    plain = tidy(text)
    word = plain.casefold().strip(" .")
    return "male" if word in _MALE else "female" if word in _FEMALE else plain


def nhs_number(text: str) -> tuple[str, bool] | None:
    """Ten digits and whether the check digit holds (modulus 11, NHS data dictionary); None for other lengths."""
    digits = re.sub(r"[\s\-.]", "", text)
    if not re.fullmatch(r"\d{10}", digits):
        return None
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return digits, (0 if check == 11 else check) == int(digits[9])


def find_nhs_number(text: str) -> str | None:
    """The first run of ten digits as an NHS number is written, as written."""
    match = re.search(r"(?<!\d)\d{3}[\s-]?\d{3}[\s-]?\d{4}(?!\d)", text)
    return match[0] if match else None


def find_postcode(text: str) -> tuple[str, int, int] | None:
    """The last postcode as `PO30 1UD` with its span."""
    found = list(_POSTCODE.finditer(text))
    return (f"{found[-1][1].upper()} {found[-1][2].upper()}", found[-1].start(), found[-1].end()) if found else None


_REMARK = re.compile(r"^\s*[(\[].*$", re.S)  # behind a whole address: `(since May; before that elsewhere)`


def without_postcode(text: str) -> str:
    """An address without its postcode and the comma before it; lines joined by commas."""
    joined = ", ".join(line.strip(" ,") for line in text.splitlines() if line.strip(" ,"))
    found = find_postcode(joined)
    if not found:
        return tidy(joined)
    rest = joined[: found[1]].rstrip(" ,;.\n") + _REMARK.sub("", joined[found[2] :])
    rest = re.sub(r"[,;]?\s*(?:post\s?code)\s*:?\s*$", "", rest, flags=re.I)
    return tidy(rest).strip(" ,;()")


def find_emails(text: str) -> list[str]:
    """E-mail addresses as written; one that a narrow cell broke over two lines is put together first."""
    return [each.rstrip(".") for each in _EMAIL.findall(unbroken_email(text))]


def unbroken_email(text: str) -> str:
    """The text with an address that ends its line put together with the letters on the next one."""
    match = _BROKEN_EMAIL.search(text)
    if not match or match[1].rpartition(".")[2] in _WHOLE_ENDINGS:
        return text
    return text[: match.end(1)] + text[match.start(2) :]


def find_phones(text: str) -> list[str]:
    """Telephone numbers as written, extensions included; bleeps and extensions alone where no number stands."""
    clear = _EMAIL.sub(" ", text)
    found = (_unbracketed(tidy(match[0]).strip(" -").rstrip(" (-")) for match in _PHONE.finditer(clear))
    whole = [each for each in found if len(re.sub(r"\D", "", each)) >= 7 or each[:3] in ("101", "111")]
    return whole or [tidy(match[0]) for match in _BLEEP.finditer(clear)]


def _unbracketed(number: str) -> str:
    """A number without the brackets around it; those around its area code stay."""
    if number.startswith("(") and number.endswith(")") and number.count(")") == 1:
        return number[1:-1].strip()
    return number.rstrip(" )") if number.count(")") > number.count("(") else number


def without_contact_data(text: str) -> str:
    """The text without its e-mail addresses, telephone numbers and the words that announce them."""
    clear = text
    for email in find_emails(text):
        clear = clear.replace(email, " ")
    for phone in find_phones(clear):
        clear = re.sub(r"\s*".join(map(re.escape, phone.split())), " ", clear)
    return re.sub(r"\b(?:tel(?:ephone)?|phone|mob(?:ile)?|e-?mail|t|m|e|ext)\b\s*[.:]\s*", " ", clear, flags=re.I)
