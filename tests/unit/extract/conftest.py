"""What the tests of this room share: the catalogue that is shipped."""

import pytest

from config.load import DEFAULTS, load_yaml
from config.schema.fields import FieldCatalogue


@pytest.fixture(scope="session")
def catalogue() -> FieldCatalogue:
    """Labels, blocks and printed words as shipped. Frozen, so that all tests may use one."""
    return load_yaml(DEFAULTS / "fields.yaml", FieldCatalogue)
