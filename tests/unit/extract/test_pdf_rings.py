"""Rings drawn around printed words: ovals, frames with round corners, freehand, annotations; and what they choose."""

import math
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from config.schema.fields import FieldCatalogue
from extract.document import SourceDocument
from extract.pdf_reader import read_pdf
from extract.reading import read_form
from tests.unit.extract.pdf_files import HEIGHT, Sheet, changed, pdf, read, texts

Ring = Callable[[Sheet, float, float, float, float], None]


def record(catalogue: FieldCatalogue, source: SourceDocument) -> dict[str, Any]:
    return read_form(source, "form.pdf", catalogue).record.as_plain()


def chosen(document: SourceDocument) -> list[str]:
    return [span.text.strip() for each in document.paragraphs() for span in each.spans if span.highlight]


def oval(sheet: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    sheet.canvas.ellipse(x0, HEIGHT - bottom, x1, HEIGHT - top)


def round_corners(sheet: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    sheet.canvas.roundRect(x0, HEIGHT - bottom, x1 - x0, bottom - top, 6)


def freehand(sheet: Sheet, x0: float, top: float, x1: float, bottom: float) -> None:
    path = sheet.canvas.beginPath()
    for number, (x, y) in enumerate(around(x0, top, x1, bottom)):
        (path.lineTo if number else path.moveTo)(x, HEIGHT - y)
    sheet.canvas.drawPath(path, stroke=1, fill=0)


def around(x0: float, top: float, x1: float, bottom: float) -> list[tuple[float, float]]:
    """Points of a hasty ring that does not quite close."""
    middle = ((x0 + x1) / 2, (top + bottom) / 2)
    turns = [step / 24 * 2 * math.pi * 0.97 for step in range(25)]
    return [
        (middle[0] + (x1 - x0) / 2 * math.cos(turn), middle[1] + (bottom - top) / 2 * math.sin(turn)) for turn in turns
    ]


def options(sheet: Sheet, y: float, question: str, words: list[str]) -> list[tuple[float, float]]:
    """A question with alternatives behind it; gives where each begins and ends."""
    sheet.bold(60, y, question)
    spots = []
    x = 220.0
    for word in words:
        end = sheet.text(x, y, word)
        spots.append((x, end))
        x = end + 18
    return spots


@pytest.mark.parametrize("ring", [oval, round_corners, freehand])
def test_a_ring_chooses_the_option_inside(ring: Ring, catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "The child", size=14)
        for y, question, pick in ((100, "Disability", 0), (124, "Child protection plan", 2), (148, "Looked after", 1)):
            x0, x1 = options(sheet, y, question, ["Yes", "No", "Not known"])[pick]
            ring(sheet, x0 - 5, y - 11, x1 + 5, y + 5)

    document = read(page)

    assert chosen(document) == ["Yes", "Not known", "No"]
    (child,) = record(catalogue, document)["children"]
    assert child == {"disability": "yes", "cp_plan": "unknown", "looked_after": "no"}


def test_frames_around_every_option_choose_none(catalogue: FieldCatalogue) -> None:
    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "The child", size=14)
        for y, question in ((100, "Disability"), (124, "Looked after")):
            for x0, x1 in options(sheet, y, question, ["Yes", "No"]):
                round_corners(sheet, x0 - 5, y - 11, x1 + 5, y + 5)

    assert "children" not in record(catalogue, read(page))


def test_a_frame_around_a_block_of_text_is_no_ring() -> None:
    def page(sheet: Sheet) -> None:
        round_corners(sheet, 50, 80, 400, 170)
        sheet.text(60, 100, "Send this form within one working day.")
        sheet.text(60, 114, "The office is open from Monday to Friday.")

    assert chosen(read(page)) == []


def annotated(content: bytes, **entries: object) -> bytes:
    def annotate(document: pikepdf.Pdf) -> None:
        annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, F=4, **entries)
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(annotation)])

    return changed(content, annotate)


def question(sheet: Sheet) -> None:
    x = sheet.text(60, 100, "Yes     ")
    sheet.text(x, 100, "No")


@pytest.mark.parametrize("subtype", ["Circle", "Square", "Ink", "FreeText"])
def test_a_ring_put_over_the_page_chooses_too(subtype: str) -> None:
    box = (54.0, 88.0, 83.0, 106.0)
    rect = [box[0], HEIGHT - box[3], box[2], HEIGHT - box[1]]
    points = [value for x, y in around(*box) for value in (x, HEIGHT - y)]
    entries: dict[str, object] = {"Subtype": pikepdf.Name("/" + subtype), "Rect": rect}
    if subtype == "Ink":
        entries["InkList"] = pikepdf.Array([pikepdf.Array(points)])
    if subtype == "FreeText":
        entries["Contents"] = "X"

    document = read_pdf(annotated(pdf(question), **entries))

    assert chosen(document) == ["Yes"]
    assert " ".join(texts(document)).split() == ["Yes", "No"]


def test_a_level_stroke_of_a_pen_strikes_out() -> None:
    stroke = pikepdf.Array([58, HEIGHT - 96, 68, HEIGHT - 97, 80, HEIGHT - 96.5])
    rect = [56, HEIGHT - 100, 82, HEIGHT - 92]

    document = read_pdf(annotated(pdf(question), Subtype=pikepdf.Name.Ink, Rect=rect, InkList=pikepdf.Array([stroke])))

    assert [span.text.strip() for each in document.paragraphs() for span in each.spans if span.strike] == ["Yes"]


def test_radio_buttons_keep_their_rings() -> None:
    def page(sheet: Sheet) -> None:
        for y in (100, 120):
            for x in (200, 260):
                sheet.canvas.circle(x, HEIGHT - y, 5.5)
                sheet.canvas.acroForm.radio(
                    name=f"q{y}", value=f"v{x}", selected=x == 200, x=x - 5, y=HEIGHT - y - 5, size=10, borderWidth=0
                )
                sheet.text(x + 12, y + 4, "Yes" if x == 200 else "No")

    states = [span.mark.state.value for each in read(page).paragraphs() for span in each.spans if span.mark]

    assert states == ["on", "off", "on", "off"]


def test_ringed_criteria_are_ticked(catalogue: FieldCatalogue) -> None:
    """Terse criteria side by side, some of them ringed."""
    statements = ["abuse or neglect", "child died", "serious harm", "recurrent theme", "improvements", "cross-border"]

    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Ring every criterion that applies", size=14)
        for number, words in enumerate(statements):
            x, y = 60 + 170 * (number % 3), 100 + 24 * (number // 3)
            end = sheet.text(x, y, words)
            if number in (0, 2, 3):
                oval(sheet, x - 6, y - 11, end + 6, y + 5)

    ticked = record(catalogue, read(page))["criteria_ticked"]

    assert sorted(ticked) == ["abuse_or_neglect", "recurrent_themes", "serious_harm"]


def test_ringed_numbers_tick_their_statements(catalogue: FieldCatalogue) -> None:
    statements = [
        "Abuse or neglect of a child is known or suspected",
        "The child has died",
        "The child has been seriously harmed",
        "The case highlights recurrent themes in the safeguarding of children",
    ]

    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "Grounds: circle the number of each that is met", size=14)
        for number, words in enumerate(statements):
            y = 100 + 22 * number
            end = sheet.text(60, y, f"{number + 1}.")
            sheet.text(84, y, words)
            if number in (0, 1):
                freehand(sheet, 56, y - 11, end + 4, y + 4)
        sheet.bold(60, 300, "Summary of the incident", size=14)
        sheet.text(60, 322, "Injuries were seen at nursery.")

    ticked = record(catalogue, read(page))["criteria_ticked"]

    assert sorted(ticked) == ["abuse_or_neglect", "child_died"]


def test_highlighted_criteria_in_an_account_are_no_ticks(catalogue: FieldCatalogue) -> None:
    """Somebody highlighted words of the account; no list of criteria is marked."""

    def page(sheet: Sheet) -> None:
        sheet.bold(60, 60, "What happened?", size=14)
        oval(sheet, 55, 88, 180, 106)
        sheet.text(60, 100, "The child died in hospital.")
        sheet.text(60, 126, "The police are looking into it.")

    assert "criteria_ticked" not in record(catalogue, read(page))
