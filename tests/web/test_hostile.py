"""Requests that a machine makes up from the API's own description, and a few hundred bent by hand: refused, never a crash."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from instructcv.web.settings import ServerSettings

from .conftest import client_of, jpeg

schemathesis: Any = pytest.importorskip("schemathesis", reason="needs schemathesis")
GenerationMode: Any = pytest.importorskip("schemathesis.generation", reason="needs schemathesis").GenerationMode
ALL = list(HealthCheck)
EACH = 250
"""Requests a route, if so many differ: more than a thousand in all."""


@pytest.fixture(scope="module")
def service() -> Any:
    with client_of(ServerSettings(seconds=20.0)) as client:
        yield client


@pytest.fixture(scope="module")
def described(service: Any) -> Any:
    async def always_on(scope: Any, receive: Any, send: Any) -> None:
        """The application without its end: the library opens and closes it for every request."""
        if scope["type"] != "lifespan":
            await service.app(scope, receive, send)
            return
        for state in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{state}.complete"})

    return schemathesis.openapi.from_asgi("/openapi.json", always_on, headers={"host": "127.0.0.1"})


def test_a_made_up_request_is_answered_or_refused_in_one_line(described: Any) -> None:
    asked = 0
    for found in described.get_all_operations():
        operation = found.ok()
        if operation.path == "/v1/learn" and operation.method == "post":
            continue  # takes no body, and begins a process of its own

        by_the_book, against_it = (operation.as_strategy(mode) for mode in GenerationMode)

        @given(case=by_the_book | against_it)
        @settings(
            max_examples=EACH, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=ALL
        )
        def one(case: Any) -> None:
            nonlocal asked
            asked += 1
            answer = case.call(headers={"host": "127.0.0.1"})
            assert answer.status_code < 500, (case.as_curl_command(), answer.text)
            if answer.status_code >= 400:
                told = answer.json()
                assert told["error"].strip() and "\n" not in told["error"]

        one()
    assert asked >= 1_000, asked


def bent() -> list[bytes]:
    """A good form with bytes cut off, doubled, zeroed or put out of order; seeded by place."""
    good = (
        b'--x\r\ncontent-disposition: form-data; name="photo"; filename="../../a.jpg"\r\n\r\n'
        + jpeg()
        + b'\r\n--x\r\ncontent-disposition: form-data; name="instruction"\r\n\r\nsegment the cat\r\n--x--\r\n'
    )
    cuts = [good[: len(good) * part // 60] for part in range(60)]
    doubled = [
        good[:at] + good[at : at + 40] * 2 + good[at + 40 :] for at in range(0, len(good), max(1, len(good) // 60))
    ]
    zeroed = [good[:at] + b"\0\xff" + good[at + 2 :] for at in range(0, 200, 3)]
    return [*cuts, *doubled, *zeroed]


def test_a_bent_form_is_answered_or_refused(service: Any) -> None:
    seen: set[int] = set()
    for body in bent():
        answer = service.post("/v1/predict", content=body, headers={"content-type": "multipart/form-data; boundary=x"})
        seen.add(answer.status_code)
        assert answer.status_code in (200, 400, 422), (body[:200], answer.text)
        assert answer.status_code == 200 or "\n" not in answer.json()["error"]
    assert 200 in seen and 400 in seen
