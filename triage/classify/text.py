"""The reading form of a text: plain lower case, shorthand written out. Cue patterns are written against it."""

import re

from config.schema.cues import Words

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\x00": " ", "\u00a0": " "})
_TOKEN = re.compile(r"[\w#&/+.']*[\w#&/+]")
_SHORT_FORMS = tuple(
    (re.compile(pattern), written_out)
    for pattern, written_out in (
        (r"\?(?=[a-z])", " query "),
        (r"#(?=[a-z])", "# "),
        (r"\bwon't\b", "will not"),
        (r"\bcan't\b", "can not"),
        (r"n't\b", " not"),
        (r"'d (?=be\b|have\b|never have\b|not have\b)", " would "),
        (r"(?<=\b(?:he|we|it))'d\b|(?<=\bshe)'d\b|(?<=\bthey)'d\b|(?<=\bi)'d\b|(?<=\bwho)'d\b|(?<=\byou)'d\b", " had"),
        (r"'ve\b", " have"),
        (r"'re\b", " are"),
        (r"'ll\b", " will"),
        (r"(?<=\b(?:he|it))'s\b|(?<=\bshe)'s\b|(?<=\bthat)'s\b|(?<=\bwho)'s\b|(?<=\bthere)'s\b", " is"),
        (r"'m\b", " am"),
    )
)
ENGLISH_WORDS = 40  # from here on a text must hold some common English words
ENGLISH_SHARE = 0.08


class PlainText:
    """Makes the reading form; built once from the shared words."""

    def __init__(self, words: Words) -> None:
        self._shorthand = words.shorthand
        self._english = frozenset(words.common_english)

    def of(self, text: str) -> str:
        """`text` in lower case with single spaces, plain quotation marks, and shorthand written out."""
        simple = text.translate(_PLAIN).lower()
        for short, written_out in _SHORT_FORMS:
            simple = short.sub(written_out, simple)
        return _TOKEN.sub(self._written_out, " ".join(simple.split()))

    def is_english(self, text: str) -> bool:
        """False only for a text of some length that clearly is not English."""
        tokens = text.lower().split()
        if len(tokens) < ENGLISH_WORDS:
            letters = [each for each in text if each.isalpha()]
            return len(letters) < ENGLISH_WORDS or sum(each.isascii() for each in letters) * 2 > len(letters)
        return sum(token in self._english for token in tokens) >= ENGLISH_SHARE * len(tokens)

    def _written_out(self, token: re.Match[str]) -> str:
        return self._shorthand.get(token.group(), token.group())
