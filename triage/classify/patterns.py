"""Turns the cue patterns of configuration into bounded regular expressions. The one place that knows the notation."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\{(?P<set>\w+)\}|\s*(?P<far>\.\.\.)\s*|\s*(?P<near>\.\.)\s*|(?P<wild>(?<!\))\*)|(?P<number>@)|(?P<repeat>(?<=\))\*)|(?P<open>\()(?!\?)"
)
_FAR = r"\b.{0,70}?\b"
_NEAR = r"\b.{0,24}?\b"
_LITERAL = re.compile(r"[a-z0-9'\- ]+")
_GROUP = re.compile(r"\\.|\[[^\]]*\][?*]?|\([^()]*\)[?*]?|\{\w+\}\??|\.\.\.?|[^)\0]\?|[*@^$.]")

STEM = 4  # letters
_WORD = re.compile(r"[a-z0-9]+")
_CHOICE = re.compile(r"(?:(?<=^)|(?<= ))\((?P<choice>[^()]*)\)(?=$|[ ,])")
_SET = re.compile(r"(?:(?<=^)|(?<= ))\{(?P<set>\w+)\}(?=$|[ ,'])")
_BEGINNING = re.compile(r"(?P<word>[a-z0-9]{5,}|[a-z0-9]{4}(?!\?)|[a-z0-9]{1,3}(?![a-z0-9?*@\\(]))")
_OPEN_ENDS = ("$)", "$", "*", " ", ".", ",", ":", " )", "]", "?")  # the pattern itself says how it ends

WordSets = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cue:
    """One compiled pattern, with cheap tests before the expression: what every match is known to contain."""

    anchor: str
    stems: frozenset[str]  # at least one of them begins a word of every match; empty where that is not known
    expression: re.Pattern[str]

    def find(self, text: str, stems: frozenset[str] | None = None) -> re.Match[str] | None:
        """The first match in plain text, or None. `stems` are those of the text, where the caller has them."""
        if self.anchor not in text or (stems is not None and self.stems and self.stems.isdisjoint(stems)):
            return None
        return self.expression.search(text)


def stems_of(text: str) -> frozenset[str]:
    """The first letters of every word of a plain text."""
    return frozenset(word[:STEM] for word in _WORD.findall(text))


def compile_cue(pattern: str, sets: WordSets) -> Cue:
    """One pattern of the lexicon as a Cue. KeyError for an unknown word set, `re.error` for a broken pattern."""
    body = _TOKEN.sub(lambda token: _translated(token, sets), pattern)
    head = r"\b" if pattern[:1].isalnum() or pattern[:1] in "({" else ""
    tail = "" if pattern.endswith(_OPEN_ENDS) else r"\b"
    return Cue(_anchor(pattern), _stems(pattern, sets), re.compile(f"{head}(?:{body}){tail}"))


def _stems(pattern: str, sets: WordSets) -> frozenset[str]:
    """The stems of the choice with the fewest ways to begin, among those that every match must go through."""
    if "|" in _bare(pattern):
        return frozenset()
    choices = [group.group("choice").split("|") for group in _CHOICE.finditer(pattern) if _outermost(group)]
    choices += [list(sets[group.group("set")]) for group in _SET.finditer(pattern) if _outermost(group)]
    known = [stems for stems in map(_beginnings, choices) if stems]
    return min(known, key=len, default=frozenset())


def _outermost(group: re.Match[str]) -> bool:
    before = group.string[: group.start()]
    return before.count("(") == before.count(")")


def _beginnings(choice: list[str]) -> frozenset[str]:
    """The stem of each alternative's first word; nothing where one of them can begin in an unknown way."""
    found = [_BEGINNING.match(each) for each in choice]
    if not all(found):
        return frozenset()
    return frozenset(match.group("word")[:STEM] for match in found if match)


def _translated(token: re.Match[str], sets: WordSets) -> str:
    if name := token.group("set"):
        words = sorted(sets[name], key=len, reverse=True)
        return "(?:" + "|".join(_word(word) for word in words) + ")"
    if token.group("far"):
        return _FAR
    if token.group("near"):
        return _NEAR
    if token.group("repeat"):
        return "{0,3}"  # never without end: a choice inside may be taken in more than one way
    if token.group("number"):
        return r"\d{1,4}"
    return r"\w*" if token.group("wild") else "(?:"


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ")


def _bare(pattern: str) -> str:
    """The pattern with everything that varies struck out."""
    while (stripped := _GROUP.sub("\0", pattern)) != pattern:
        pattern = stripped
    return pattern


def _anchor(pattern: str) -> str:
    plain = _bare(pattern)
    runs = _LITERAL.findall(plain) if "|" not in plain else []
    return max(runs, key=len, default="").strip()
