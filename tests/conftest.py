"""What every test may ask for."""

import os
from pathlib import Path

import pytest

os.environ.setdefault("OMP_NUM_THREADS", "1")  # two spinning processes on two cores are ten times slower than one
os.environ.setdefault("HF_HUB_OFFLINE", "1")  # a test never reaches for the network

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Small subsets of real data sets in their official layouts, kept beside the repository, not in it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the real data sets in ../shared/data beside the repository")
    return folder


@pytest.fixture(scope="session")
def examples() -> Path:
    """The real photographs that the repository ships."""
    return ROOT / "examples"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write tests/golden/*.json anew, on purpose")
