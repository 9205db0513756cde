"""The client's result is that of the local call."""

import socket
import threading
import time
from collections.abc import Generator
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

uvicorn: Any = pytest.importorskip("uvicorn", reason="the server needs the extra serve")

from fakes import PatternPainter  # noqa: E402
from instructcv import InstructCV  # noqa: E402
from instructcv.client import Client  # noqa: E402
from instructcv.errors import UserError  # noqa: E402
from instructcv.web.app import build  # noqa: E402
from instructcv.web.settings import ServerSettings  # noqa: E402

PHOTO = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
TOKEN = "opensesame"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    settings = ServerSettings(feedback=tmp_path_factory.mktemp("client"), token=TOKEN)
    sock = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build(InstructCV(PatternPainter()), settings), log_level="warning"))
    thread = threading.Thread(target=server.run, args=([sock],))
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


def without_time(told: dict[str, Any]) -> dict[str, Any]:
    """Less what two runs differ in, and the words of which only the server knows how they were read."""
    also = [without_time(other) for other in told["also"]]
    return told | {"seconds": 0, "unread": [], "also": also}


@pytest.mark.parametrize(
    "instruction",
    [
        "segment the cat and the dog",
        "box the chairs",
        "how far away is everything?",
        "is it a cat or a dog?",
        "is there a cat?",
        "segment the cat and box the chairs",
    ],
)
def test_a_result_is_that_of_the_local_call(address: str, instruction: str, tmp_path: Path) -> None:
    theirs = Client(address, token=TOKEN)(PHOTO, instruction)
    ours = InstructCV(PatternPainter())(PHOTO, instruction)
    a, b = (without_time(result.to_json()) for result in (theirs, ours))
    assert a == b
    for name in ("photo", "picture", "boxes", "scores", "masks", "depth_m"):
        a, b = getattr(theirs, name), getattr(ours, name)
        assert (a is None) == (b is None), name
        if a is not None:
            np.testing.assert_allclose(a, b, atol=0.011)
    assert theirs.query == ours.query and theirs.categories == ours.categories and len(theirs.also) == len(ours.also)
    assert {item.name for item in fields(theirs)} == {item.name for item in fields(ours)}
    assert theirs.save(tmp_path).exists()


def test_refusals_are_the_servers_own_words(address: str) -> None:
    with pytest.raises(UserError, match=r"refuses \(401\)"):
        Client(address, token="wrong")(PHOTO, "segment the cat")
    with pytest.raises(UserError, match=r"refuses \(400\)"):
        Client(address, token=TOKEN)(PHOTO, "qwrt zxcv")
    with pytest.raises(UserError, match="cannot be asked"):
        Client("http://127.0.0.1:9")(PHOTO, "segment the cat")
    assert Client(address, token=TOKEN).understand("box the chairs")[0]["categories"] == ["chair"]
