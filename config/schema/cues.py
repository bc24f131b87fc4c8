"""The words from which the classifier reads: cue families per criterion, assertion words, shorthand. Data only.

A cue pattern is written in lower case against a sentence whose white space and quotation marks are made plain: a
space is a space, `*` ends a word freely, `(a|b)` chooses, `(a )?` may be absent, `(a )*` may stand up to three times,
`..` bridges a few words, `...` about ten, `@` is a number, `{name}` stands for a word set. Further notation of regular
expressions passes through.
"""

from pathlib import Path

from pydantic import Field, field_validator

from config.load import configuration_file, load_yaml
from config.schema.base import Frozen

_PARTS = ("cues/part_a.yaml", "cues/part_b.yaml", "cues/part_c.yaml")
_WORDS = "cues/words.yaml"
_LIVE_RISK = "cues/live_risk.yaml"


class CueFamily(Frozen):
    """Phrases that speak of one thing.

    A sentence in which any of them stands gains `weight` for the key, and for each one that stands there its own number
    beside it. Below zero they take away.
    """

    name: str
    weight: float = 1.0
    reads: str = ""  # what a graded key makes of it: `known`, `suspected`, `evidenced`, `possible`, `died`, …
    patterns: dict[str, float] = Field(min_length=1)
    unless: tuple[str, ...] = ()  # phrases in the same sentence that undo the family
    negatable: bool = False  # a negation before it in the same clause undoes it
    hypothetical: bool = False  # may stand in a "could have" sentence and still count
    denies: bool = False  # the sentence denies the criterion: shown as against, and raises the bar for the whole text

    @field_validator("patterns", mode="before")
    @classmethod
    def _plain_list(cls, patterns: object) -> object:
        """A plain list of phrases is one in which none counts more than another."""
        return dict.fromkeys(patterns, 0.0) if isinstance(patterns, list) else patterns


class KeyCues(Frozen):
    """The families of one key, and what a sentence must reach to count."""

    threshold: float = 1.0
    denial_raises: float = 0.5  # added to the threshold where the text denies the criterion
    strong_from: float = 0.0  # graded keys: the stronger grade's own families must reach this,
    strong_share: float = 0.0  # and this share of what speaks for the weaker grade
    families: tuple[CueFamily, ...] = Field(min_length=1)


class PartCues(Frozen):
    """One file of cues."""

    keys: dict[str, KeyCues]


class Words(Frozen):
    """What all keys share."""

    sets: dict[str, tuple[str, ...]]
    shorthand: dict[str, str]  # written out before cues are looked for
    abbreviations: tuple[str, ...]  # end in a full stop without ending a sentence
    negation: tuple[str, ...]
    negation_ends: tuple[str, ...]  # words at which the reach of a negation stops
    hypothetical: tuple[str, ...]
    common_english: tuple[str, ...]  # a text of some length without these is not English


class LiveRisk(Frozen):
    """What says that a child is unsafe now, and what says that somebody has already acted."""

    sets: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # beside those of `Words`
    danger: tuple[str, ...]
    worry: tuple[str, ...] = ()  # a danger where it stands beside what is `present`
    present: tuple[str, ...] = ()
    sheltered: tuple[str, ...] = ()  # a sentence with one of these is not `present`
    action: tuple[str, ...]
    past: tuple[str, ...] = ()  # a sentence with one of these speaks of neither


class CueLexicon(Frozen):
    """Everything that the classifier reads by."""

    words: Words
    keys: dict[str, KeyCues]
    live_risk: LiveRisk


def load_cues(site_folder: Path | None = None) -> CueLexicon:
    """The cue lexicon of `config/cues`, each file replaceable from the site folder. ConfigError for a fault in one."""
    keys: dict[str, KeyCues] = {}
    for name in _PARTS:
        keys |= load_yaml(configuration_file(name, site_folder), PartCues).keys
    return CueLexicon(
        words=load_yaml(configuration_file(_WORDS, site_folder), Words),
        keys=keys,
        live_risk=load_yaml(configuration_file(_LIVE_RISK, site_folder), LiveRisk),
    )


def cue_files(site_folder: Path | None = None) -> tuple[Path, ...]:
    """The files that `load_cues` reads, for the version hash of the rules."""
    return tuple(configuration_file(name, site_folder) for name in (_WORDS, *_PARTS, _LIVE_RISK))
