"""Whether a child is on a protection plan or looked after, and under which category or order, as sentences say it.

A plan that has ended says nothing of today and is left to the reader of the letter.
"""

import re
from collections.abc import Iterator

from extract.told.said import Said, clause_before

_PLAN = re.compile(
    r"\b(?:(?:child )?protection plans?|CP plans?|CPP)\b|\b(?:on|have|has|is on|under) (?:any |a )?plans?\b"
    r"|\b[Nn]o plans?\b|\bsubject to (?:any|a) plans?\b"
)
_OTHER_PLAN = re.compile(r"\b(?:child in need|CIN|care|support|health|safety|action|early help|EHC)\s+$", re.I)
_CARE = re.compile(
    r"\blooked[ -]after\b(?! by (?:his|her|their|the (?:mother|father|family|grand)|a (?:neighbour|friend"
    r"|relative)))|\bin care\b|\bin the care of\b(?= [A-Z][\w-]+ (?:County |Borough |City )?Council)"
    r"|\b(?:came|come|taken|brought) into (?:local authority |foster )?care\b|\baccommodated under\b|\bLAC\b"
)
_NOT = re.compile(r"\b(?:not|never|no|nor|neither|none|without)\b|n['’]t\b", re.I)
_SAID_NO = re.compile(r"\s*(?:status|\?)?\s*[:–—-]\s*(?:no|none|n)\b", re.I)  # `CP plan: no`
_NEITHER = re.compile(
    r"\b(?:is|are|was|were) not,?\s+(?:and|nor)\s+(?:has|have|had|was|were|is)\b[^,;.]{0,20},\s+(?:\w+\s+){0,4}[\w ]*$"
)  # `is not, and has not been, on a plan`
_ENDED = re.compile(
    r"\b(?:was|were|had been|previously|formerly|until|between|ended|closed|removed from|came off|stepped down|in"
    r" the past|before that|history)\b",
    re.I,
)
_ONE_CATEGORY = r"(?:neglect|(?:physical|emotional|sexual)(?: (?:abuse|harm))?)"
_CATEGORY = rf"{_ONE_CATEGORY}(?:(?: and | / |/){_ONE_CATEGORY})*"
_SINCE = r"(?:,?\s*(?:since|from|in|on)\s+(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[\w/.-]+(?:\s+\d{4})?)"
_DETAIL = re.compile(
    rf"^\s*,?\s*[(]?(?P<detail>(?:{_SINCE},?\s+)?(?:(?:under|in|for|with)\s+(?:the\s+)?(?:categor(?:y"
    rf"|ies)\s+(?:of\s+)?)?"
    rf"|categor(?:y|ies):?\s+(?:of\s+)?)?"
    rf"{_CATEGORY}[)]?{_SINCE}?|{_SINCE})",
    re.I,
)
_ORDER = re.compile(
    r"\b(?P<order>(?:an? )?(?:full |interim )?care orders?|ICO|section (?:20|31|38|17)|s\.?\s?(?:20|31|38)"
    r"|placement order"
    r"|special guardianship order|SGO|emergency protection order|supervision order|child arrangements order"
    r"|secure order"
    r"|remand(?:ed)?)\b(?P<more>,\s+[A-Z][\w-]+ (?:County |Borough |City )?Council)?",
    re.I,
)
_IN_CARE_ORDERS = re.compile(r"care order|\bICO\b|section (?:20|31|38)|s\.?\s?(?:20|31|38)\b|placement order", re.I)
_HOLDS = re.compile(r"\b(?:under|subject (?:to|of)|subject to|order (?:was|is)|there is|has|yes|on)\b", re.I)


def plan_facts(sentence: str, *, asked: bool = False) -> Iterator[Said]:
    """Plan and care as they are today. `asked`: the sentence answers a question for them, so that past plans count."""
    plan = next((m for m in _PLAN.finditer(sentence) if not _OTHER_PLAN.search(sentence[: m.start()])), None)
    if plan:
        yield from _plan(sentence, plan, asked=asked)
    yield from _care(sentence)


def _plan(sentence: str, plan: re.Match[str], *, asked: bool) -> Iterator[Said]:
    before = clause_before(sentence, plan.start()) + plan[0]
    if _NEITHER.search(sentence[: plan.end()]):
        before = f"not {before}"
    if _NOT.search(before) or _SAID_NO.match(sentence[plan.end() :]):
        yield Said(path="children[].cp_plan", value="no")
        return
    ended = _ENDED.search(re.sub(r"\b(?:was|were) (?:made|placed)\b", "", before)) or _ENDED.search(
        sentence[plan.end() : plan.end() + 60]
    )
    if ended and not asked:
        return
    yield Said(path="children[].cp_plan", value="yes")
    if detail := _DETAIL.match(sentence[plan.end() :]):
        yield Said(path="children[].cp_plan_detail", value=detail["detail"].strip(" ,()").replace(")", ""))


def _care(sentence: str) -> Iterator[Said]:
    care = _CARE.search(sentence)
    order = _ORDER.search(sentence)
    denied = care and (_NOT.search(clause_before(sentence, care.start())) or _SAID_NO.match(sentence[care.end() :]))
    if denied:
        yield Said(path="children[].looked_after", value="no")
        return
    held = order and _HOLDS.search(sentence[: order.start()]) and not _NOT.search(sentence[: order.start()])
    ended = _ENDED.search(clause_before(sentence, care.start())) if care else None
    if (care and not ended) or (held and order and _IN_CARE_ORDERS.search(order["order"])):
        yield Said(path="children[].looked_after", value="yes")
    if held and order and not re.search(r"section 17", order[0]):
        value = re.sub(r"^an? ", "", order["order"]) + (order["more"] or "")
        yield Said(path="children[].legal_status", value=value)
