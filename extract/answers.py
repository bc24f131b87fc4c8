"""Maps each labelled answer to fields of the record: label, block and the shape of the answer speak together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from config.schema.fields import FieldCatalogue, FieldDefinition
from extract.blocks import LabelledAnswer, TickedStatement
from extract.boilerplate import PrintedText
from extract.candidates import Candidate, Value
from extract.choices import is_option, read_choice, spread_choice
from extract.composite import split_answer
from extract.dates import find_dates
from extract.document import MarkState, Place
from extract.labels import LabelIndex, LabelMatch
from extract.model import OtherAnswer
from extract.parsing import Written, has_kinship, lines_of, parse
from extract.people import read_agency, read_person, split_people
from extract.values import find_emails, find_phones, is_blank, tidy

_ENTRY_NUMBER = re.compile(r"[\s(](?:no\.?\s*)?(\d)\W*$|^\W*(?:child|agency|person|adult|sibling)\s*(\d)\b", re.I)
SURE = 0.75  # label score from which a form field's own name is not asked
FLOOR = 0.52  # label score below which an answer goes to the other answers
_LIST_MAIN = {"family": "family[].name", "agencies": "agencies[].agency"}
_ROW_HEADING = {"family": "family[].relationship", "agencies": "agencies[].agency", "child": "children[].full_name"}


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """What one labelled answer gave."""

    candidates: tuple[Candidate, ...] = ()
    other: OtherAnswer | None = None


class AnswerMapper:
    """Maps answers with one catalogue."""

    def __init__(self, catalogue: FieldCatalogue, index: LabelIndex, printed: PrintedText) -> None:
        self._catalogue = catalogue
        self._index = index
        self._printed = printed

    def read_all(self, answers: Sequence[LabelledAnswer], children: Sequence[str] = ()) -> list[Mapped]:
        """Every answer in reading order. `children` are names found before: a label that names one is that child's."""
        mapped = []
        question = ""
        for answer in answers:
            mapped.append(self.read(answer, children, question))
            match = self._index.match(_without_name(answer.label, children)[0], answer.block.group)
            if not answer.parent and match and not self._index.following(question, answer.label):
                question = match.paths[0]
        return mapped

    def read(self, answer: LabelledAnswer, children: Sequence[str] = (), question: str = "") -> Mapped:
        """Candidates for one answer. `question` is the path that the question before it asked for."""
        written = self.written(answer)
        if not written.lines and not written.picked and not written.beside:
            return Mapped()
        label, named = _without_name(answer.label, children)
        group = self.group(answer)
        if answer.label == "row heading" or (answer.rule == "grid" and not answer.label):
            path = _ROW_HEADING.get(group or "")
            matches: tuple[LabelMatch, ...] = (LabelMatch(paths=(path,), score=0.8, rule="row"),) if path else ()
        else:
            matches = self._matches(label, answer, group)
            follows = self._index.following(question, label)
            if follows and not answer.parent:
                matches = (LabelMatch(paths=(follows,), score=0.992, rule="follows"), *matches)
        best = self._best(matches, written, answer)
        if best is None or best[0].score < SURE:
            named_by_field = self._best(self._field_names(answer, group), written, answer)
            best = (
                named_by_field if best is None or (named_by_field and named_by_field[0].score > best[0].score) else best
            )
        if best is None:
            entries = self._entries(answer, written, group)
            if entries:
                return Mapped(candidates=tuple(entries))
            return Mapped(other=self._other(answer, written))
        match, values = best
        raw = tidy(" ".join([*written.picked, written.beside, *written.lines]))
        return Mapped(
            candidates=tuple(
                Candidate(
                    path=value.path, value=value.value, raw=raw, confidence=round(answer.trust * _calm(match.score) * _calm(value.fit), 3),
                    place=answer.place, instance=value.instance or answer.instance or _numbered(answer, value.path),
                    label=answer.label, named=named, strength=match.score * (0.8 if value.implied else 1.0),
                    prose=self._is_prose(value.path), implied=value.implied,
                )
                for value in values
            )
        )  # fmt: skip

    def _field_names(self, answer: LabelledAnswer, group: str | None) -> tuple[LabelMatch, ...]:
        """What the tooltip or the name of the form field that holds the answer asks for."""
        controls = [span.control for each in answer.answer for span in each.spans if span.control]
        names = [text for each in controls for text in (each.label, _as_words(each.name)) if text]
        found = (match for name in dict.fromkeys(names) for match in self._index.matches(name, group))
        return tuple(sorted(found, key=lambda each: -each.score))

    def written(self, answer: LabelledAnswer) -> Written:
        """An answer's own words, and what was picked of printed alternatives."""
        picked: list[str] = []
        beside = ""
        offered = False
        texts = []
        spread = spread_choice(answer.answer)
        for paragraph in answer.answer:
            if spread is not None and is_option(paragraph.text):
                continue
            choice = read_choice(paragraph.spans)
            if choice is None:
                texts.append(paragraph)
                continue
            offered = True
            picked.extend(choice.chosen)
            beside = beside or choice.rest
        if spread is not None:
            offered = True
            picked.extend(spread)
        cleaned = self._printed.answer(texts)
        lines = [line for each in cleaned for line in each.text.splitlines()]
        return Written(
            lines=lines_of(lines),
            rows=lines_of([re.sub(r"\t+|\s{3,}", " | ", line.strip()) for line in lines]),
            picked=tuple(picked), offered=offered, beside="" if is_blank(beside) else beside,
        )  # fmt: skip

    def group(self, answer: LabelledAnswer) -> str | None:
        """The block that gives a bare label its meaning."""
        return answer.block.group

    def _matches(self, label: str, answer: LabelledAnswer, group: str | None) -> tuple[LabelMatch, ...]:
        matches = self._index.matches(label, group)
        if not answer.parent:
            return matches
        owner = self._index.match(answer.parent, group)
        field = self._catalogue.definition(owner.paths[0]) if owner else None
        detail = field.detail if field else ""
        if detail and (not matches or matches[0].score < 0.9 or matches[0].paths[0] != detail):
            near = [each for each in matches if each.score >= 0.9 and field and each.paths[0] != field.path]
            if not near or _generic(label):
                return (LabelMatch(paths=(detail,), score=0.95, rule="detail"),)
        return matches

    def _best(
        self, matches: Sequence[LabelMatch], written: Written, answer: LabelledAnswer
    ) -> tuple[LabelMatch, list[Value]] | None:
        best: tuple[float, LabelMatch, list[Value]] | None = None
        for match in matches[:6]:
            if match.score < FLOOR:
                continue
            values = self._values(match, written, answer)
            if not values:
                continue
            total = match.score * (0.45 + 0.55 * max(value.fit for value in values))
            if best is None or total > best[0]:
                best = (total, match, values)
        return (best[1], best[2]) if best and best[0] > 0.36 else None

    def _values(self, match: LabelMatch, written: Written, answer: LabelledAnswer) -> list[Value]:
        fields = [field for field in map(self._catalogue.definition, match.paths) if field]
        first = fields[0]
        listed = self._catalogue.group_of(first.path).key
        names = len(fields) > 1 or first.path == _LIST_MAIN.get(listed)
        if listed in _LIST_MAIN and not answer.instance and names and not self._is_one_field(match, answer, written):
            return self._people(listed, answer, written)
        if first.path == "children[].full_name" and not answer.instance and len(written.lines) > 1 and len(fields) == 1:
            return self._several_children(first, written)
        if len(fields) == 1:
            return parse(first, written, self._catalogue)
        return self._composite(fields, written)

    def _is_one_field(self, match: LabelMatch, answer: LabelledAnswer, written: Written) -> bool:
        """`Name` beside one value: further cells hold the other facts of the same person or agency."""
        if len(match.paths) > 1 or match.rule != "bare" or answer.rule not in ("cell_right", "inside_cell", "inline"):
            return False
        text = "\n".join(written.rows)
        facts = find_dates(text) or find_phones(text) or find_emails(text) or has_kinship(text) or ";" in text
        return len(written.rows) == 1 and not facts

    def _composite(self, fields: list[FieldDefinition], written: Written) -> list[Value]:
        text = written.text or ", ".join(written.picked)
        if all(field.type in ("surname", "forenames", "name") for field in fields):
            return _joined_name(fields, text)
        if parse(fields[0], Written(lines=(text,)), self._catalogue)[:1] and len(written.lines) == 1:
            from extract.values import special_answer

            special = special_answer(text)
            if special:
                return [Value(path=fields[0].path, value=special, fit=0.9)]
        values: list[Value] = []
        for path, part in split_answer(fields, text).items():
            field = self._catalogue.by_path[path]
            part_text = text if field.path == "children[].dob" and "edd" in text.casefold() else part
            values.extend(parse(field, Written(lines=tuple(part_text.splitlines())), self._catalogue))
        return values

    def _several_children(self, field: FieldDefinition, written: Written) -> list[Value]:
        values: list[Value] = []
        for number, line in enumerate(written.lines):
            for value in parse(field, Written(lines=(line,)), self._catalogue):
                values.append(replace(value, instance=f"line{number}"))
        return values

    def _people(self, group: str, answer: LabelledAnswer, written: Written) -> list[Value]:
        relation = answer.label if group == "family" and has_kinship(answer.label) else ""
        values: list[Value] = []
        for number, entry in enumerate(split_people("\n".join(written.rows))):
            facts = read_person(entry) if group == "family" else read_agency(entry)
            if relation and "relationship" not in facts and len(tidy(relation).split()) <= 3:
                if not re.search(r"famil|composition|household|parents|siblings|children", relation, re.I):
                    facts["relationship"] = tidy(relation).rstrip(":").replace("’s name", "").replace("'s name", "")
            prefix = "family[]." if group == "family" else "agencies[]."
            instance = f"p{answer.place.page}t{answer.place.table}r{answer.place.row}n{answer.place.paragraph}:{number}:{answer.label}"
            values.extend(
                Value(path=prefix + key, value=value, fit=0.9, instance=instance) for key, value in facts.items()
            )
        return values

    def _entries(self, answer: LabelledAnswer, written: Written, group: str | None) -> list[Candidate]:
        """Lines under a heading of people or agencies that no label explains."""
        if group not in _LIST_MAIN or answer.rule not in ("heading", "cell_below", "line_below"):
            return []
        return [
            Candidate(
                path=value.path, value=value.value, raw=written.text, confidence=round(answer.trust * 0.85, 3),
                place=answer.place, instance=value.instance, label=answer.label, strength=0.85,
            )
            for value in self._people(group, answer, written)
        ]  # fmt: skip

    def _other(self, answer: LabelledAnswer, written: Written) -> OtherAnswer | None:
        value = "; ".join(
            each for each in (", ".join(written.picked), written.beside, "\n".join(written.lines)) if each
        )
        if not value or answer.label == "row heading":
            return None
        return OtherAnswer(label=tidy(answer.label), value=value, place=answer.place)

    def _is_prose(self, path: str) -> bool:
        field = self._catalogue.definition(path)
        return bool(field and field.type == "prose")

    def ticked(self, statements: Iterable[TickedStatement]) -> tuple[list[Candidate], list[OtherAnswer]]:
        """Criteria that were ticked, and other statements that were."""
        found: list[Candidate] = []
        others: list[OtherAnswer] = []
        for each in statements:
            if each.state is not MarkState.ON:
                continue
            key = self._index.criterion(each.text)
            if key is None:
                others.append(OtherAnswer(label=each.block.heading or "Ticked", value=each.text, place=each.place))
            elif all(key != known.value for known in found):
                found.append(_tick(key, each.text, each.place))
        return found, others


def _tick(key: str, text: str, place: Place) -> Candidate:
    return Candidate(path="criteria_ticked[]", value=key, raw=text, confidence=0.95, place=place, label=text)


def _calm(score: float) -> float:
    """Near-certain scores as certain, so that products of several stay readable."""
    return 1.0 if score >= 0.95 else score


def _joined_name(fields: list[FieldDefinition], text: str) -> list[Value]:
    """`Pickering, Harvey` under `Surname / first name`."""
    kinds = [field.type for field in fields]
    parts = [tidy(part) for part in re.split(r"[,\n/]", text) if not is_blank(part)]
    if len(parts) == 2 and "name" not in kinds:
        return [Value(path=field.path, value=part, fit=0.9) for field, part in zip(fields, parts, strict=False)]
    whole = fields[0].path.rpartition(".")[0]
    path = f"{whole}.full_name" if whole == "children[]" else f"{whole}.name"
    return [Value(path=path, value=tidy(text), fit=0.8)]


def _numbered(answer: LabelledAnswer, path: str) -> str:
    """The entry that a number in the question or in its block's heading means: `Agency (2)`, `Child 2`."""
    if not path.startswith(("children[]", "family[]", "agencies[]")):
        return ""
    match = _ENTRY_NUMBER.search(answer.label)
    if match and not re.search(r"\bline\b", answer.label, re.I):
        return f"block{match[1] or match[2]}"
    return f"block{answer.block.number}" if answer.block.number else ""


def _without_name(label: str, children: Sequence[str]) -> tuple[str, str]:
    """A label without the name of a child that it carries, and that name."""
    for name in children:
        for word in sorted({name, *name.split()}, key=len, reverse=True):
            if len(word) >= 2 and word[:1].isupper() and re.search(rf"(?<!\w){re.escape(word)}(?:['’]s)?(?!\w)", label):
                instead = " " if re.search(r"\bchild", label, re.I) else " child "
                plain = re.sub(rf"[(\[]?\s*(?<!\w){re.escape(word)}(['’]s)?(?!\w)\s*[)\]]?", instead, label)
                return tidy(plain), name
    return label, ""


def _as_words(name: str) -> str:
    """`referrer_jobTitle2` as `referrer job title`."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])|[_.\-\[\]#]+|(?<=[A-Za-z])(?=\d)", " ", name)
    return tidy(re.sub(r"\b(?:txt|fld|field|text|form|topmostsubform|page|subform)?\s*\d+\b", " ", apart, flags=re.I))


def _generic(label: str) -> bool:
    return len(label.split()) <= 3 and not re.search(r"legal|status|reference|number|category", label, re.I)
