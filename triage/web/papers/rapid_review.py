"""The rapid-review pack as a Word document: what the case says, and room for what the meeting adds."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docx import Document

from config.schema.calendar import WorkingCalendar
from config.schema.fields import FieldCatalogue, without_indices
from config.schema.papers import ReviewPack
from triage.agency_returns import AgencyReturn, agency_returns
from triage.deadlines import date_here
from triage.read_models import CaseView, DecisionView, FieldView
from triage.web.criteria_view import CriterionCard, parts
from triage.web.marks import place_marks
from triage.web.papers.word import PAIRS, Paper
from triage.web.phrases import capitalize_first, in_tag, in_words
from triage.web.referral_view import value_in_words
from triage.web.times import as_day, as_moment, deadline_sentence
from triage.web.wording_letters import RETURNS
from triage.web.wording_work import CASE_STATES, DECISION_KINDS, OUTCOMES

_DATED = {
    "children[].dob": "Birth of {child}",
    "children[].edd": "Expected delivery of {child}",
    "children[].date_of_death": "Death of {child}",
    "incident.date": "Incident",
    "incident.date_known": "The referrer's agency became aware",
    "representative.approval_date": "Approved by the agency's LIG representative",
    "referrer.date": "Referral written",
    "notifications.sin_date": "Serious incident notification (as the referral says)",
}
_PROSE = ("incident.summary", "background", "agency_involvement", "rationale", "immediate_actions")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """By whom and when the pack is drawn up, in which words, and how names appear."""

    by: str
    at: datetime
    words: ReviewPack
    catalogue: FieldCatalogue
    calendar: WorkingCalendar
    cover: Callable[[str], str]


def rapid_review_pack(case: CaseView, drawn: Drawn) -> bytes:
    """The pack as .docx. It opens in Word and LibreOffice, with headings, table heads and a language."""
    words = drawn.words
    paper = Paper(Document(), title=f"{words.title}: case {case.row.reference}", marking=words.marking)
    for line in words.introduction:
        paper.text(line)
    paper.text(f"Drawn up by {drawn.by}, {as_moment(drawn.at)}.")
    _glance(paper, case)
    _people(paper, case, drawn)
    _account(paper, case, drawn)
    paper.heading("Chronology")
    paper.text(words.chronology)
    rows = [*chronology(case, drawn.cover), *([("", "", "")] * words.blank_rows)]
    paper.table(("Date", "Event", "Source"), rows, (38, 97, 35))
    _criteria(paper, case, drawn)
    paper.heading("Clocks")
    paper.table(("What and by when", "State"), [*_clocks(case)], (130, 40))
    _decisions(paper, case, drawn)
    _meeting(paper, words)
    out = io.BytesIO()
    paper.document.save(out)
    return out.getvalue()


def chronology(case: CaseView, cover: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Date, event and source of everything dated that the case knows, earliest first."""
    names = {each.path.partition(".")[0]: each.stands for each in case.fields if each.path.endswith("].full_name")}
    events: list[tuple[date, str, str]] = []
    for each in case.fields:
        words, day = _DATED.get(without_indices(each.path)), _day(each.stands)
        if words and day:
            child = names.get(each.path.partition(".")[0]) or each.group
            events.append((day, cover(words.format(child=child)), "Referral"))
    events.append((case.row.received_at.date(), "Referral received by the partnership", "Case record"))
    standing = [each for each in case.decisions if each.counts]
    events += [(each.decided_on, in_words(DECISION_KINDS, each.kind), "Case record") for each in standing]
    return [(as_day(day), event, source) for day, event, source in sorted(events)]


def _glance(paper: Paper, case: CaseView) -> None:
    paper.heading("The case at a glance")
    state = CASE_STATES.get(case.row.state, (case.row.state, ""))[0]
    rows = [("Reference", case.row.reference), ("Children", case.row.initials), ("State", state)]
    rows += [("From", case.row.agency or "Agency not read"), ("Received", as_moment(case.row.received_at))]
    rows += [("Not found on the form", "; ".join(case.missing) or "Nothing: every required answer is there")]
    paper.table(("", ""), rows, PAIRS)


def _people(paper: Paper, case: CaseView, drawn: Drawn) -> None:
    for title, listed in (("Children", "children["), ("Family and household", "family[")):
        paper.heading(title)
        entries = _entries(case, listed)
        if not entries:
            paper.text("The referral names nobody.")
        for number, fields in enumerate(entries, start=1):
            paper.heading(f"{'Child' if listed == 'children[' else 'Person'} {number}", level=2)
            paper.table(("", ""), [(each.label, drawn.cover(value_in_words(each.stands))) for each in fields], PAIRS)
    paper.heading("Agencies")
    rows = [_agency(fields) for fields in _entries(case, "agencies[")]
    blanks = [("", "", "", "")] * 3
    paper.table(("Agency", "Contact", "Files secured", "Summary received"), [*rows, *blanks])
    returns = agency_returns(case.outgoing, date_here(drawn.at, drawn.calendar), drawn.calendar)
    if returns:
        paper.heading("Summaries asked for", level=2)
        paper.table(("From", "Asked on", "Due", "State"), [_return(each) for each in returns])


def _agency(fields: Sequence[FieldView]) -> tuple[str, str, str, str]:
    said = {each.path.rpartition(".")[2]: value_in_words(each.stands) for each in fields}
    contact = ", ".join(filter(None, (said.get("contact_name"), said.get("contact"))))
    return said.get("agency", ""), contact, "", ""


def _return(one: AgencyReturn) -> tuple[str, str, str, str]:
    due = as_day(one.request.due_on) if one.request.due_on else "Not set"
    return one.request.recipient, as_moment(one.request.written_at), due, in_tag(RETURNS, one.standing)[0]


def _entries(case: CaseView, listed: str) -> list[list[FieldView]]:
    found: dict[str, list[FieldView]] = {}
    for each in case.fields:
        if each.path.startswith(listed) and each.stands:
            found.setdefault(each.path.partition(".")[0], []).append(each)
    return list(found.values())


def _account(paper: Paper, case: CaseView, drawn: Drawn) -> None:
    paper.heading("The referrer's account")
    told = {each.path: each for each in case.fields if each.path in _PROSE and each.stands}
    facts = [each for each in case.fields if each.path.startswith("incident.") and each.path not in _PROSE]
    paper.table(
        ("", ""), [(each.label, drawn.cover(value_in_words(each.stands))) for each in facts if each.stands], PAIRS
    )
    for path in _PROSE:
        paper.heading(drawn.catalogue.form_heading(path), level=2)
        if path not in told:
            paper.text("Not given.")
        for line in told[path].stands.splitlines() if path in told else ():
            paper.text(drawn.cover(line))


def _criteria(paper: Paper, case: CaseView, drawn: Drawn) -> None:
    paper.heading("Criteria")
    for part in parts(case, place_marks(case)):
        paper.heading(part.title, level=2)
        heads = ("Criterion", "Ticked by referrer", "Suggested by the service", "Judged by caseworker")
        paper.table(heads, [_criterion(card, drawn.cover) for card in part.cards], (32, 30, 73, 35))


def _criterion(card: CriterionCard, cover: Callable[[str], str]) -> tuple[str, str, str, str]:
    quotes = [f"“{quote.text}” ({quote.section})" for quote in card.quotes]
    quotes += [f"Against: “{quote.text}” ({quote.section})" for quote in card.against]
    judged = card.judged or "Not yet judged"
    if card.judgement:
        judged = f"{judged}, {card.judgement.by}" + (f": {card.judgement.note}" if card.judgement.note else "")
    return card.title, card.ticked, cover("\n".join((capitalize_first(card.suggested), *quotes))), cover(judged)


def _clocks(case: CaseView) -> Iterator[tuple[str, str]]:
    for each in case.deadlines:
        state = f"Done on {as_day(each.met_on)}" if each.met_on else "Running"
        yield deadline_sentence(each), "Provisional" if each.provisional and not each.met_on else state


def _decisions(paper: Paper, case: CaseView, drawn: Drawn) -> None:
    paper.heading("Decisions")
    if not case.decisions:
        paper.text("None is recorded yet.")
        return
    rows = []
    for each in case.decisions:
        outcome = in_words(OUTCOMES, f"{each.kind}:{each.outcome}") + _standing(each)
        who = f"{each.decided_by}, {each.decided_role}, {as_day(each.decided_on)}"
        rows.append((in_words(DECISION_KINDS, each.kind), outcome, who, drawn.cover(each.reasons)))
    paper.table(("What", "Outcome", "By whom and when", "Reasons"), rows, (35, 35, 40, 60))


def _standing(decision: DecisionView) -> str:
    if decision.counts:
        return ""
    if not decision.stands:
        return " (corrected since)"
    return " (waits for a second person)" if decision.waits else " (not confirmed by the second person)"


def _meeting(paper: Paper, words: ReviewPack) -> None:
    paper.heading("The meeting")
    paper.table(("Name", "Agency and role", "Present"), [("", "", "")] * words.blank_rows)
    for question in words.questions:
        paper.heading(question.heading, level=2)
        paper.text(question.prompt, keep=True)
        paper.room()


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
