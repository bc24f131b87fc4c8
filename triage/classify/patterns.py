"""Turns the cue patterns of configuration into bounded regular expressions. The one place that knows the notation."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\{(?P<set>\w+)\}|\s*(?P<far>\.\.\.)\s*|\s*(?P<near>\.\.)\s*|(?P<wild>(?<!\))\*)|(?P<number>@)|(?P<open>\()(?!\?)"
)
_FAR = r"\b.{0,70}?\b"
_NEAR = r"\b.{0,24}?\b"
_LITERAL = re.compile(r"[a-z0-9'\- ]+")
_GROUP = re.compile(r"\([^()]*\)[?*]?|\{\w+\}\??|\.\.\.?|.\?|[*@]")

_OPEN_ENDS = ("$)", "$", "*", " ", ".", ",", ":", " )", "]", "?")  # the pattern itself says how it ends

WordSets = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cue:
    """One compiled pattern. `anchor` is a literal that every match contains: a cheap test before the expression."""

    anchor: str
    expression: re.Pattern[str]

    def find(self, text: str) -> re.Match[str] | None:
        """The first match in plain text, or None."""
        return self.expression.search(text) if self.anchor in text else None


def compile_cue(pattern: str, sets: WordSets) -> Cue:
    """One pattern of the lexicon as a Cue. KeyError for an unknown word set, `re.error` for a broken pattern."""
    body = _TOKEN.sub(lambda token: _translated(token, sets), pattern)
    head = r"\b" if pattern[:1].isalnum() or pattern[:1] in "({" else ""
    tail = "" if pattern.endswith(_OPEN_ENDS) else r"\b"
    return Cue(_anchor(pattern), re.compile(f"{head}(?:{body}){tail}"))


def _translated(token: re.Match[str], sets: WordSets) -> str:
    if name := token.group("set"):
        words = sorted(sets[name], key=len, reverse=True)
        return "(?:" + "|".join(_word(word) for word in words) + ")"
    if token.group("far"):
        return _FAR
    if token.group("near"):
        return _NEAR
    if token.group("number"):
        return r"\d{1,4}"
    return r"\w*" if token.group("wild") else "(?:"


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ")


def _anchor(pattern: str) -> str:
    plain = pattern
    while (stripped := _GROUP.sub("\0", plain)) != plain:
        plain = stripped
    if "|" in plain:
        return ""
    runs = _LITERAL.findall(plain)
    return max(runs, key=len, default="").strip()
