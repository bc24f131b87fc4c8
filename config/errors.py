"""The one error that configuration raises."""

from pathlib import Path


class ConfigError(Exception):
    """The configuration cannot be used; the message names the file, the place and what to do about it."""

    def __init__(self, problem: str, *, file: Path | None = None, line: int | None = None) -> None:
        where = "" if file is None else f"{file}:{line}: " if line else f"{file}: "
        super().__init__(where + problem)
        self.file = file
        self.line = line
