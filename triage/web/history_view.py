"""The details of a line of history in words: which field, which criterion, which step. Sentences: `phrases`."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from config.domain import DomainConfiguration
from triage.model import LOOKING, AuditEvent
from triage.web.context import rules_here
from triage.web.phrases import event_detail, event_sentence, in_tag, in_words, sending_reason
from triage.web.times import as_day
from triage.web.wording import DEADLINES
from triage.web.wording_letters import ACTIONS as LETTER_ACTIONS
from triage.web.wording_letters import KINDS
from triage.web.wording_work import CASE_STATES, ENDINGS, JUDGEMENTS, OUTCOMES


def detail_in_words(event: AuditEvent) -> str:
    """What the codes behind an event say; empty where they add nothing to its sentence."""
    special = _SPECIAL.get(event.action)
    return special(event.detail) if special else event_detail(event)


FILTERS = {"": "Everything", "changes": "Changes", "messages": "E-mail", "views": "Views"}


def lines_of(history: Sequence[AuditEvent], only: str) -> list[AuditEvent]:
    """Those of one filter; all of them for one that does not exist."""
    return [each for each in history if only not in FILTERS or not only or _kind(each) == only]


def columns(event: AuditEvent) -> tuple[str, str, str]:
    """Who, what and the words, as plain text."""
    who = "The service" if event.actor == "service" else event.actor
    return who, " ".join((event_sentence(event), detail_in_words(event))).strip(), event.words


def _kind(event: AuditEvent) -> str:
    if event.action in LOOKING:
        return "views"
    return "messages" if event.action.startswith(("mail_", "acknowledgement", "letter")) else "changes"


def _field(path: str) -> str:
    fields = rules_here().fields
    return f"{fields.group(path)}, {fields.label(path).lower()}"


def _criterion(detail: str) -> str:
    key, _, value = detail.partition(",")
    return f"{criterion_title([rules_here()], key)}: {in_words(JUDGEMENTS, value).lower()}"


def criterion_title(rules: Iterable[DomainConfiguration], key: str) -> str:
    """The short title of a criterion by the first rules that have it; a key that none has as words."""
    titles: dict[str, str] = {}
    for each in rules:
        titles = {one.key: one.title for one in each.criteria.criteria} | titles
    return titles.get(key) or key.replace("_", " ").capitalize()


def _clock(detail: str) -> str:
    kind, _, day = detail.partition(",")
    return f"{in_words(DEADLINES, kind)}, {as_day(date.fromisoformat(day))}"


def _state(code: str) -> str:
    return in_tag(CASE_STATES, code)[0].lower()


def _ending(how: str) -> Callable[[str], str]:
    return lambda code: in_words(ENDINGS, f"{how}:{code}").lower()


def _outcome(kind: str) -> Callable[[str], str]:
    return lambda code: in_words(OUTCOMES, f"{kind}:{code}")


def _letter(detail: str) -> str:
    """Which letter, or why it has not gone out."""
    return in_words(KINDS, detail) if detail in KINDS else sending_reason(detail)


def _nothing(_detail: str) -> str:
    return ""


_OF_TWO_CASES = (
    "case_sibling",
    "case_same_incident",
    "case_not_same",
    "case_unlinked",
    "case_merged",
    "case_took_in",
    "case_unmerged",
    "case_gave_back",
)
_SPECIAL: dict[str, Callable[[str], str]] = {
    **{action: _letter for action in LETTER_ACTIONS if action.startswith("letter_")},
    "acknowledgements_held": sending_reason,
    "field_corrected": _field,
    "criterion_judged": _criterion,
    "deadline_set": _clock,
    "state_changed": _state,
    "case_resumed": _state,
    "searched": str,
    "changes_proposed": _nothing,
    "change_refused": _field,
    "change_accepted": _field,
    "deadline_taken_over": _clock,
    **dict.fromkeys(_OF_TWO_CASES, str),
    "case_held": _nothing,
    "access_regained": _nothing,
    "case_reopened": _nothing,
    "case_taken": _nothing,
    "case_assigned": str,
    "case_closed": _ending("closed"),
    "case_redirected": _ending("redirected"),
    "case_withdrawn": _ending("withdrawn"),
    "recommendation_recorded": _outcome("recommendation"),
    "decision_recorded": _outcome("decision"),
    "notification_recorded": _outcome("notification"),
    "decision_confirmed": lambda code: in_words(OUTCOMES, code),
    "decision_not_confirmed": lambda code: in_words(OUTCOMES, code),
    "decision_corrected": lambda code: in_words(OUTCOMES, f"decision:{code}"),
}
