"""What a list is narrowed to by its address: read from the address, offered as choices, shown as words to take away."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from config.schema.criteria import CriteriaSet
from triage.model import ENDED
from triage.read_lists import Narrowing
from triage.web.wording import SERIOUS_INCIDENT
from triage.web.wording_work import CASE_STATES

LONGEST = 80  # characters of a word to narrow by
ORDERS = {"": "Most urgent first", "received": "Latest received first", "incident": "Gravest suggestion first"}
_OVER = {state.value for state in ENDED}
_DUE = {"overdue": "Overdue", "week": "Due within seven days"}
_GIVEN = {"nobody": "Nobody yet", "somebody": "Somebody"}
_HEADINGS = {
    "state": "State",
    "incident": "Serious incident (suggested)",
    "criterion": "Criterion (suggested)",
    "due": "Due",
    "given": "With",
    "agency": "Agency",
    "area": "Area",
}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One box of the panel: a choice among options, or a free word where there are none."""

    name: str
    heading: str
    options: tuple[tuple[str, str], ...]
    value: str

    @property
    def words(self) -> str:
        """The value as it is shown."""
        return dict(self.options).get(self.value, self.value)


def asked(args: Mapping[str, str], criteria: CriteriaSet) -> Narrowing:
    """What the address asks for; a choice that there is not narrows nothing."""
    words = {name: args.get(name, "").strip()[:LONGEST] for name in _HEADINGS}
    known = _options(criteria)
    usable = {name: value for name, value in words.items() if name not in known or value in known[name]}
    return Narrowing(**usable)


def panel(narrowing: Narrowing, criteria: CriteriaSet) -> list[Choice]:
    """The boxes, in order, with what they hold."""
    known, values = _options(criteria), asdict(narrowing)
    return [
        Choice(name=name, heading=heading, options=tuple(known.get(name, {}).items()), value=values[name])
        for name, heading in _HEADINGS.items()
    ]


def parameters(narrowing: Narrowing, show: str, order: str) -> dict[str, str]:
    """The parameters of an address that asks for the same again."""
    whole = {**asdict(narrowing), "show": "" if show == "open" else show, "sort": order}
    return {name: value for name, value in whole.items() if value}


def without(narrowing: Narrowing, name: str) -> Narrowing:
    """The same with one word taken away."""
    return replace(narrowing, **{name: ""})


def _options(criteria: CriteriaSet) -> dict[str, dict[str, str]]:
    return {
        "state": {code: words for code, (words, _) in CASE_STATES.items() if code not in _OVER},
        "incident": {code: words for code, (words, _) in SERIOUS_INCIDENT.items()},
        "criterion": {each.key: each.title for each in criteria.criteria if each.key != "serious_incident"},
        "due": _DUE,
        "given": _GIVEN,
    }
