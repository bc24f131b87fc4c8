"""Finds the configured phrases in a text, in time linear in its length."""

import re
from collections.abc import Iterator
from functools import lru_cache

from config.schema.screening import PhraseRule

MAX_TEXT = 200_000  # characters looked at
_GAP = r"(?: \S+){0,8}?"
_TIME = r"(?:\d{1,2}(?:[.:]\d{2})?(?: ?[ap]\.?m\.?)?|noon|midday|lunchtime)"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n|[;•|]|\s[–—-]\s")
_WORD = re.compile(r"[^\W_]+(?:['.:/&-][^\W_]+)*")


def matches(text: str, rule: PhraseRule) -> bool:
    """Whether at least one phrase of the rule speaks."""
    return next(found_phrases(text, rule), None) is not None


def found_phrases(text: str, rule: PhraseRule) -> Iterator[str]:
    """The phrases of the rule that the text holds, each once, without those that their context takes back."""
    sentences = list(sentences_of(text))
    guards = frozenset(rule.not_after)
    for phrase in rule.phrases:
        pattern = _compiled(phrase)
        if any(_speaks(pattern, sentence, guards, rule.window) for sentence in sentences):
            yield phrase


def sentences_of(text: str) -> Iterator[str]:
    """Sentences as lower-case words with one blank between; an empty line ends a sentence, a line break does not."""
    plain = text[:MAX_TEXT].casefold().replace("’", "'").replace("‘", "'")
    for sentence in _SENTENCE_END.split(plain):
        words = _WORD.findall(sentence)
        if words:
            yield " ".join(words)


def _speaks(pattern: re.Pattern[str], sentence: str, guards: frozenset[str], window: int) -> bool:
    for match in pattern.finditer(sentence):
        before = sentence[max(0, match.start() - 30 * window) : match.start()].split()[-window:]
        if not guards.intersection(before):
            return True
    return False


@lru_cache(maxsize=1024)
def _compiled(phrase: str) -> re.Pattern[str]:
    pattern = ""
    for word in phrase.casefold().split():
        if word == "...":
            pattern += _GAP
        else:
            pattern += (" " if pattern else "") + _word(word)
    return re.compile(rf"(?<!\S){pattern}(?!\S)")


def _word(word: str) -> str:
    if word == "<time>":
        return _TIME
    choices = [re.escape(each).replace(r"\*", r"\S*") for each in word.split("|")]
    return f"(?:{'|'.join(choices)})"
