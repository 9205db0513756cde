"""What the routes answer: the same as `predict`, and one line for whatever is wrong."""

import base64
import io
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from fakes import NoisyPainter, PatternPainter
from instructcv import InstructCV
from instructcv.errors import UserError
from instructcv.feedback.store import Store
from instructcv.photos import open_photo
from instructcv.web.answers import Answers
from instructcv.web.settings import ServerSettings

from .conftest import client_of, jpeg

FOUR = ("segment the cat and the dog", "box the chairs", "how far away is everything?", "is there a cat?")


def ask(client: Any, instruction: Any = "segment the cat", *, photo: bytes | None = None, **fields: Any) -> Any:
    payload = jpeg() if photo is None else photo
    return client.post("/v1/predict", files={"photo": ("p.jpg", payload)}, data={"instruction": instruction, **fields})


def without_time(told: dict[str, Any]) -> dict[str, Any]:
    """An answer less what two runs of one program differ in, and less what only a server says."""
    ours = ("seconds", "id", "size", "files", "probabilities")
    kept = {key: value for key, value in told.items() if key not in ours}
    return kept | {"also": [without_time(other) for other in told["also"]]}


@pytest.mark.parametrize("painter", [PatternPainter, NoisyPainter], ids=["clean", "noisy"])
def test_an_answer_is_that_of_predict_to_the_last_digit(painter: Any, tmp_path: Path) -> None:
    with client_of(ServerSettings(), painter()) as client:
        answers = ask(client, FOUR).json()["answers"]
        one_by_one = [ask(client, text).json()["answers"][0] for text in FOUR]
    model = InstructCV(painter())
    wanted = [model(open_photo(jpeg()), text, photo_name="p.jpg").to_json() for text in FOUR]
    assert [without_time(told) for told in answers] == [without_time(told) for told in wanted]
    assert [without_time(told) for told in one_by_one] == [without_time(told) for told in wanted]


def test_base64_in_json_is_the_same_as_a_form(client: Any) -> None:
    form = ask(client).json()["answers"][0]
    for photo in (base64.b64encode(jpeg()).decode(), "data:image/jpeg;base64," + base64.b64encode(jpeg()).decode()):
        body = {"photo": photo, "instruction": "segment the cat", "photo_name": "p.jpg"}
        answer = client.post("/v1/predict", json=body).json()["answers"][0]
        assert without_time(answer) == without_time(form)


def test_pictures_come_as_links_or_in_base64_or_not_at_all(client: Any) -> None:
    assert "files" not in ask(client).json()["answers"][0]
    linked = ask(client, pictures="links").json()["answers"][0]
    inside = ask(client, pictures="base64").json()["answers"][0]
    assert set(linked["files"]) == set(inside["files"]) >= {"overlay.png", "painted.png", "mask.png", "result.json"}
    for name, link in linked["files"].items():
        got = client.get(link)
        assert got.status_code == 200
        if name.startswith("mask"):
            assert got.content == base64.b64decode(inside["files"][name])
    shown = Image.open(io.BytesIO(client.get(linked["files"]["mask.png"]).content))
    assert np.asarray(shown).shape == (48, 64)
    result = json.loads(client.get(linked["files"]["result.json"]).content)
    assert result["understood"] == linked["understood"]


def test_an_answer_can_be_fetched_again_until_it_is_forgotten() -> None:
    with client_of(ServerSettings(kept_bytes=1)) as client:  # room for the last answer only
        first = ask(client).json()["answers"][0]["id"]
        assert client.get(f"/v1/answers/{first}").json()["id"] == first
        second = ask(client).json()["answers"][0]["id"]
        assert client.get(f"/v1/answers/{second}").status_code == 200
        gone = client.get(f"/v1/answers/{first}")
        assert gone.status_code == 404 and "ask again" in gone.json()["error"]


def test_what_else_a_sentence_asks_is_an_answer_of_its_own() -> None:
    model, answers = InstructCV(PatternPainter()), Answers(10**9)
    first, second = (model(open_photo(jpeg()), text) for text in FOUR[:2])
    name = answers.keep(replace(first, also=(second,)))
    (other,) = answers.also(name)
    assert answers.get(other) is second and len(answers) == 2 and answers.also("nobody") == ()
    assert "mask.png" in (answers.files(other) or {})
    answers.close()


def test_depth_is_fetched_as_numbers(client: Any) -> None:
    answer = ask(client, "how far away is everything?", pictures="links").json()["answers"][0]
    depth_m = np.load(io.BytesIO(client.get(answer["files"]["depth.npy"]).content))
    assert depth_m.shape == (48, 64) and 0.9 < depth_m.min() < depth_m.max() < 4.2


WRONG: tuple[tuple[str, dict[str, Any], int, str], ...] = (
    ("nothing at all", {}, 415, "multipart"),
    ("no photo", {"data": {"instruction": "segment the cat"}, "files": {"other": ("a", b"x")}}, 422, "only photo"),
    ("text for a photo", {"files": {"photo": (None, "abc")}}, 422, "send it as a file"),
    ("no instruction", {"files": {"photo": ("a.jpg", jpeg())}}, 422, "instruction"),
    (
        "an empty instruction",
        {"files": {"photo": ("a.jpg", jpeg())}, "data": {"instruction": ""}},
        422,
        "instruction",
    ),
    ("blanks", {"files": {"photo": ("a.jpg", jpeg())}, "data": {"instruction": "  "}}, 400, "empty"),
    ("not understood", {"files": {"photo": ("a.jpg", jpeg())}, "data": {"instruction": "qwrt zxcv"}}, 400, ""),
    ("no picture", {"files": {"photo": ("a.jpg", b"hello")}, "data": {"instruction": "segment the cat"}}, 400, "photo"),
    ("empty photo", {"files": {"photo": ("a.jpg", b"")}, "data": {"instruction": "segment the cat"}}, 422, "empty"),
    (
        "cut photo",
        {"files": {"photo": ("a.jpg", jpeg()[:900])}, "data": {"instruction": "segment the cat"}},
        400,
        "damaged",
    ),
    ("two photos", {"files": [("photo", ("a", jpeg())), ("photo", ("b", jpeg()))]}, 400, "Too many files"),
    ("no base64", {"json": {"photo": "%%%", "instruction": "segment the cat"}}, 422, "base64"),
    ("a number for a photo", {"json": {"photo": 3, "instruction": "segment the cat"}}, 422, "photo"),
    ("a field too many", {"json": {"photo": "", "instruction": "x", "file": "/etc/passwd"}}, 422, "file"),
    ("a list", {"json": []}, 422, "body"),
    ("no JSON", {"content": b"{", "headers": {"content-type": "application/json"}}, 422, "body"),
    (
        "nested without end",
        {"content": b"[" * 200_000, "headers": {"content-type": "application/json"}},
        422,
        "body",
    ),
    ("XML", {"content": b"<a/>", "headers": {"content-type": "text/xml"}}, 415, "multipart"),
    ("a form without a border", {"content": b"x", "headers": {"content-type": "multipart/form-data"}}, 400, ""),
    (
        "too many passes",
        {"files": {"photo": ("a.jpg", jpeg())}, "data": {"instruction": "segment the cat", "passes": "51"}},
        422,
        "passes",
    ),
    (
        "a seed below zero",
        {"files": {"photo": ("a.jpg", jpeg())}, "data": {"instruction": "segment the cat", "seed": "-1"}},
        422,
        "seed",
    ),
    (
        "too many instructions",
        {"files": {"photo": ("a.jpg", jpeg())}, "data": {"instruction": ["segment the cat"] * 17}},
        422,
        "at most 16",
    ),
)


@pytest.mark.parametrize(("body", "status", "says"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_what_is_wrong_gets_one_line(client: Any, body: dict[str, Any], status: int, says: str) -> None:
    answer = client.post("/v1/predict", **body)
    told = answer.json()
    assert answer.status_code == status, told
    assert says in told["error"] and "\n" not in told["error"]
    assert told["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/answers/nobody", 404),
        ("/v1/answers/../../etc/passwd", 404),
        ("/v1/answers/%2e%2e%2f%2e%2e/passwd", 404),
        ("/v1/answers/a/..%2fapp.py", 404),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/v1/predict", 405),
        ("/nowhere", 404),
    ],
)
def test_paths_lead_nowhere_else(client: Any, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status and "error" in answer.json()


def test_a_photo_beyond_the_limits_is_not_read() -> None:
    with client_of(ServerSettings(max_bytes=20_000, max_pixels=1000)) as client:
        assert ask(client).status_code == 400  # 64 x 48 pixels
        assert ask(client, photo=b"x" * 30_000).status_code == 413

        def pieces() -> Any:  # no length announced
            for _ in range(40):
                yield b"x" * 1000

        answer = client.post("/v1/predict", content=pieces(), headers={"content-type": "application/json"})
        assert answer.status_code == 413 and "bytes" in answer.json()["error"]


def test_sentences_are_understood_one_by_one(client: Any) -> None:
    told = client.post("/v1/understand", json={"instruction": ["segment the cat", "qwrt zxcv"]}).json()["understood"]
    assert told[0]["categories"] == ["cat"] and "error" in told[1]
    assert client.post("/v1/understand", json={"instruction": ["segment the cat"] * 17}).status_code == 422


SAID: tuple[tuple[str, str, dict[str, Any], int, str], ...] = (
    ("nothing", FOUR[0], {}, 422, "say one of"),
    ("two things", FOUR[0], {"verdict": "good", "label": "cat"}, 422, "say one of"),
    ("null", FOUR[0], {"verdict": None}, 422, "say one of"),
    ("not a verdict", FOUR[0], {"verdict": "great"}, 422, "verdict"),
    ("a mask of nobody", FOUR[0], {"masks": {"cow": {"size": [48, 64], "counts": [3072]}}}, 400, "not asked for"),
    ("a mask too small", FOUR[0], {"masks": {"cat": {"size": [48, 64], "counts": [9]}}}, 400, "does not fit"),
    ("a box of infinity", FOUR[1], {"boxes": [{"category": "chair", "bbox": [0, 0, 1e300, 1]}]}, 422, "boxes"),
    ("good", FOUR[0], {"verdict": "good"}, 200, ""),
    ("bad", FOUR[0], {"verdict": "bad"}, 200, ""),
    ("a mask", FOUR[0], {"masks": {"cat": {"size": [48, 64], "counts": [96, 96, 2880]}}}, 200, ""),
    ("no boxes", FOUR[1], {"boxes": []}, 200, ""),
    ("a depth", FOUR[2], {"depths": [{"x": 1, "y": 1, "metres": 2}]}, 200, ""),
    ("no cat", FOUR[3], {"label": None}, 200, ""),
)


@pytest.mark.parametrize(("asked", "said", "status", "says"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_corrections_are_kept_or_refused(
    client: Any, tmp_path: Path, asked: str, said: dict[str, Any], status: int, says: str
) -> None:
    name = ask(client, asked).json()["answers"][0]["id"]
    answer = client.post(f"/v1/answers/{name}/corrections", json=said)
    assert answer.status_code == status, answer.text
    assert len(Store(tmp_path / "feedback")) == int(status == 200)
    if status == 200:
        assert answer.json()["correction"]
        assert "instructcv_corrections_total 1.0" in client.get("/metrics").text
    else:
        assert says in answer.json()["error"]
    assert client.post("/v1/answers/nobody/corrections", json={"verdict": "good"}).status_code == 404


def test_a_token_is_asked_for_where_there_is_one() -> None:
    with client_of(ServerSettings(token="opensesame", host="0.0.0.0")) as client:
        assert client.get("/healthz").status_code == client.get("/readyz").status_code == 200
        for path in ("/metrics", "/v1/answers/x"):
            assert client.get(path).status_code == 401
            assert client.get(path, headers={"authorization": "Bearer opensesam"}).status_code == 401
            assert client.get(path, headers={"authorization": "Basic opensesame"}).status_code == 401
        right = {"authorization": "Bearer opensesame"}
        assert client.get("/metrics", headers=right).status_code == 200
        assert client.get("/v1/answers/x", headers=right).status_code == 404


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": "http://127.0.0.1"}, 200),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://[broken"}, 403),
        ({"host": "evil.example"}, 421),
        ({"host": "localhost:9"}, 200),
    ],
)
def test_other_sites_pages_are_refused(client: Any, headers: dict[str, str], status: int) -> None:
    assert client.get("/healthz", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"host": "0.0.0.0"}, "token"),
        ({"host": "example.org"}, "token"),
        ({"host": "::"}, "token"),
        ({"token": "short"}, "8 ASCII"),
        ({"port": 70000}, "port"),
        ({"queue": 0}, "queue"),
        ({"seconds": float("nan")}, "seconds"),
    ],
)
def test_a_server_that_should_not_be_is_refused(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(UserError, match=says):
        ServerSettings(**wrong)


def test_the_counters_count(client: Any) -> None:
    ask(client)
    ask(client, photo=b"x")
    text = client.get("/metrics").text
    assert 'instructcv_requests_total{route="/v1/predict",status="200"} 1.0' in text
    assert 'instructcv_requests_total{route="/v1/predict",status="400"} 1.0' in text
    assert 'instructcv_answers_total{task="segmentation"} 1.0' in text


def test_nothing_is_fetched_from_elsewhere(client: Any) -> None:
    for path in ("/", "/docs"):
        page = client.get(path)
        assert page.status_code == 200 and "//" not in page.text
        assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "/v1/predict" in client.get("/openapi.json").json()["paths"]


def test_learning_begins_once_and_says_how_it_stands(client: Any) -> None:
    assert client.get("/v1/learn").json() | {"corrections": 0} == {
        "state": "idle",
        "report": "",
        "progress": "",
        "corrections": 0,
        "can_learn": False,
        "can_undo": False,
    }
    assert client.post("/v1/learn/undo").status_code == 400
    assert client.post("/v1/learn").json()["state"] == "running"
    assert client.post("/v1/learn").status_code == client.post("/v1/learn/undo").status_code == 409
    told: dict[str, Any] = {"state": "running"}
    while told["state"] == "running":
        time.sleep(0.2)
        told = client.get("/v1/learn").json()
    assert told["state"] == "failed" and "no folder" in told["report"]  # nobody has corrected anything
