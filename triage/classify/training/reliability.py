"""Draws how often findings of each probability are right, as an SVG picture. Knows neither model nor rules."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

_EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.001)
_SIDE, _LEFT, _TOP = 360, 60, 24
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 450" font-family="sans-serif" font-size="12">'


def bins(found: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Mean probability said, share that was so, and count, of each tenth that holds any."""
    rows = []
    for low, high in pairwise(_EDGES):
        own = [(chance, so) for chance, so in found if low <= chance < high]
        if own:
            rows.append((sum(c for c, _ in own) / len(own), sum(so for _, so in own) / len(own), len(own)))
    return rows


def draw(found: Sequence[tuple[float, bool]], title: str, path: Path) -> None:
    """One picture: a dot for each tenth, its area by the number of findings, beside the line of perfect calibration."""
    dots = [
        f'<circle cx="{_x(said):.1f}" cy="{_y(so):.1f}" r="{3 + min(9.0, count**0.5 / 4):.1f}" fill="#1d70b8"/>'
        f'<text x="{_x(said) + 12:.1f}" y="{_y(so) + 4:.1f}" fill="#505a5f">{count}</text>'
        for said, so, count in bins(found)
    ]
    path.write_text("\n".join([_HEAD, f"<title>{title}</title>", *_frame(title), *dots, "</svg>\n"]), encoding="utf-8")


def _frame(title: str) -> list[str]:
    marks = [each / 10 for each in range(0, 11, 2)]
    return [
        '<rect width="460" height="450" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="16">{title}</text>',
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#505a5f"/>',
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#505a5f" stroke-dasharray="4 4"/>',
        *(f'<text x="{_x(each) - 8:.0f}" y="{_y(0) + 18}">{each:.1f}</text>' for each in marks),
        *(f'<text x="{_LEFT - 30}" y="{_y(each) + 4:.0f}">{each:.1f}</text>' for each in marks),
        f'<text x="{_LEFT + 120}" y="{_y(0) + 40}">probability said</text>',
        f'<text x="16" y="{_TOP + 220}" transform="rotate(-90 16 {_TOP + 220})">share that was so</text>',
    ]


def _x(share: float) -> float:
    return _LEFT + share * _SIDE


def _y(share: float) -> float:
    return _TOP + (1 - share) * _SIDE
