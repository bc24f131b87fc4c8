"""Which block of the record the columns of a grid ask about: its headers, its rows and the heading above together."""

from collections.abc import Mapping, Sequence

from extract.form_state import FormState
from extract.kinship import RELATIONSHIP

_BLOCKS = ("child", "family", "agencies", "referrer", "representative")
_LISTED = ("family", "agencies")
OWN = 3  # columns that ask only of subject children, which show a list of those


def group_of_grid(columns: Mapping[int, str], kind: str, first_cells: Sequence[str], state: FormState) -> str | None:
    """The block whose bare labels the headers are; the present one where it fits as well as any."""
    own = state.block.group
    index = state.index
    headers = [text for text in dict.fromkeys(columns.values()) if text]
    if kind == "instances":
        named = {index.section(text) for text in headers} - {None}
        return named.pop() if len(named) == 1 else own
    if kind == "choices":
        return own
    headed = index.section(headers[0]) if headers else None
    if headed in ("referrer", "representative", "agencies") and all(
        index.knows(text, headed) for text in headers[1:]
    ):  # the first column's header says whose row it is
        return headed
    if headed in _LISTED and sum(index.knows(text, headed) for text in headers[1:]) >= 2:
        return headed  # people in the rows; further columns may be about the incident
    kin = sum(bool(RELATIONSHIP.search(text)) for text in first_cells)
    score = {group: float(sum(index.knows(text, group) for text in headers)) for group in _BLOCKS}
    score["incident"] = float(sum(index.knows(text, "incident") for text in headers))
    score["family"] += 1 if kin >= 2 else 0
    best = max(score, key=lambda each: score[each])
    mine = score.get(own or "", 0.0)
    if (
        "child" in (own, best)
        and score["family"] >= 2
        and any(index.knows_as(text, "family[].relationship") for text in headers)
    ):
        return "family"  # nobody is asked how the subject child is related to it
    if own == "family" and _lists_children(headers, score, state):
        return "child"
    if own in ("family", "agencies") and mine >= 2:
        return own  # the heading says so; further columns may hold anything
    return best if score[best] >= 2 and (score[best] >= mine + 1 or own is None) else own


def _lists_children(headers: Sequence[str], score: Mapping[str, float], state: FormState) -> bool:
    """Whether a list under a heading of the household is the first of the children: school, plan, NHS number."""
    related = any(state.index.knows_as(text, "family[].relationship") for text in headers)
    told = any(each.block.group == "child" and each.answer for each in state.found.answers)
    return not related and not told and score["child"] >= score["family"] + OWN
