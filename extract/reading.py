"""One document as one record: layout, answers and assembly in their order. What the document is, is not judged here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from config.schema.fields import FieldCatalogue, without_indices
from extract.answers import AnswerMapper, Mapped
from extract.assemble import assemble
from extract.blocks import LabelledAnswer, Readings
from extract.boilerplate import PrintedText
from extract.candidates import Candidate
from extract.document import Paragraph, Place, SourceDocument
from extract.fillable import without_printed_answers
from extract.geometry import arranged
from extract.grounds_account import account_of_grounds
from extract.known_forms import paths_of, recognised
from extract.labels import LabelIndex, shared_index
from extract.layouts import LayoutWalker
from extract.letter_boxes import with_letter_boxes_joined
from extract.letter_envelope import with_envelope
from extract.letter_parts import body_places, find_letter, head_places, signature_places
from extract.lettered_criteria import with_lettered_criteria
from extract.letters import ENOUGH_ANSWERS, ENOUGH_BLOCKS, read_letter
from extract.listed_criteria import with_listed_criteria
from extract.model import Conflict, OpenQuestion, OtherAnswer, ReferralRecord
from extract.named_controls import named_answers
from extract.open_questions import open_questions
from extract.printed_prompts import with_empty_fields
from extract.references_back import with_references_followed
from extract.repeated_questions import with_lists_known
from extract.signed_answers import with_loose_sentences, with_signer, without_tail
from extract.stated_criteria import StatedCriteria
from extract.typed_lines import with_typed_lines
from extract.underlined_blanks import with_underlined_blanks
from extract.unsure_words import without_unsure

SENTENCES = 12  # words from which what stands behind a colon in a letter is part of its text
LONGEST_NAME = 80  # characters; longer text in a name's place is no name


@dataclass(frozen=True, kw_only=True)
class FormReading:
    """What a document answers. `questions` counts the known questions that it prints, answered or not."""

    record: ReferralRecord
    conflicts: tuple[Conflict, ...]
    other_answers: tuple[OtherAnswer, ...]
    questions: int
    open_questions: tuple[OpenQuestion, ...] = ()
    known_form: str = ""  # name and version of the form that was recognised


def read_form(document: SourceDocument, name: str, catalogue: FieldCatalogue) -> FormReading:
    """Read every question and answer of a document; `name` is the file's, for provenance.

    What a scan shows too badly is withheld and listed as unreadable.
    """
    form = _read(document, name, catalogue)
    sure, unreadable = without_unsure(form.record.readings, document, catalogue)
    return replace(form, record=ReferralRecord(readings=sure), open_questions=(*unreadable, *form.open_questions))


def _read(document: SourceDocument, name: str, catalogue: FieldCatalogue) -> FormReading:
    form = recognised(document, catalogue.known_forms)
    index = shared_index(catalogue).for_document(paths_of(form))
    printed = PrintedText(catalogue.printed, form.printed if form else ())
    document = _prepared(document, index)
    readings = LayoutWalker(index, printed).walk(without_tail(document))
    readings.answers = with_lists_known(without_printed_answers(readings.answers, document), index)
    readings = with_lettered_criteria(with_listed_criteria(readings, index), index)
    criteria = StatedCriteria(index, readings)
    mapper = AnswerMapper(catalogue, index, printed, criteria)
    mapped = mapper.read_all(readings.answers)
    names = _child_names(mapped)
    if names:
        mapped = mapper.read_all(readings.answers, names)
    ticks, other_ticks = criteria.ticked()
    answered = _with_account(readings, mapped, printed)
    candidates = [*with_envelope(_with_letter(document, answered, printed), document.envelope), *ticks]
    named = named_answers(document, catalogue)
    if named is not None:
        others_by_layout = [each for each in candidates if each.path not in named.claimed]
        candidates = [*named.candidates(catalogue), *others_by_layout]
    followed = with_references_followed(candidates)
    assembled = assemble(followed.candidates, catalogue, name)
    known = sum(index.match(answer.label, answer.block.group) is not None for answer in readings.answers)
    others = (*_unplaced(readings.answers, mapped), *followed.others, *assembled.others, *other_ticks)
    answered_paths = {each.path for each in assembled.record.readings}
    blanks = open_questions(readings.answers, assembled.record, index, printed)
    if named is not None:
        known = len(named.answers)
        layout_blanks = [each for each in blanks if without_indices(each.path) not in named.claimed]
        blanks = (*named.open_questions(answered_paths), *layout_blanks)
    return FormReading(
        record=assembled.record,
        conflicts=assembled.conflicts,
        other_answers=tuple({(each.label, each.value): each for each in others}.values()),
        questions=known + len(readings.ticked),
        known_form=f"{form.name} v{form.version}" if form else "",
        open_questions=blanks,
    )


def _prepared(document: SourceDocument, index: LabelIndex) -> SourceDocument:
    """The document in reading order, with fields where blanks and prompts stand as words."""
    in_order = with_letter_boxes_joined(arranged(with_empty_fields(document)))
    return with_typed_lines(with_underlined_blanks(in_order), index)


def _with_account(readings: Readings, mapped: Sequence[Mapped], printed: PrintedText) -> list[Candidate]:
    """What all answers gave, with the account below the grounds where no question is known to ask for it."""
    answered = [each for one in mapped for each in one.candidates]
    left = [answer for answer, one in zip(readings.answers, mapped, strict=True) if one.other]
    return answered + account_of_grounds(left, readings.ticked, answered, printed)


def _unplaced(answers: Sequence[LabelledAnswer], mapped: Sequence[Mapped]) -> list[OtherAnswer]:
    """Answers that no field takes. Text under headings before the first answered question is the form's preamble."""
    first = next((number for number, each in enumerate(mapped) if each.candidates), len(mapped))
    return [
        each.other
        for number, (answer, each) in enumerate(zip(answers, mapped, strict=True))
        if each.other and (number > first or answer.rule != "heading")
    ]


def _with_letter(document: SourceDocument, answered: list[Candidate], printed: PrintedText) -> list[Candidate]:
    """What was answered and, where that is too little for a form, what the document says as a letter."""
    paths = {each.path for each in answered}
    blocks = {path.partition(".")[0] for path in paths}
    lines = [each for each in document.items if isinstance(each, Paragraph)]
    letter = find_letter(lines, printed, is_mail=document.envelope is not None or document.format == "mail")
    if len(paths) >= ENOUGH_ANSWERS and len(blocks) >= ENOUGH_BLOCKS and not _tells(answered):
        signed = with_signer(answered, document, letter)
        return with_loose_sentences(signed, document, letter) if letter else signed
    if letter is None:
        return answered
    sent = document.envelope.sent if document.envelope else None
    aside = signature_places(letter) | head_places(letter)
    told = body_places(letter)
    kept = [each for each in answered if each.place not in aside and not _is_below(each, told)]
    paths = {each.path for each in kept}
    return [*kept, *(each for each in read_letter(letter, sent) if each.path not in paths)]


def _tells(answered: Sequence[Candidate]) -> bool:
    """Whether most answers are sentences, as in a letter whose parts have headings."""
    said = {(each.place, each.raw) for each in answered}
    return sum(len(raw.split()) >= SENTENCES for _, raw in said) > len(said) / 2


def _is_below(candidate: Candidate, told: set[Place]) -> bool:
    """Whether a sentence of a letter was taken for the answer to words above it."""
    words = len(candidate.raw.split())
    below = ("heading", "line_below") if words < SENTENCES else ("heading", "line_below", "inline")
    running_on = words >= SENTENCES and not candidate.prose  # an address that goes on with the letter's text
    return running_on or (candidate.place in told and candidate.rule.startswith(below))


def _child_names(mapped: Sequence[Mapped]) -> tuple[str, ...]:
    """Names and forenames of the children, by which later questions may call them."""
    paths = ("children[].full_name", "children[].forenames")
    names = [each.value for one in mapped for each in one.candidates if each.path in paths]
    return tuple(dict.fromkeys(name for name in names if len(name) <= LONGEST_NAME))
