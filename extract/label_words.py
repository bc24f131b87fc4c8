"""The words of printed labels made comparable: numbering, punctuation, spellings and filler taken away."""

import re
import unicodedata
from collections.abc import Iterable, Sized
from functools import cache

from config.schema.fields import FieldCatalogue
from extract.label_frames import unframed

_NUMBERING = re.compile(
    r"^\s*(?:"
    r"(?:section|part|question|step|q)\s*(?:\d+[a-z]?|[a-k]|[ivx]{1,4}"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*(?:[.:)\-–]+\s*|\s(?=\s*\S))"
    r"|\(?\d{1,2}(?:\.\d{1,2})*[a-z]?[.)]?\s+(?=[^\d\s])"
    r"|\d{1,2}(?:\.\d{1,2})*[.):]\s*"
    r"|(?:[ivx]{1,4}|[a-k])\.\d{1,2}[a-z]?[.):]?\s+(?=[^\d\s])"
    r"|[a-k]\d{1,2}[.):]?\s+(?=[^\d\s])|\(?[a-h][.)]\s+|[ivx]{1,4}[.)]\s+|[•●▪◦*·\-–]\s+)",
    re.I,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

_FOR_AGENCY = re.compile(r"\s+for (?:your|the) (?:own )?(?:agency|organisation|service)$", re.I)
_ENTRY = re.compile(
    r"^(?:person|adult|relative|family member|sibling|agency|organisation|service|professional)"
    r"\s?\d{1,2}\s*[:–-]\s*(?=\w)",
    re.I,
)  # which of several a question is about

_COUNTED = re.compile(
    r"^(?P<what>person|adult|relative|family member|sibling|agency|organisation|service|professional|contact)"
    r"\s(?:(?:no\.?\s?)?\d{1,2}|[A-H])\W*$",
    re.I,
)

_PARTNERSHIP = re.compile(r"\b(?:the )?[A-Z]{0,6}(?:SCP|SCB|SPB|CSPRG|PRG|CRG)\b")  # a partnership's own initials

_TO_GROUP = re.compile(
    r"\s+(?:to|by|for) (?:the )?(?:[\w-]+ ){0,4}(?:sub-?committee|committee|sub-?group|group|panel|board|partnership)$",
    re.I,
)  # whom a form is meant for

Key = tuple[str, ...]


class LabelWords:
    """Canonical words of labels by one catalogue's lists."""

    def __init__(self, catalogue: FieldCatalogue) -> None:
        self.stops = frozenset(catalogue.stop_words)
        self._light = self.stops | frozenset(catalogue.light_words)
        self._same = {plain_label(many): one for one, words in catalogue.same_words.items() for many in words}
        longest_first = sorted(self._same, key=len, reverse=True)
        self._phrases = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")

    def words(self, text: str) -> list[str]:
        """Canonical words of a label, in order, stop words included."""
        plain = plain_label(text)
        for _ in range(2):  # a replacement may complete a longer phrase
            plain = self._phrases.sub(lambda match: self._same[match[0]], plain)
        words = plain.split()
        return [word for i, word in enumerate(words) if i == 0 or word != words[i - 1]]

    def key(self, text: str) -> Key:
        """Canonical words without stop words, sorted: order does not matter."""
        words = self.words(text)
        return tuple(sorted({word for word in words if word not in self.stops} or set(words)))

    def loose(self, key: Key) -> Key:
        """A key without its light words as well; the key itself where nothing would be left."""
        return tuple(word for word in key if word not in self._light) or key

    def firsts(self, phrases: Iterable[str]) -> frozenset[str]:
        """The first canonical word of each phrase."""
        return frozenset(self.words(each)[0] for each in phrases)


def plain_label(text: str) -> str:
    """Lower case, without numbering, footnote marks, apostrophes and punctuation; brackets are kept as words."""
    flat = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("\u00ad", "")
    flat = _NUMBERING.sub("", " ".join(flat.split()))
    flat = re.sub(r"'s\b|(?<=s)'(?=\s|$)", "", flat).replace("'", "")
    flat = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", flat)  # d.o.b. becomes dob.
    flat = re.sub(r"(?<=[a-z])\d\b", "", flat) if not re.search(r"\b(?:child|person|agency)\s?\d", flat) else flat
    plain = " ".join(re.sub(r"[^\w]+", " ", flat).split())
    return plain if "yes" in plain else re.sub(r"(?<=\w) nos?$", " number", plain)  # `Police Event No.`


def without_brackets(label: str) -> str:
    """A label without what stands in brackets."""
    return _BRACKETS.sub(" ", label).strip()


def variants(label: str) -> list[str]:
    """The label without and with its brackets, its first line, and what stands before a colon or a question mark."""
    stripped = without_brackets(label)
    lines = [line for line in label.splitlines() if line.strip()]
    texts = [stripped, label]
    if len(lines) > 1:
        texts.append(without_brackets(lines[0]))
    if _FOR_AGENCY.search(stripped):
        texts.insert(0, _FOR_AGENCY.sub("", stripped))  # whose lead it is does not make it a question for an agency
    if _ENTRY.search(stripped):
        texts.insert(0, _ENTRY.sub("", stripped))
    if (counted := _COUNTED.match(stripped)) is not None:
        texts.insert(0, counted["what"])
    unnamed = " ".join(_PARTNERSHIP.sub(" ", stripped).split())
    if unnamed != stripped and len(unnamed.split()) > 1:
        texts.append(re.sub(r"\s+(?:to|by|at|with)$", "", unnamed))
    addressed = _TO_GROUP.search(stripped)
    if (
        addressed and len(stripped[: addressed.start()].split()) > 1
    ):  # not of a form's title: `Notification to the panel`
        texts.append(stripped[: addressed.start()])
    head = re.split(r"[:?]", stripped, maxsplit=1)[0]
    if head != stripped:
        texts.append(head)
    sentences = re.split(r"(?<=[.?!])\s+", stripped)
    texts.extend(part for part in sentences[:2] if part != stripped and len(part.split()) >= 2)
    texts.append(unframed(head))
    unique = dict.fromkeys(" ".join(text.split()) for text in texts)
    return [text for text in unique if text]


def entry_of(label: str) -> str:
    """Which of several people or agencies a question says it is about: `person 2` of `Person 2: date of birth`."""
    found = _ENTRY.match(label.strip())
    return " ".join(re.findall(r"[a-z]+|\d+", found[0].casefold())) if found else ""


def counted_entry(label: str) -> str:
    """Which of several people or agencies a question that says no more is for: `agency 2` of `Agency 2`, `Person B`."""
    return " ".join(re.findall(r"[a-z]+|\d+", label.casefold())) if _COUNTED.match(label.strip()) else ""


def pattern_share(pattern: str, words: Iterable[str], content: Sized) -> float:
    """How much of a label a pattern explains, 0 where one of its groups is missing."""
    present = set(words)
    hit: set[str] = set()
    for exact, starts in _groups(pattern):
        found = present & exact
        if starts:
            found = found | {word for word in present if word.startswith(starts)}
        if not found:
            return 0.0
        hit |= found
    return max(0.1, len(hit) / max(len(content), len(hit)))


@cache
def _groups(pattern: str) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """The groups of a pattern: whole words, and beginnings of words."""
    return tuple(
        (
            frozenset(each for each in group.split("|") if not each.endswith("*")),
            tuple(each[:-1] for each in group.split("|") if each.endswith("*")),
        )
        for group in pattern.split()
    )
