"""A form that a site has shown to the service: its printed words, and which field each of its questions asks for."""

from config.schema.base import Frozen


class KnownQuestion(Frozen):
    """One printed question. Without a path it asks for nothing that the record holds."""

    label: str  # as printed
    block: str | None = None  # key of the catalogue's group under whose heading it stands
    path: str = ""  # of the record, without indices: `children[].dob`


class KnownForm(Frozen):
    """One version of one form. Where the same form comes in a new version, both are kept."""

    name: str
    version: int = 1
    fingerprint: str  # of the printed words: two files of one version have the same
    printed: tuple[str, ...]  # every line that stands on the blank form
    questions: tuple[KnownQuestion, ...]
