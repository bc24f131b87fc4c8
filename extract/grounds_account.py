"""The account below a list of grounds, whatever its question is called: `Explain your choice`, `In your own words`.

Forms ask for it in ever new words; where it stands is the same: in the block of the grounds, behind the boxes.
"""

from collections.abc import Sequence

from extract.blocks import LabelledAnswer, TickedStatement
from extract.boilerplate import PrintedText
from extract.candidates import Candidate
from extract.values import tidy

PATH = "rationale"
FEWEST_WORDS = 8  # of an account; fewer are a remark
FEWEST_GROUNDS = 3  # statements with boxes that make a list of grounds
SURENESS = 0.62  # of what is known by its place alone


def account_of_grounds(
    answers: Sequence[LabelledAnswer],
    ticked: Sequence[TickedStatement],
    known: Sequence[Candidate],
    printed: PrintedText,
) -> list[Candidate]:
    """The answer that no field took in the block of the grounds; empty where the form's own question was answered.

    `answers` are those that no field took, in reading order; `known` what other answers gave.
    """
    blocks = [each.block.heading for each in ticked]
    headings = {each for each in blocks if each and blocks.count(each) >= FEWEST_GROUNDS}
    if not headings or any(each.path == PATH for each in known):
        return []
    for answer in answers:
        lines = [line for each in printed.answer(answer.answer) if (line := tidy(each.text))]
        words = sum(len(line.split()) for line in lines)
        if answer.block.heading in headings and words >= FEWEST_WORDS and lines[-1].endswith((".", "!", "?")):
            return [_candidate(answer, "\n".join(lines))]
    return []


def _candidate(answer: LabelledAnswer, text: str) -> Candidate:
    sure = round(answer.trust * SURENESS, 3)
    return Candidate(
        path=PATH, value=text, raw=tidy(text), confidence=sure, place=answer.answer[0].place, label=answer.label,
        rule=f"{answer.rule}/place", strength=SURENESS, prose=True,
    )  # fmt: skip
