"""Opaque references: they tell nobody anything about a child, cannot be guessed in order, and survive the telephone."""

import secrets
from collections.abc import Callable
from datetime import datetime

# Crockford's base 32 without vowels: no words, and nothing that is mistaken for another letter or digit.
ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 6  # 28^6, about 480 million a year


def new_reference(prefix: str, now: datetime, choose: Callable[[str], str] = secrets.choice) -> str:
    """`LIG-2026-7KQP3X`."""
    return f"{prefix}-{now.year}-" + "".join(choose(ALPHABET) for _ in range(LENGTH))
