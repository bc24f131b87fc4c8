"""What the model answers: its keys and the values of each, the negative one first. Order is part of the model."""

from collections.abc import Mapping

CLASSES: Mapping[str, tuple[str | bool, ...]] = {
    "abuse_or_neglect": ("not_indicated", "suspected", "known"),
    "child_died": (False, True),
    "serious_harm": ("not_indicated", "possible", "evidenced"),
    "improvements_needed": (False, True),
    "recurrent_themes": (False, True),
    "multi_agency_working": (False, True),
    "national_panel_local_review": (False, True),
    "single_agency_concern": (False, True),
    "no_agency_involvement": (False, True),
    "cross_border": (False, True),
    "institutional_setting": (False, True),
}
KEYS = tuple(CLASSES)
PART_A, FLAGS = KEYS[:3], KEYS[3:]
GRADED = tuple(key for key in KEYS if len(CLASSES[key]) > 2)
