"""`packaging/` is no package: its scripts import each other from beside themselves, and so do their tests."""

import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
sys.path.append(str(PACKAGING))


@pytest.fixture
def packaging():
    return PACKAGING
