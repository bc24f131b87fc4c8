"""Full-text search over cases: SQLite's FTS5 or PostgreSQL's own, behind three functions. Only here the two differ.

Words are folded before they are stored and before they are looked for (small letters without accents), and found by
their beginning; so both databases find the same cases.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Integer, Select, column, select, table, text
from sqlalchemy.orm import Session

LONGEST = 400_000  # characters of one case; PostgreSQL takes a megabyte
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "’": "'"})
_TABLE = table("case_words", column("rowid", Integer), column("case_id", Integer))


def fold(words: str) -> list[str]:
    """The words of a text as they are kept and looked for."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    return _WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def put_words(session: Session, bodies: Mapping[int, Iterable[str]]) -> None:
    """The texts of some cases, in place of what was kept of them before."""
    if not bodies:
        return
    key = "case_id" if _is_postgresql(session) else "rowid"
    rows = [{"id": each, "body": " ".join(fold("\n".join(texts)))[:LONGEST]} for each, texts in bodies.items()]
    session.execute(text(f"DELETE FROM case_words WHERE {key} = :id"), [{"id": row["id"]} for row in rows])  # noqa: S608
    session.execute(text(f"INSERT INTO case_words ({key}, body) VALUES (:id, :body)"), rows)  # noqa: S608


def cases_with(session: Session, phrases: Sequence[Sequence[str]]) -> Select[int]:
    """Ids of the cases that hold every one of the phrases: folded words in a row, the last perhaps only begun."""
    if _is_postgresql(session):
        query = " & ".join("(" + " <-> ".join(phrase) + ":*)" for phrase in phrases)
        found = select(_TABLE.c.case_id)
        return found.where(text("words @@ to_tsquery('simple', :words)").bindparams(words=query))
    query = " ".join(f'"{" ".join(phrase)}"*' for phrase in phrases)
    return select(_TABLE.c.rowid).where(text("case_words MATCH :words").bindparams(words=query))


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
