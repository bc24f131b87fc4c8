"""What every kind of test shares: leaving out tests whose outside tool this machine does not have."""

import os
import shutil

import pytest


def require_tool(name: str) -> str:
    """Path of a program. Skips the test where it is missing, fails it under SCP_TEST_REQUIRE_ALL=1."""
    path = shutil.which(name)
    if path:
        return path
    if os.environ.get("SCP_TEST_REQUIRE_ALL") == "1":
        pytest.fail(f"{name} is not installed, and SCP_TEST_REQUIRE_ALL=1 allows no test to be left out")
    pytest.skip(f"{name} is not installed")
