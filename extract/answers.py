"""Maps each labelled answer to fields of the record: label, block and the shape of the answer speak together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from config.schema.fields import FieldCatalogue
from extract.answer_words import written_of
from extract.answers_by_kind import Unplaced, names_relative, paths_by_kind
from extract.asked_fields import ROW_HEADING, AskedFields, entry_of, without_name
from extract.blocks import LabelledAnswer
from extract.boilerplate import PrintedText
from extract.candidates import Candidate, LabelMatch, Value
from extract.children_lines import ChildrenInLines
from extract.composite_values import composite_values
from extract.compound_questions import ToldFact, ToldLine, told_facts
from extract.contact_lists import contacts_of, heads_contact_row, listed_contacts
from extract.entries import entry_values, is_one_field, relation_named, several_values
from extract.label_words import counted_entry
from extract.labels import LabelIndex
from extract.letter_sentences import processes_of
from extract.model import OtherAnswer
from extract.named_relatives import several_people
from extract.parsing import Written, parse
from extract.parsing_names import is_sentence
from extract.signatory_lines import signatory_values
from extract.stated_criteria import StatedCriteria
from extract.values import tidy

SURE = 0.75  # label score from which a form field's own name is not asked
FLOOR = 0.52  # label score below which an answer goes to the other answers
LEAST = 0.36  # of label score and fit together
LEAST_SURE = 0.3  # confidence below which an answer stays with its question for a person: on new layouts most are wrong
TOLD = 0.84  # of a fact that an answer to several questions tells: an answer to its own question outweighs it
BY_KIND = 0.8  # of an answer whose kind alone says what it is
PLAIN_FIT = 0.6  # fit of an answer that a guessed label needs
KNOWN = 0.9  # strength of the match of a label that is known word for word
FEWEST_PROCESSES = 2  # named by a question that asks for all other processes at once
_BULLET = re.compile(r"^[-*•▪–]\s+")
_PROCESS = re.compile(r"\b(?:police|coroner|inquest|court|proceedings|child death|panel|mash|ofsted)\b", re.I)
_GUESSED = ("likeness", "shape")
_SIGNATORIES = ("referrer", "representative")
_NAMED_KIN = ("family[].name", "family[].surname")  # of whom a heading such as `Mother` tells the relationship
_OF_RELATIVES = ("family[].relationship", "children[].full_name")  # where `Jo Field, mother` answers both
_LIST_HEADS = {"heading": ("agencies[].contact_name", "agencies[].contact")}  # `Services to contact`, `Contacts`
_LIST_MAIN = {"family": "family[].name", "agencies": "agencies[].agency"}


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """What one labelled answer gave."""

    candidates: tuple[Candidate, ...] = ()
    other: OtherAnswer | None = None


@dataclass(frozen=True, kw_only=True)
class _Best:
    """The best reading of one answer."""

    match: LabelMatch
    values: tuple[Value, ...]


class AnswerMapper:
    """Maps answers with one catalogue."""

    def __init__(
        self, catalogue: FieldCatalogue, index: LabelIndex, printed: PrintedText, criteria: StatedCriteria
    ) -> None:
        self._catalogue = catalogue
        self._printed = printed
        self._criteria = criteria
        self._asked = AskedFields(catalogue, index)
        self._misplaced = index.misplaced
        self._children = ChildrenInLines()

    def read_all(self, answers: Sequence[LabelledAnswer], children: Sequence[str] = ()) -> list[Mapped]:
        """Every answer in reading order. `children` are names found before: a label that names one is that child's."""
        mapped = []
        question = ""
        for answer in answers:
            label, named = without_name(answer.label, children)
            mapped.append(self._read(answer, self._asked.matches(answer, label, question), named))
            question = self._asked.next_question(answer, label, question)
        return self._with_kinds(answers, _without_preamble(mapped))

    def _with_kinds(self, answers: Sequence[LabelledAnswer], mapped: list[Mapped]) -> list[Mapped]:
        """The same with answers that no question placed, where they alone say what they are."""
        left = [
            Unplaced(number=number, answer=answer, written=written_of(answer, self._printed))
            for number, (answer, one) in enumerate(zip(answers, mapped, strict=True))
            if one.other
        ]
        kinds = paths_by_kind(left, answers, [each for one in mapped for each in one.candidates])
        for each in left:
            if path := kinds.get(each.number):
                match = LabelMatch(paths=(path,), score=BY_KIND, rule="kind")
                relative = path == _LIST_MAIN["family"] and each.answer.rule != "grid"
                values = (
                    entry_values("family", each.answer, each.written)
                    if relative
                    else parse(self._catalogue.by_path[path], each.written, self._catalogue)
                )
                found = tuple(self._candidate(value, match, each.answer, each.written, "") for value in values)
                mapped[each.number] = Mapped(candidates=found) if found else mapped[each.number]
        return mapped

    def _read(self, answer: LabelledAnswer, matches: Sequence[LabelMatch], named: str) -> Mapped:
        written = written_of(answer, self._printed)
        if not written.lines and not written.picked and not written.beside:
            return Mapped(
                candidates=self._told(answer, matches[0] if matches else None)
            )  # `No / No / No` picks nothing
        best = self._best([*matches, *self._asked.by_shape(answer, matches, written)], written, answer)
        if best is None or best.match.score < SURE:
            by_field = self._best(self._asked.field_names(answer), written, answer)
            if by_field and (best is None or by_field.match.score > best.match.score):
                best = by_field
        tick = self._criterion(answer, written, best)
        if tick is not None:
            return tick
        told = self._told(answer, best.match if best else None)
        if any(each.path in _OF_RELATIVES and names_relative(each.value) for each in told):
            told = ()
        if told and not _tells_more_of_signatory(best, told):
            return Mapped(candidates=told)
        if best is None or (best.match.score < SURE and heads_contact_row(answer)):
            best = self._entries(answer, written) or _processes(answer, written) or best
        if best is None:
            return Mapped(other=_other(answer, written))
        answered = self._misplaced.answers(best.values)
        found = (self._candidate(value, best.match, answer, written, named) for value in answered)
        kept = tuple(filter(_is_worth_keeping, found))
        return Mapped(candidates=kept) if kept else Mapped(other=_other(answer, written))

    def _told(self, answer: LabelledAnswer, match: LabelMatch | None) -> tuple[Candidate, ...]:
        """What an answer tells where its question asks in everyday words for several facts at once."""
        chosen = any(span.mark or span.strike or span.highlight for each in answer.answer for span in each.spans)
        if chosen or answer.instance or answer.parent or (match and match.rule == "known_form"):
            return ()
        lines = [
            ToldLine(text=tidy(line), place=each.place)
            for each in self._printed.answer(answer.answer)
            for line in each.text.splitlines()
            if tidy(line)
        ]
        facts = told_facts(answer.label, answer.block.group, match, lines)
        return tuple(_told_candidate(each, answer, self._catalogue) for each in facts)

    def _criterion(self, answer: LabelledAnswer, written: Written, best: _Best | None) -> Mapped | None:
        """A criterion with a tick, an X or a yes beside it; None where the question is none."""
        field = self._catalogue.definition(best.match.paths[0]) if best else None
        if field and field.type == "yesno" and best and best.match.score >= SURE:
            return None
        ticks = self._criteria.answered(
            answer.label, answer.block, answer.place, written, is_choice_of_form=answer.rule == "choice_grid"
        )
        return None if ticks is None else Mapped(candidates=ticks)

    def _candidate(
        self, value: Value, match: LabelMatch, answer: LabelledAnswer, written: Written, named: str
    ) -> Candidate:
        definition = self._catalogue.definition(value.path)
        return Candidate(
            path=value.path,
            value=value.value,
            raw=tidy(" ".join([*written.picked, written.beside, *written.lines])),
            confidence=round(answer.trust * _calm(match.score) * _calm(value.fit), 3),
            place=(written.place if not written.picked else None) or answer.place,
            instance=value.instance or answer.instance or entry_of(answer, value.path),
            label=answer.label,
            rule=f"{answer.rule}/{match.rule}",
            named=named,
            strength=match.score * (0.8 if value.implied else 1.0),
            prose=bool(definition and definition.type == "prose"),
            implied=value.implied,
        )

    def _best(self, matches: Sequence[LabelMatch], written: Written, answer: LabelledAnswer) -> _Best | None:
        """The reading in which label and value fit best together; None where none is good enough."""
        best: tuple[float, _Best] | None = None
        for match in matches[:6]:
            values = self._values(match, written, answer) if match.score >= FLOOR else []
            if not values:
                continue
            fit = max(value.fit for value in values)
            if match.rule in _GUESSED and fit < PLAIN_FIT:
                continue  # neither the words nor the answer are clear
            if match.rule == "composite" and len({value.path for value in values}) > 1:
                fit = max(fit, 0.95)  # an answer that falls into the parts that were asked for
            total = match.score * (0.45 + 0.55 * fit)
            if total > LEAST and (best is None or total > best[0]):
                best = (total, _Best(match=match, values=tuple(values)))
        return best[1] if best else None

    def _values(self, match: LabelMatch, written: Written, answer: LabelledAnswer) -> list[Value]:
        fields = [field for field in map(self._catalogue.definition, match.paths) if field]
        first = fields[0]
        listed = self._catalogue.group_of(first.path).key
        several = len(written.rows) > 1 and first.path in _LIST_HEADS.get(answer.rule, ("agencies[].contact_name",))
        names = len(fields) > 1 or several or first.path == _LIST_MAIN.get(listed)
        if first.path == "family[].name" and (people := several_people(written.text.replace("\n", ", "))):
            return several_values(people, answer)
        if first.path in _OF_RELATIVES and not answer.instance and names_relative(tidy(written.text)):
            return entry_values("family", answer, written)
        alone = not answer.instance or bool(counted_entry(answer.label))  # no cell of a grid
        if listed in _LIST_MAIN and alone and names and not is_one_field(match, answer, written):
            return entry_values(listed, answer, written)
        if first.path.startswith("children[]") and not answer.instance and len(fields) == 1:
            listed_values = self._children.values(first, written, self._catalogue)
            if listed_values:
                return listed_values
        if len(fields) == 1 and first.path in _NAMED_KIN and (kin := relation_named(answer.block.heading)):
            related = Value(path="family[].relationship", value=kin, fit=0.8, implied=True)
            return [*parse(first, written, self._catalogue), related]
        if first.path == "agency_involvement" and (contacts := contacts_of(answer, written)):
            return contacts  # whom to speak to, rather than what they did
        if len(fields) > 1:
            return composite_values(fields, written, self._catalogue)
        return parse(first, written, self._catalogue)

    def _entries(self, answer: LabelledAnswer, written: Written) -> _Best | None:
        """Lines under a heading of people or agencies, or of who signs, that no label explains."""
        group = answer.block.group
        lines = (_BULLET.sub("", line) for line in written.lines)
        if group in _SIGNATORIES and (told := tuple(signatory_values(group, "\n".join(lines)))):
            return _Best(match=LabelMatch(paths=(f"{group}.name",), score=0.85, rule="heading"), values=told)
        below = answer.rule in ("heading", "cell_below", "line_below")
        if below and (contacts := tuple(listed_contacts(answer, written))):
            return _Best(match=LabelMatch(paths=(_LIST_MAIN["agencies"],), score=0.85, rule="heading"), values=contacts)
        group = "agencies" if heads_contact_row(answer) else group
        if group not in _LIST_MAIN or not (below or heads_contact_row(answer)):
            return None
        values = tuple(entry_values(group, answer, written))
        match = LabelMatch(paths=(_LIST_MAIN[group],), score=0.85, rule="heading")
        return _Best(match=match, values=values) if values else None


def _without_preamble(mapped: list[Mapped]) -> list[Mapped]:
    """Without accounts under headings like questions above the first question that is well known: a form's preamble."""
    sure = (any(each.strength >= TOLD and not each.prose for each in one.candidates) for one in mapped)
    first = next((number for number, known in enumerate(sure) if known), 0)
    told = [any(each.prose and each.strength < TOLD for each in one.candidates) for one in mapped[:first]]
    return [Mapped() if weak else one for weak, one in zip(told, mapped, strict=False)] + mapped[first:]


def _told_candidate(fact: ToldFact, answer: LabelledAnswer, catalogue: FieldCatalogue) -> Candidate:
    definition = catalogue.definition(fact.path)
    return Candidate(
        path=fact.path, value=fact.value, raw=fact.raw, confidence=round(answer.trust * TOLD, 3), place=fact.place,
        instance=fact.entry or entry_of(answer, fact.path), label=answer.label, rule=f"{answer.rule}/told",
        strength=TOLD, prose=bool(definition and definition.type == "prose"),
    )  # fmt: skip


def _tells_more_of_signatory(best: _Best | None, told: Sequence[Candidate]) -> bool:
    """Whether a name with post and day beside it gives more than sentences would: `Jo Field, Head of Care  3/5/26`."""
    if best is None or best.match.paths[0] not in ("referrer.name", "representative.name"):
        return False
    return {value.path for value in best.values} > {each.path for each in told}


def _is_worth_keeping(candidate: Candidate) -> bool:
    if candidate.path.endswith(("name", "surname")) and is_sentence(candidate.value):
        return False
    return candidate.confidence >= LEAST_SURE or candidate.path.endswith("_invalid")


def _processes(answer: LabelledAnswer, written: Written) -> _Best | None:
    """Sentences under one question for several other processes: `Is anybody else looking into this?`."""
    asked = {each.casefold() for each in _PROCESS.findall(answer.label)}
    said = tuple(processes_of(written.text)) if len(asked) >= FEWEST_PROCESSES else ()
    if not said:
        return None
    values = tuple(Value(path=each.path, value=each.value, fit=0.9) for each in said)
    return _Best(match=LabelMatch(paths=(said[0].path,), score=0.85, rule="heading"), values=values)


def _other(answer: LabelledAnswer, written: Written) -> OtherAnswer | None:
    value = "; ".join(each for each in (", ".join(written.picked), written.beside, "\n".join(written.lines)) if each)
    if not value or answer.label == ROW_HEADING:
        return None
    return OtherAnswer(label=tidy(answer.label), value=value, place=answer.place)


def _calm(score: float) -> float:
    """Near-certain scores as certain, so that products of several stay readable."""
    return 1.0 if score >= 0.95 else score
