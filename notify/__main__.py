"""`python -m notify FOLDER [SITE_FOLDER]` writes a sample of every e-mail that we may send, one a file."""

import sys
from pathlib import Path

from config.domain import load_domain
from notify.samples import samples


def main(arguments: list[str]) -> int:
    """0 where they are written; 2 for wrong usage. Raises ConfigError for wording that does not fit."""
    if len(arguments) not in (1, 2):
        return 2
    folder, site = Path(arguments[0]), Path(arguments[1]) if arguments[1:] else None
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in samples(load_domain(site)).items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
