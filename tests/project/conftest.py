"""Where the project stands, for tests about the project itself."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder that holds everything."""
    return ROOT
