"""Loads the criteria set in force: a site's overlay over the set that it names, and all wordings that forms carry."""

from pathlib import Path

from config.errors import ConfigError
from config.load import DEFAULTS, configuration_file, load_yaml
from config.schema.criteria import CriteriaSet, Criterion

IN_FORCE = "criteria/wt2023.yaml"
SHIPPED = ("wt2023", "wt2018", "scr2015")


def load_criteria(site_folder: Path | None = None) -> CriteriaSet:
    """The set in force, with the wordings of all others beside its own. ConfigError for a fault in one."""
    path = configuration_file(IN_FORCE, site_folder)
    found = load_yaml(path, CriteriaSet)
    if found.based_on:
        found = overlaid(_shipped(found.based_on, path), found)
    printed = (wording for name in SHIPPED for wording in wordings(_shipped(name, path)))
    return found.model_copy(update={"also_printed": (*found.also_printed, *printed)})


def overlaid(base: CriteriaSet, overlay: CriteriaSet) -> CriteriaSet:
    """The base with the overlay's identity and dates, its titles, and its wordings before the base's own.

    ConfigError for a criterion that the base does not have: what is read is the same everywhere.
    """
    own = {each.key: each for each in overlay.criteria}
    if unknown := own.keys() - {each.key for each in base.criteria}:
        raise ConfigError(f"'{sorted(unknown)[0]}' is no criterion of '{base.id}'; correct or remove it")
    return overlay.model_copy(
        update={
            "criteria": tuple(_joined(each, own.get(each.key)) for each in base.criteria),
            "form_text": (*overlay.form_text, *base.form_text),
            "guidance": (*overlay.guidance, *base.guidance),
            "notify_only": overlay.notify_only or base.notify_only,
        }
    )


def wordings(criteria: CriteriaSet) -> tuple[str, ...]:
    """Everything that forms of this set print."""
    own = (wording for each in criteria.criteria for wording in each.printed)
    notify = (wording for each in criteria.notify_only for wording in each.printed)
    return (*own, *notify, *criteria.form_text)


def _joined(base: Criterion, own: Criterion | None) -> Criterion:
    if own is None:
        return base
    return base.model_copy(update={"title": own.title, "printed": (*own.printed, *base.printed)})


def _shipped(name: str, asked_by: Path) -> CriteriaSet:
    if name not in SHIPPED:
        raise ConfigError(f"'based_on': no set '{name}' ships with us; name one of {', '.join(SHIPPED)}", file=asked_by)
    return load_yaml(DEFAULTS / "criteria" / f"{name}.yaml", CriteriaSet)
