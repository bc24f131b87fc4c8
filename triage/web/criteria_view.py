"""The criteria of a case in their three columns, with the quotes for and against. Words, never percentages."""

from dataclasses import dataclass

from triage.model import EvidenceQuote
from triage.read_models import CaseView, CriterionView, Judgement
from triage.web.marks import CaseMarks, quote_anchor
from triage.web.phrases import in_words, suggestion
from triage.web.wording import PARTS, SECTIONS, SERIOUS_INCIDENT_RULE
from triage.web.wording_work import JUDGEMENTS

_TICKED = {True: "Ticked", False: "Not ticked", None: "No ticks on the form"}
_COLOURS = {"evidence found": "strong", "possible": "yellow", "may be denied": "grey", "nothing found": "grey"}


@dataclass(frozen=True, kw_only=True)
class Quote:
    """One quote: its number in the original, its section, and the document to jump to (0: not found there)."""

    number: int
    text: str
    section: str
    document: int
    anchor: str
    first: bool  # the first of the page to use the number: the original's mark leads back to it


@dataclass(frozen=True, kw_only=True)
class CriterionCard:
    """One criterion."""

    title: str
    printed: str
    ticked: str
    suggested: str
    colour: str
    judged: str  # in words; empty where nobody has yet
    key: str
    anchor: str
    judgement: Judgement | None
    quotes: tuple[Quote, ...]
    against: tuple[Quote, ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the criteria set."""

    title: str
    cards: tuple[CriterionCard, ...]


@dataclass(frozen=True, kw_only=True)
class Derived:
    """The serious-incident line: the rule that gave it, and what each condition of it was found to be."""

    value: str
    rule: str
    conditions: tuple[tuple[str, str], ...]  # title, words


def parts(case: CaseView, marks: CaseMarks) -> tuple[Part, ...]:
    """Parts A, B and C as far as the criteria set has them."""
    seen: set[int] = set()
    made = []
    tested = _tested(case)
    for part in dict.fromkeys(each.part for each in tested):
        found = [_card(each, marks, seen) for each in tested if each.part == part]
        made.append(Part(title=PARTS.get(part, f"Part {part}"), cards=tuple(found)))
    return tuple(made)


def derived(case: CaseView) -> Derived:
    """How the serious-incident test came out, and why."""
    unclassified = case.row.serious_incident == "not_classified"  # too little text: nothing found says nothing
    value = "not_classified" if unclassified else str(case.serious_incident.value)
    conditions = tuple((each.title, _suggested(each)) for each in _tested(case) if each.part == "A")
    return Derived(value=value, rule=SERIOUS_INCIDENT_RULE.get(value, ""), conditions=conditions)


def _tested(case: CaseView) -> list[CriterionView]:
    """All but the derived test itself, which has its own line."""
    return [each for each in case.criteria if each.key != case.serious_incident.key]


def _suggested(one: CriterionView) -> str:
    # Part A feeds the rule by its values alone, so its words must not be softer than what the rule made of them.
    return suggestion(one.suggested, graded=one.part != "A")


def _card(one: CriterionView, marks: CaseMarks, seen: set[int]) -> CriterionCard:
    words = _suggested(one)
    return CriterionCard(
        title=one.title,
        printed=one.printed,
        ticked=_TICKED[one.ticked],
        suggested=words,
        colour=_COLOURS.get(words.partition(":")[0], "grey"),
        judged=in_words(JUDGEMENTS, one.judged) if one.judged else "",
        key=one.key,
        anchor=f"criterion-{one.key}",
        judgement=one.judgement,
        quotes=_quotes(one.suggested.evidence, marks, seen),
        against=_quotes(one.suggested.against, marks, seen),
    )


def _quotes(quotes: tuple[EvidenceQuote, ...], marks: CaseMarks, seen: set[int]) -> tuple[Quote, ...]:
    made = []
    for each in dict.fromkeys(quotes):
        number = marks.numbers[each]
        anchor = quote_anchor(number)
        made.append(
            Quote(
                number=number,
                text=each.quote,
                section=in_words(SECTIONS, each.section),
                document=marks.documents.get(anchor, 0),
                anchor=anchor,
                first=number not in seen,
            )
        )
        seen.add(number)
    return tuple(made)
