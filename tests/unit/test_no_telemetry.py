"""The libraries that run models neither collect figures about this machine nor write into anybody's home."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "code",
    [
        "import triage.classify.encoder",
        "from extract.scan_ocr import _engine; _engine()",
        "import extract.limited_worker, onnxruntime",
    ],
)
def test_running_models_leaves_nothing_in_the_home(tmp_path, code):
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True)
    assert list(tmp_path.rglob("*")) == []
