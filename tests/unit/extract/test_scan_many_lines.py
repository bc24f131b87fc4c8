"""Pictures with far more lines than forms have: each line is measured once, however many others there are."""

import numpy as np
import pytest

from extract.scan_ink import LinePiece
from extract.scan_pen import printed_rules

SIDE = 3000


def line(at: float, begin: float, end: float, *, level: bool) -> LinePiece:
    along, across = np.linspace(begin, end, 5), np.full(5, at)
    return LinePiece(level=level, points=np.stack((along, across) if level else (across, along), axis=1), thickness=2.0)


def test_each_line_of_a_dense_drawing_is_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = 0

    def median(values: "np.typing.NDArray[np.float64]") -> float:
        nonlocal measured
        measured += 1
        return float(np.sort(values)[len(values) // 2])

    monkeypatch.setattr("extract.scan_pen.np.median", median)
    dashes = [line(10.0 * number, 100, 150, level=True) for number in range(250)]
    grid = [line(10.0 * number, 1000, 1050, level=True) for number in range(250)]
    sides = [line(1000 + 5.0 * number, 0, 2490, level=False) for number in range(11)]

    kept = printed_rules([*dashes, *grid, *sides], np.zeros((SIDE, SIDE), np.uint8), 1.0)

    assert kept == [*grid, *sides]  # dashes meet nothing and are no longer than a pen's strokes
    assert measured == len(dashes) + len(grid) + len(sides)


@pytest.mark.parametrize("rules", [[], [line(10.0, 0, 200, level=True)], [line(10.0, 0, 200, level=False)]])
def test_lines_without_others_to_meet_stay_where_they_are_long(rules: list[LinePiece]) -> None:
    assert printed_rules(rules, np.zeros((SIDE, SIDE), np.uint8), 1.0) == rules
