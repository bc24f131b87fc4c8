"""The blank form as a Word document whose answers are content controls. What it asks is `plan`'s."""

import io
from collections.abc import Iterable, Sequence
from itertools import count

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from config.form_plan import CHOICE, Asked, FormPlan
from config.schema.blank_form import Section
from extract.blank_form import word_parts as part

LABEL, ANSWER = 3500, 6300  # column widths in twentieths of a point
WIDTH = LABEL + ANSWER


def word_form(plan: FormPlan) -> bytes:
    """The form as .docx: everything but the answers is locked; rows and children are added with Word's own + sign."""
    writer = _Writer(plan)
    document = _styled(plan)
    body = "".join(writer.body())
    wrapped = parse_xml(f"<w:body {nsdecls('w')} {part.NAMESPACES}>{part.grouped(body, writer.next_id())}</w:body>")
    for element in list(wrapped):
        document.element.body.insert(len(document.element.body) - 1, element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    """Writes blocks in the form's order; every control gets a number of its own."""

    def __init__(self, plan: FormPlan) -> None:
        self.plan = plan
        self._ids = count(100_001)

    def next_id(self) -> int:
        return next(self._ids)

    def body(self) -> Iterable[str]:
        form = self.plan.form
        yield part.paragraph(part.run(form.title), style="Title")
        yield from (part.paragraph(part.run(line)) for line in form.introduction)
        yield part.paragraph(part.run(form.urgent, bold=True))
        yield from (part.paragraph(part.run(line, bold=True)) for line in self.plan.urgent_lines())
        for section in form.sections:
            yield part.paragraph(part.run(section.heading), style="Heading1")
            if section.guidance:
                yield part.paragraph(part.run(section.guidance), style="Guidance")
            yield self._section(section)
        yield part.paragraph(part.run(self.plan.send_to()))

    def _section(self, section: Section) -> str:
        if section.layout == "criteria":
            return self._criteria(section)
        if section.layout == "rows":
            return self._rows(section)
        if not section.entry:
            return self._pairs(section, self.plan.asked(section))
        entries = [self._entry(section, number) for number in range(section.in_word)]
        return part.repeated(entries, section.heading, self.next_id)

    def _entry(self, section: Section, number: int) -> str:
        heading = part.paragraph(part.run(section.entry_in_word), style="Heading2")
        return heading + self._pairs(section, self.plan.asked(section, number))

    def _pairs(self, section: Section, questions: Sequence[Asked]) -> str:
        rows = "".join(self._prose(each) if each.kind == "prose" else self._pair(each) for each in questions)
        return part.table(rows, (LABEL, ANSWER), section.heading)

    def _pair(self, question: Asked) -> str:
        label = part.label_cell(question.words, question.hint, LABEL)
        return part.row(label, part.cell(self._answer(question), width=ANSWER))

    def _prose(self, question: Asked) -> str:
        label = part.label_cell(question.words, question.hint, WIDTH, span=2)
        # Word wants a paragraph at the end of every cell, and a control is none.
        return part.row(label) + part.row(part.cell(self._answer(question), part.paragraph(), width=WIDTH, span=2))

    def _rows(self, section: Section) -> str:
        width = WIDTH // len(section.questions)
        heads = [part.label_cell(each.words, "", width) for each in self.plan.asked(section)]
        rows = [
            part.row(*(part.cell(self._answer(each), width=width) for each in self.plan.asked(section, number)))
            for number in range(section.in_word)
        ]
        body = part.row(*heads, header=True) + part.repeated(rows, section.heading, self.next_id)
        return part.table(body, [width] * len(heads), section.heading)

    def _criteria(self, section: Section) -> str:
        rows = [
            part.row(
                part.cell(part.paragraph(part.check(each.name, each.words, self.next_id())), width=700),
                part.cell(part.paragraph(part.run(each.words)), width=WIDTH - 700),
            )
            for each in self.plan.statements(section)
        ]
        return part.table("".join(rows), (700, WIDTH - 700), section.heading)

    def _answer(self, question: Asked) -> str:
        prompts = self.plan.form.prompts
        if question.kind == "yesno":
            return part.paragraph(*self._alternatives(question))
        if question.kind == "prose":
            return part.block_control(question.name, question.words, prompts.text, self.next_id())
        kind, prompt = {
            "date": (part.DATE, prompts.date),
            "choice": (part.choices(question.options), prompts.choice),
            "open_choice": (part.choices(question.options, own_words=True), prompts.choice),
        }.get(question.kind, (part.TEXT, prompts.text))
        return part.paragraph(part.control(question.name, question.words, kind, prompt, self.next_id()))

    def _alternatives(self, question: Asked) -> Iterable[str]:
        for value, words in question.options:
            name, title = f"{question.name}{CHOICE}{value}", f"{question.words} {words}"
            yield part.check(name, title, self.next_id())
            yield part.run(f" {words}    ")


def _styled(plan: FormPlan) -> WordDocument:
    """An empty document in British English, with the form's title, marking and edition."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(19)
    page.header.paragraphs[0].text, page.footer.paragraphs[0].text = plan.form.marking, plan.form.edition
    document.core_properties.title, document.core_properties.language = plan.form.title, "en-GB"
    document.core_properties.author, document.core_properties.comments = plan.partnership.name, ""
    for name, size in (("Normal", 11), ("Title", 20), ("Heading 1", 15), ("Heading 2", 12)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0x0B, 0x0C, 0x0C)
        style.paragraph_format.space_after = Pt(4)
        fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
        for attribute in [each for each in fonts.attrib if "Theme" in each]:
            del fonts.attrib[attribute]
        fonts.set(qn("w:cs"), "Arial")
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    document.styles.element.append(parse_xml(part.GUIDANCE_STYLE))
    document.styles.element.append(parse_xml(part.PROMPT_STYLE))
    return document
