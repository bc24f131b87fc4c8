"""Complex fields of Word (`w:fldChar` begin, separate, end): which run text is code, and what a form field shows.

A field may run over several paragraphs, so the state lives as long as the part is read.
"""

from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from extract.docx_controls import FormField, legacy_choice, legacy_field
from extract.docx_names import FIELD_MARK, PARAGRAPH, TEXT, WORD, child

_ENOUGH = 200  # characters of a result: more than any prompt has, so longer ones are answers


@dataclass(kw_only=True)
class OpenField:
    """A field that has begun and not ended, with what it takes over from the fields around it."""

    form: FormField | None = None
    choice: str | None = None  # what a drop-down shows: it comes from its list, not from the runs
    in_code: bool = True
    form_of_text: FormField | None = None  # the form field to which run text belongs
    suppressed: bool = False  # run text repeats what has been read from the field's own data


@dataclass(kw_only=True)
class FieldState:
    """The fields of one part while it is read."""

    results: dict[Element, str]
    stack: list[OpenField] = field(default_factory=list)

    def begin(self, mark: Element) -> OpenField:
        """A field begins. Where its end is missing, the text after it is not its result."""
        data = child(mark, "ffData")
        form = None if data is None else legacy_field(data, self.results.get(mark, ""))
        choice = None if data is None else legacy_choice(data)
        closed = mark in self.results
        opened = OpenField(
            form=form,
            choice=choice,
            form_of_text=(form if closed else None) or self.form,
            suppressed=self.suppressed or (closed and choice is not None),
        )
        self.stack.append(opened)
        return opened

    def separate(self) -> None:
        """The code of the innermost field ends and its result begins."""
        if self.stack:
            self.stack[-1].in_code = False

    def end(self) -> OpenField | None:
        """The field that ends here, None for an end without a beginning."""
        return self.stack.pop() if self.stack else None

    def end_of_paragraph(self) -> None:
        """Forget fields still in their code: a beginning without an end must not swallow the rest of the form."""
        while self.stack and self.stack[-1].in_code:
            self.stack.pop()

    @property
    def form(self) -> FormField | None:
        """The form field whose result is being read."""
        return self.stack[-1].form_of_text if self.stack else None

    @property
    def suppressed(self) -> bool:
        """Whether run text repeats what has been read from the field's own data."""
        return bool(self.stack) and self.stack[-1].suppressed


def field_results(root: Element) -> dict[Element, str]:
    """The beginning of the text shown by every field that ends, by its beginning mark."""
    results: dict[Element, str] = {}
    stack: list[tuple[Element, list[str]]] = []
    for each in root.iter(FIELD_MARK, TEXT, PARAGRAPH):
        if each.tag == FIELD_MARK:
            _follow(each, stack, results)
        elif stack:
            stack[-1][1].append((each.text or "") if each.tag == TEXT else "\n")
    return results


def _follow(mark: Element, stack: list[tuple[Element, list[str]]], results: dict[Element, str]) -> None:
    kind = mark.get(WORD + "fldCharType")
    if kind == "begin":
        stack.append((mark, []))
    elif kind == "end" and stack:
        beginning, pieces = stack.pop()
        results[beginning] = "".join(pieces)[:_ENOUGH]
        if stack:
            stack[-1][1].append(results[beginning])
