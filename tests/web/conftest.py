"""A server in this process, around a painter whose answers are known."""

import io
from collections.abc import Generator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("fastapi", reason="the server needs the extra serve")

from fastapi.testclient import TestClient  # noqa: E402

from fakes import PatternPainter  # noqa: E402
from instructcv import InstructCV  # noqa: E402
from instructcv.web.app import build  # noqa: E402
from instructcv.web.settings import ServerSettings  # noqa: E402

HOME = "http://127.0.0.1"


def jpeg(seed: int = 0, size_wh: tuple[int, int] = (64, 48)) -> bytes:
    """A photo of noise, another for each seed."""
    pixels = np.random.default_rng(seed).integers(0, 256, (size_wh[1], size_wh[0], 3), dtype=np.uint8)
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "JPEG")
    return stream.getvalue()


def client_of(settings: ServerSettings, painter: Any = None) -> TestClient:
    return TestClient(build(InstructCV(painter or PatternPainter()), settings), base_url=HOME)


@pytest.fixture
def client(tmp_path: Path) -> Generator[TestClient]:
    with client_of(ServerSettings(feedback=tmp_path / "feedback")) as made:
        yield made
