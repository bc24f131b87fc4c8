"""Letters that recognition mixes up are mended where only one of them can be meant, and nowhere else."""

import pytest

from extract.scan_ocr import _cleaned


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
