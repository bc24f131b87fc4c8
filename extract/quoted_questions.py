"""Questions of another's mail that stand quoted above the answers, and quoted lists that were ticked in front.

Whether a mail is answered so is a habit of the whole mail: a quoted line or two is no question.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

ASKED = "\ue000"  # in front of a question that was quoted
_QUOTE = re.compile(r"\s{0,3}(?:>[ \t]?)+")
_TICKED = re.compile(r"\s*(?:[xX✓✔☑☒]|\[[xX]\]|yes)\s*(?:>[ \t]?)+\s*(?=\w)")
_GOES_ON = re.compile(r"[a-z(/]")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")
FEWEST_ANSWERED = 3  # quoted lines with words of the writer's below them
WRAPPED = 50  # characters from which a quoted line may go on in the next


def with_questions(lines: Sequence[str]) -> list[str]:
    """The lines with each quoted question as one line behind `ASKED`, and `x > statement` as `[x] statement`.

    Unchanged where too few quoted lines stand above answers.
    """
    if _answered(lines) < FEWEST_ANSWERED:
        return list(lines)
    found: list[str] = []
    for group in _groups(lines):
        if any(_TICKED.match(line) for line in group):
            found.extend(_ticked(group))
        elif _QUOTE.match(group[0]):
            quoted = [line for line in group if _QUOTE.match(line)]
            *above, question = _unwrapped(quoted)
            found.extend([*above, "", ASKED + question, "", *group[len(quoted) :]])
        else:
            found.extend(group)
    return found


def _answered(lines: Sequence[str]) -> int:
    """How many quoted lines have own words right below them, blank lines apart."""
    filled = [line for line in lines if line.strip()]
    return sum(bool(_QUOTE.match(above)) and not _QUOTE.match(below) for above, below in pairwise(filled))


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines that stand together: parted by blank lines, and where quoted ones follow own ones in no ticked list."""
    group: list[str] = []
    for line in lines:
        turns = bool(group) and bool(_QUOTE.match(line)) and not _QUOTE.match(group[-1])
        listed = bool(group) and bool(_TICKED.match(group[-1]) or (turns and any(map(_TICKED.match, group))))
        if group and (not line.strip() or (turns and not listed)):
            yield group
            group = []
        if line.strip():
            group.append(line)
        else:
            yield [line]
    if group:
        yield group


def _ticked(group: Sequence[str]) -> Iterator[str]:
    for line in group:
        ticked, quote = _TICKED.match(line), _QUOTE.match(line)
        text = line[ticked.end() if ticked else quote.end() if quote else 0 :].strip()
        if quote and text.endswith(("?", ":", ".")):
            yield from ("", ASKED + text, "")
        elif ticked or quote:
            yield f"[{'x' if ticked else ' '}] {text}"
        else:
            yield line


def _unwrapped(quoted: Sequence[str]) -> list[str]:
    """Quoted lines without their marks, those that go on from the line above joined to it."""
    found: list[str] = []
    for line in quoted:
        text = _QUOTE.sub("", line, count=1).strip()
        goes_on = found and not _NUMBERED.match(text) and not found[-1].endswith(("?", ":"))
        if found and ((goes_on and (_GOES_ON.match(text) or len(found[-1]) >= WRAPPED)) or text.startswith("(")):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return found
