"""The domain configuration as one frozen value, with the version that every case keeps."""

from dataclasses import dataclass
from pathlib import Path

from config.criteria_sets import load_criteria
from config.form_plan import load_plan
from config.load import configuration_file, load_yaml, version_of
from config.schema.calendar import WorkingCalendar
from config.schema.criteria import CriteriaSet
from config.schema.cues import CueLexicon, cue_files, load_cues
from config.schema.fields import FieldCatalogue
from config.schema.known_forms import KnownForm
from config.schema.letters import AlertWordings, LetterWordings, Wording
from config.schema.papers import Papers
from config.schema.partnership import Partnership
from config.schema.screening import ScreeningRules

FIELDS = "fields.yaml"
CRITERIA = "criteria/wt2023.yaml"
SCREENING = "screening.yaml"
CALENDAR = "calendar.yaml"
PARTNERSHIP = "partnership.yaml"
FORMS = "forms"  # a site's own, learned from blank copies
LETTERS = "wording/letters.yaml"
ALERTS = "wording/alerts.yaml"
PAPERS = "papers.yaml"


@dataclass(frozen=True, kw_only=True)
class DomainConfiguration:
    """What the service knows of referrals, criteria, mail, days and wording."""

    fields: FieldCatalogue
    criteria: CriteriaSet
    cues: CueLexicon
    screening: ScreeningRules
    calendar: WorkingCalendar
    partnership: Partnership
    wording: Wording
    papers: Papers
    version: str


def known_forms(site_folder: Path | None) -> tuple[KnownForm, ...]:
    """The forms that a site has taught the service, from `forms/*.yaml` of its folder."""
    folder = site_folder / FORMS if site_folder else None
    return tuple(load_yaml(path, KnownForm) for path in sorted(folder.glob("*.yaml"))) if folder else ()


def load_fields(site_folder: Path | None = None) -> FieldCatalogue:
    """The record's fields with the forms that are known: those that a site has taught, and the partnership's own."""
    catalogue = load_yaml(configuration_file(FIELDS, site_folder), FieldCatalogue)
    known = (*known_forms(site_folder), load_plan(catalogue, site_folder).as_known_form())
    return catalogue.model_copy(update={"known_forms": known})


def load_domain(site_folder: Path | None = None) -> DomainConfiguration:
    """All of it, a site's files before ours. Raises ConfigError naming file and line."""
    files = {
        name: configuration_file(name, site_folder) for name in (FIELDS, CRITERIA, SCREENING, CALENDAR, PARTNERSHIP)
    }
    return DomainConfiguration(
        fields=load_fields(site_folder),
        criteria=load_criteria(site_folder),
        cues=load_cues(site_folder),
        screening=load_yaml(files[SCREENING], ScreeningRules),
        calendar=load_yaml(files[CALENDAR], WorkingCalendar),
        partnership=load_yaml(files[PARTNERSHIP], Partnership),
        wording=Wording(
            letters=load_yaml(configuration_file(LETTERS, site_folder), LetterWordings),
            alerts=load_yaml(configuration_file(ALERTS, site_folder), AlertWordings),
        ),
        papers=load_yaml(configuration_file(PAPERS, site_folder), Papers),
        version=version_of(*files.values(), *cue_files(site_folder)),
    )
