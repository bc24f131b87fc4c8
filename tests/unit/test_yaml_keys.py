"""Settings and catalogues name each key once: of two, the later would silently replace the earlier."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "config").glob("**/*.yaml"))


def _repeated(node: yaml.Node) -> list[str]:
    if isinstance(node, yaml.MappingNode):
        keys = Counter(key.value for key, _ in node.value)
        own = [f"{key} at line {node.start_mark.line + 1}" for key, number in keys.items() if number > 1]
        return own + [each for _, value in node.value for each in _repeated(value)]
    return [each for item in node.value for each in _repeated(item)] if isinstance(node, yaml.SequenceNode) else []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_key_is_written_twice(path: Path) -> None:
    assert _repeated(yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)) == []
