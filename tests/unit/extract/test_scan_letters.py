"""Letters that recognition mixes up are mended where only one of them can be meant, and nowhere else."""

import pytest

from extract.scan_ocr import _cleaned
from extract.scan_words import _BETWEEN_OPTIONS


@pytest.mark.parametrize(
    ("read", "meant"),
    [("0liver Rudge", "Oliver Rudge"), ("DCl Farah Lomax", "DCI Farah Lomax"), ("Dl Ewan", "DI Ewan")],
)
def test_a_zero_before_letters_and_an_l_behind_capitals(read: str, meant: str) -> None:
    assert _cleaned(read) == meant


@pytest.mark.parametrize(
    "text", ["01632 960001", "0.4th", "0-19 team", "o@0liver.example", "0am", "Al Lark", "EMIL", "Carl", "B 0bx"]
)
def test_numbers_addresses_and_names_stay_as_they_are(text: str) -> None:
    assert _cleaned(text) == text


def test_alternatives_come_apart_at_their_strokes_and_dates_stay_whole() -> None:
    assert _BETWEEN_OPTIONS.split("YES/NO/N/K") == ["YES", "NO", "N", "K"]
    assert _BETWEEN_OPTIONS.split("16/04/2026") == ["16/04/2026"]
    assert _BETWEEN_OPTIONS.split("Yes/N/A") == ["Yes", "N/A"]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("lan Fitch", "Ian Fitch"),
        ("Dr lmran lqbal", "Dr Imran Iqbal"),
        ("lsmith@trust.example", "lsmith@trust.example"),
        ("a-lmran.test@trust.example", "a-lmran.test@trust.example"),
        ("late, lying, 7 lbs, lively land", "late, lying, 7 lbs, lively land"),
        ("Llanelli llama", "Llanelli llama"),
        ("2 0ct 2026", "2 Oct 2026"),
    ],
)
def test_a_capital_i_at_the_begin_of_a_name_is_no_small_l(read: str, meant: str) -> None:
    assert _cleaned(read) == meant
