"""Rules of the house that no linter knows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("config", "ingest", "extract", "triage", "notify")
PRODUCT = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))] + [ROOT / "service.py"]
VERSIONS = "migrations/versions"


def names_imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_nothing_imports_the_service():
    assert [path for path in PRODUCT if "service" in {name.partition(".")[0] for name in names_imported(path)}] == []


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small_enough_to_read(path):
    source = path.read_text(encoding="utf-8")
    if VERSIONS in path.as_posix():
        assert source.startswith('"""')
        return
    assert source.count("\n") <= 300
    functions = [
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [node.name for node in functions if node.end_lineno - node.lineno + 1 > 40] == []


def test_requirements_are_pinned_with_hashes_and_without_addresses():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        for entry in text.replace("\\\n", " ").splitlines():
            assert "==" in entry
            assert "--hash=sha256:" in entry
