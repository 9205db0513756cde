"""The command refuses in one line what can only go wrong, before a model is opened."""

import importlib.util
from typing import Any

import pytest

from instructcv.cli import serve
from instructcv.cli._main import main


def test_a_missing_extra_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = importlib.util.find_spec
    monkeypatch.setattr(serve, "find_spec", lambda name: None if name == "uvicorn" else there(name))
    assert main(["serve"]) == 2
    assert capsys.readouterr().err == "instructcv: serving needs the package uvicorn; pip install 'instructcv[serve]'\n"


@pytest.mark.parametrize(
    ("arguments", "token", "says"),
    [
        (["--host", "0.0.0.0"], None, "nobody would have to show a token"),
        (["--host", "0.0.0.0"], "short", "8 ASCII characters"),
        (["--port", "70000"], None, "--port"),
        (["--seconds", "0"], None, "--seconds"),
        (["--queue", "0"], None, "--queue"),
    ],
)
def test_a_server_that_should_not_be_is_refused(
    arguments: list[str],
    token: str | None,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pytest.importorskip("fastapi", reason="the server needs the extra serve")
    opened: list[Any] = []
    monkeypatch.setattr("instructcv.inference.predictor.InstructCV.from_pretrained", lambda *a, **k: opened.append(a))
    monkeypatch.delenv(serve.TOKEN, raising=False)
    if token is not None:
        monkeypatch.setenv(serve.TOKEN, token)
    assert main(["serve", *arguments]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1 and not opened
