"""Numbers with their nouns, and how long is left: the same words on pages, in papers and on a terminal."""


def count(number: int, noun: str, plural: str = "") -> str:
    """`1 day`, `2 days`; `plural` for nouns that do not take an s."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def time_left(days: int) -> str:
    """Working days left, in words; negative once overdue."""
    if days < 0:
        return f"overdue by {count(-days, 'working day')}"
    return f"{count(days, 'working day')} left" if days else "due today"
