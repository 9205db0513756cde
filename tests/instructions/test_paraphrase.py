"""The filter between a language model and the bank, and the endpoint, against a server of the test's own."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from fakes import sentence_encoder
from instructcv.cli._main import main
from instructcv.errors import UserError
from instructcv.instructions.bank import parse_wording
from instructcv.instructions.endpoint import endpoint
from instructcv.instructions.paraphrase import objection, proposals, review_file


@pytest.mark.parametrize(
    ("why", "task", "source", "text", "says"),
    [
        ("a good one", "segmentation", "segment {things}", "kindly give me a clean pixel mask of {things}", ""),
        ("a slot lost", "segmentation", "segment {things}", "segment everything you see", "slots"),
        ("a slot twice", "segmentation", "segment {things}", "segment {things} and {things}", "slots"),
        ("a slot of another kind", "segmentation", "segment {things}", "mask out {plural} for me", "slots"),
        ("another deed", "segmentation", "segment {things}", "please remove {things} from this", "something else"),
        (
            "the opposite",
            "segmentation",
            "segment {things}",
            "whatever you do, don't segment {things}",
            "not understood",
        ),
        (
            "another task",
            "segmentation",
            "segment {things}",
            "draw bounding boxes around {things}",
            "read as detection",
        ),
        ("one that is there", "segmentation", "segment {things}", "segment {things}", "near copy"),
        (
            "yes and no swapped",
            "classification",
            "if there is {a} make it {yes}, otherwise {no}",
            "make the whole picture {no} when {a} is visible and {yes} if not",
            "another way round",
        ),
    ],
)
def test_what_the_filter_says(why: str, task: str, source: str, text: str, says: str) -> None:
    reason = objection(task, parse_wording(source), text, [parse_wording(source)], sentence_encoder())
    assert (says in reason) if says else (reason == ""), f"{why}: {reason}"


def test_answers_are_taken_apart_and_listed_for_review() -> None:
    def write(prompt: str) -> str:
        assert "{things}" in prompt and "segment {things}" in prompt
        return '1. "kindly give me a clean pixel mask of {things}"\n\n- don\'t segment {things}\n'

    found = proposals("segmentation", [parse_wording("segment {things}")], write, sentence_encoder())
    assert [bool(proposal.reason) for proposal in found] == [False, True]
    lines = review_file("segmentation", "train", found).splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    assert kept == ["kindly give me a clean pixel mask of {things}"], "whoever appends the file gets only what passed"
    assert any("don't segment" in line for line in lines if line.startswith("#"))


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            good = asked["model"] == "small" and self.path == "/v1/chat/completions"
            text = f"how far off is all of this, {asked['messages'][0]['role']}?"
            body: Any = {"choices": [{"message": {"content": text}}]} if good else {"error": "no such model"}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            pass

    served = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield served
    served.shutdown()


def test_an_endpoint_answers_or_is_named(server: HTTPServer) -> None:
    url = f"http://127.0.0.1:{server.server_port}/v1"
    assert endpoint(url, "small")("hello") == "how far off is all of this, user?"
    with pytest.raises(UserError, match="chat completion"):
        endpoint(url, "large")("hello")
    with pytest.raises(UserError, match="does not answer"):
        endpoint("http://127.0.0.1:9/v1", "small")("hello")
    with pytest.raises(UserError, match="check --endpoint"):
        endpoint("localhost:8000", "small")("hello")


def test_the_command_ends_in_a_file_to_review(
    server: HTTPServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, out = f"http://127.0.0.1:{server.server_port}/v1", tmp_path / "depth.txt"
    words = ["paraphrase", "depth", "--out", str(out), "--sources", "2"]
    assert main([*words, "--endpoint", url, "--model", "small"]) == 0
    assert "# from:" in out.read_text() or "# refused: 2" in out.read_text()
    out.write_text("reviewed")
    assert main([*words, "--endpoint", url, "--model", "small"]) == 2 and out.read_text() == "reviewed"
    assert "is there already" in capsys.readouterr().err
    assert main(words) == 2
    assert "--model" in capsys.readouterr().err
