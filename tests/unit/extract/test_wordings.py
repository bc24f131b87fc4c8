"""The wordings of many hands: each line of `wordings_*.tsv` names a block, a printed label and the path it asks for.

`-` as block is none, as path is no field of the record: such a label is a question that must be left alone.
"""

from pathlib import Path

import pytest

from config.schema.fields import FieldCatalogue
from extract.labels import shared_index

SURE = 0.75  # score from which a label is taken without help from its answer
LISTS = sorted(Path(__file__).parent.glob("wordings_*.tsv"))


@pytest.mark.parametrize("wordings", LISTS, ids=lambda path: path.stem)
def test_wordings_ask_for_what_they_mean(catalogue: FieldCatalogue, wordings: Path) -> None:
    index = shared_index(catalogue)
    wrong = []
    for line in wordings.read_text(encoding="utf-8").splitlines():
        block, label, path = line.split("\t")
        match = index.match(label, None if block == "-" else block)
        read = match.paths if match and match.score >= SURE else ("-",)
        if path not in read:
            wrong.append((block, label, path, read))
    assert not wrong
