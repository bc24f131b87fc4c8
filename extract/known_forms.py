"""Forms that a site has taught the service: learned from a blank copy, recognised in a filled one.

A recognised form masks its own printed lines and says exactly what its questions ask for.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from config.schema.fields import FieldCatalogue
from config.schema.known_forms import KnownForm, KnownQuestion
from extract.blocks import LabelledAnswer
from extract.document import SourceDocument
from extract.label_words import plain_label
from extract.labels import LabelIndex
from extract.values import is_blank, tidy

RECOGNISED = 0.9  # share of a form's printed lines that a document must hold to be that form
_LISTS = ("family[]", "agencies[]")  # read by rows, whose layout says more than their words
FEWEST_LINES = 8  # printed lines below which a document is too short to be recognised


def learned(
    document: SourceDocument, answers: Sequence[LabelledAnswer], catalogue: FieldCatalogue, name: str, version: int
) -> KnownForm:
    """What a blank form prints and asks. A question keeps an empty path, for a person to fill in, where no one field

    fits, or where its place decides: the same words twice in a block, `Date` behind another question, lists of people.
    """
    printed = tuple(dict.fromkeys(_lines(document)))
    index = LabelIndex(catalogue)
    asked = Counter((plain_label(answer.label), answer.block.group) for answer in answers)
    questions: dict[tuple[str, str | None], KnownQuestion] = {}
    for answer in answers:
        match = index.match(answer.label, answer.block.group)
        alone = asked[plain_label(answer.label), answer.block.group] == 1 and not index.follows_any(answer.label)
        sure = match is not None and len(match.paths) == 1 and not match.paths[0].startswith(_LISTS)
        path = match.paths[0] if match and sure and alone else ""
        question = KnownQuestion(label=tidy(answer.label), block=answer.block.group, path=path)
        questions.setdefault((plain_label(question.label), question.block), question)
    return KnownForm(
        name=name,
        version=version,
        fingerprint=_fingerprint(printed),
        printed=printed,
        questions=tuple(questions.values()),
    )


def recognised(document: SourceDocument, forms: Iterable[KnownForm]) -> KnownForm | None:
    """The known form that a document is; of several versions the one that fits best, then the newest."""
    lines = list(_lines(document))
    present = {_plain(line) for line in lines}
    whole = "\n".join(_plain(line) for line in lines)
    best: tuple[float, int, KnownForm] | None = None
    for form in forms:
        if len(form.printed) < FEWEST_LINES:
            continue
        found = sum(_plain(line) in present or _plain(line) in whole for line in form.printed)
        share = found / len(form.printed)
        if share >= RECOGNISED and (best is None or (share, form.version) > best[:2]):
            best = (share, form.version, form)
    return best[2] if best else None


def paths_of(form: KnownForm | None) -> dict[tuple[str, str | None], str]:
    """What each question of a known form asks for, by its plain words and block."""
    if form is None:
        return {}
    return {(plain_label(each.label), each.block): each.path for each in form.questions if each.path}


def _lines(document: SourceDocument) -> Iterable[str]:
    for paragraph in document.paragraphs():
        shown = "".join(span.text for span in paragraph.spans if not span.control and not span.mark)
        for line in shown.splitlines():
            if not is_blank(line):
                yield tidy(line)


def _fingerprint(printed: Iterable[str]) -> str:
    words = "\n".join(sorted(_plain(line) for line in printed))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _plain(line: str) -> str:
    return " ".join(tidy(line).casefold().split())
