"""Reads domain configuration (YAML) into frozen types. A site folder replaces files one by one."""

import hashlib
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from config.errors import ConfigError

DEFAULTS = Path(__file__).parent

Model = TypeVar("Model", bound=BaseModel)

# The C parser reads our larger files ten times faster; wheels have it on every common platform.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def configuration_file(name: str, site_folder: Path | None = None) -> Path:
    """The file `name` (for instance `criteria/wt2023.yaml`) of the site folder, else the default that ships with us."""
    if site_folder is not None and (site_folder / name).is_file():
        return site_folder / name
    return DEFAULTS / name


def load_yaml(path: Path, model: type[Model]) -> Model:
    """One YAML file as `model`. Raises ConfigError naming file and line for anything that does not fit."""
    try:
        return model.model_validate(yaml.load(_text(path), Loader=_LOADER))  # noqa: S506 - a safe loader, in C
    except yaml.MarkedYAMLError as error:
        raise not_yaml(error, path) from error
    except ValidationError as error:
        raise misfit(error, path) from error


def misfit(error: ValidationError, path: Path | None) -> ConfigError:
    """The first thing that does not fit, with file and line where the value came from the file."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(step) for step in first["loc"])
    problem = f"'{place}': {first['msg']}; correct or remove it"
    if path is None:
        return ConfigError(problem)
    tree = yaml.compose(_text(path), Loader=_LOADER)
    return ConfigError(problem, file=path, line=_line_of(tree, first["loc"]))


def not_yaml(error: yaml.MarkedYAMLError, path: Path | None) -> ConfigError:
    """A file that is no YAML at all."""
    line = error.problem_mark.line + 1 if error.problem_mark else None
    return ConfigError(f"is not valid YAML ({error.problem}); correct it", file=path, line=line)


def version_of(*paths: Path) -> str:
    """A short hash over the files' bytes: the version that every case keeps of the rules it was read with."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda each: each.name):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror}); create it or correct its name", file=path) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8 text; save it as UTF-8", file=path) from error


def _line_of(node: Any, location: tuple[int | str, ...]) -> int | None:
    """The line (from 1) of the deepest node on the way to `location`; pydantic's own steps in between are skipped."""
    line = node.start_mark.line + 1 if node is not None else None
    for step in location:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == step:
                    line, node = key.start_mark.line + 1, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
