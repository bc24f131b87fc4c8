"""Replaces personal data in judged cases by invented stand-ins, for retraining away from the service.

What the record holds of people is replaced wherever it stands; numbers, postcodes, addresses of mail and full dates are
known by their shape. A name that only the narrative holds cannot be known: a person reads every exported text first.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from triage.judged import JudgedCase
from triage.model import EvidenceQuote

_INVENTED = [
    "Arlow",
    "Benfold",
    "Corley",
    "Denholt",
    "Ellery",
    "Farrant",
    "Garrow",
    "Hebden",
    "Ilford",
    "Jessop",
    "Kelham",
    "Lorne",
    "Marlow",
    "Nesbit",
    "Orrin",
    "Pellew",
    "Quennell",
    "Rowden",
    "Selby",
    "Tarrant",
    "Ullock",
    "Varley",
    "Wickham",
    "Yarrow",
    "Zelland",
]
_WORD = re.compile(r"[^\W\d_][\w'’-]{2,}")
_COMMON = frozenset(
    [
        "the",
        "and",
        "road",
        "street",
        "school",
        "house",
        "baby",
        "unborn",
        "mother",
        "father",
        "child",
        "primary",
        "nursery",
        "surgery",
    ]
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"), "someone@agency.example"),
    (re.compile(r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b"), "000 000 0000"),
    (re.compile(r"(?<!\w)(?:\+44|0)[\d ()-]{8,13}\d\b"), "01632 960000"),
    (re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"), "ZZ1 1ZZ"),
)
_NUMERIC = re.compile(r"\b(\d{1,2})([/.])(\d{1,2})\2(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_WRITTEN = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(_MONTHS)}) (\d{{4}})\b")


class StandIns:
    """The replacements of one case: the same name always gets the same stand-in, dates keep their distances."""

    def __init__(self, case: JudgedCase) -> None:
        seed = hashlib.sha256(case.reference.encode()).digest()
        self._shift = timedelta(days=-30 - int.from_bytes(seed[:2]) % 300)
        words = dict.fromkeys(word.lower() for each in case.personal for word in _WORD.findall(each))
        first = seed[2]
        self._names = {
            word: _INVENTED[(first + place) % len(_INVENTED)]
            for place, word in enumerate(word for word in words if word not in _COMMON)
        }
        known = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)", re.IGNORECASE) if known else None

    def replaced(self, text: str) -> str:
        """The text with every stand-in."""
        for shape, invented in _SHAPES:
            text = shape.sub(invented, text)
        text = _NUMERIC.sub(
            self._moved(lambda m: (m[4], m[3], m[1]), lambda d, m: f"{d:%d}{m[2]}{d:%m}{m[2]}{d:%Y}"), text
        )
        text = _ISO.sub(self._moved(lambda m: (m[1], m[2], m[3]), lambda d, _: d.isoformat()), text)
        written = self._moved(lambda m: (m[3], _MONTHS.index(m[2]) + 1, m[1]), lambda d, _: f"{d.day} {d:%B} {d.year}")
        text = _WRITTEN.sub(written, text)
        return self._pattern.sub(self._name, text) if self._pattern else text

    def _name(self, match: re.Match[str]) -> str:
        name = self._names[match.group().lower()]
        return name.upper() if match.group().isupper() else name

    def _moved(
        self, parts: Callable[[re.Match[str]], tuple[Any, Any, Any]], written: Callable[[date, re.Match[str]], str]
    ) -> Callable[[re.Match[str]], str]:
        def moved(match: re.Match[str]) -> str:
            year, month, day = (int(each) for each in parts(match))
            try:
                return written(date(year, month, day) + self._shift, match)
            except (ValueError, OverflowError):
                return match.group()  # no date after all

        return moved


def retraining_row(case: JudgedCase) -> dict[str, Any]:
    """One line of the export: sections, labels that a person gave, and the quotes that they upheld.

    A key judged `supports` has the suggested value, or the weakest positive one where nothing was suggested; `does_not`
    its negative one.
    """
    stand_ins = StandIns(case)
    labels: dict[str, str | bool] = {}
    evidence: dict[str, list[str]] = {}
    for finding in case.findings:
        judged = case.judged.get(finding.key)
        if judged == "supports":
            labels[finding.key] = finding.value if finding.positive else _WEAKEST.get(finding.key, True)
            evidence[finding.key] = [stand_ins.replaced(_exact(case.sections, quote)) for quote in finding.evidence]
        elif judged == "does_not":
            labels[finding.key] = _NEGATIVE.get(finding.key, False)
    digest = hashlib.sha256(case.reference.encode()).hexdigest()[:10]
    sections = {name: stand_ins.replaced(text) for name, text in case.sections.items()}
    return {"id": f"J{digest}", "sections": sections, "labels": labels, "evidence": evidence}


_WEAKEST = {"abuse_or_neglect": "suspected", "serious_harm": "possible", "serious_incident": "possible"}
_NEGATIVE = {"abuse_or_neglect": "not_indicated", "serious_harm": "not_indicated", "serious_incident": "not_met"}


def _exact(sections: Mapping[str, str], quote: EvidenceQuote) -> str:
    return sections.get(quote.section, "")[quote.start : quote.end] or quote.quote
