"""Sharing: a folder that loads again, a card whose every number stands in a result file, a push that explains itself."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import huggingface_hub
import pytest
import yaml
from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalTokenNotFoundError, OfflineModeIsEnabled

import sd15_toys
from instructcv.cli._main import main
from instructcv.evaluation.results import Figure, write
from instructcv.models.base import EMBEDDED, load

LINES = (
    "license: apache-2.0",
    "COCO | CC-BY-4.0",
    "shapes: IoU",
    "0.75",
    "≥ 0.8 ✗",
    "instructcv figures",
    "Never seen: snow.",
)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    sd15_toys.pipeline().save_pretrained(folder)
    return folder


@pytest.fixture
def results(tmp_path: Path) -> Path:
    path = tmp_path / "shapes.json"
    figure = Figure(name="shapes: IoU", value=0.75, target=0.8, note="8 photos", constant=0.1, random=0.05)
    write([figure], path, command="instructcv figures --only shapes")
    return path


def test_a_shared_folder_loads_again_and_its_card_says_what_was_measured(
    model: Path, results: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    capfd.readouterr()
    options = ["--licence", "apache-2.0", "--data", "COCO=CC-BY-4.0", "--limit", "Never seen: snow."]
    assert main(["share", str(model), "--out", str(out), "--results", str(results), *options]) == 0
    assert capfd.readouterr() == (f"{out}\n", "") and {*tmp_path.iterdir()} == {results, out}
    text = (out / "README.md").read_text()
    for line in LINES:
        assert line in text
    front: dict[str, Any] = yaml.safe_load(text.split("---")[1])
    assert front["model-index"][0]["results"][0]["metrics"][0]["value"] == 0.75
    assert load(out, device="cpu").label_format.name == "original"


def test_a_card_shows_what_accuracy_costs_in_passes(model: Path, tmp_path: Path) -> None:
    """results/one_pass.json has rows instead of figures; the command's own help names it."""
    rows = [{"model": "after", "passes": passes, "mIoU": 0.25 + passes} for passes in (1, 50)]
    content = {"command": "python benchmarks/one_pass.py", "commit": "abc", "machine": "one", "date": "2026-11-25"}
    file = tmp_path / "one_pass.json"
    file.write_text(json.dumps(content | {"white_everywhere_mIoU": 0.1, "rows": rows}))
    assert main(["share", str(model), "--out", str(tmp_path / "out"), "--results", str(file)]) == 0
    text = (tmp_path / "out" / "README.md").read_text()
    for line in ("## Accuracy against passes: one_pass", "| model | passes | mIoU |", "| after | 50 | 50.25 |"):
        assert line in text
    assert "benchmarks/one_pass.py" in text and "license: creativeml-openrail-m" in text


def test_a_mini_model_is_not_given_stable_diffusions_licence(tmp_path: Path) -> None:
    assert main(["share", str(EMBEDDED), "--out", str(tmp_path / "out")]) == 0
    assert "license: apache-2.0" in (tmp_path / "out" / "README.md").read_text()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--results", "missing.json"], "missing.json is missing"),
        (["--data", "COCO"], "NAME=LICENCE"),
    ],
)
def test_wrong_options_get_one_line(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    assert main(["share", str(model), "--out", str(tmp_path / "out"), *arguments]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1 and not (tmp_path / "out").exists()


def test_a_result_file_of_something_else_gets_one_line(model: Path, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"figures": [{"name": "a"}]}))
    assert main(["share", str(model), "--out", str(tmp_path / "out"), "--results", str(tmp_path / "a.json")]) == 2


def test_a_push_says_where_it_went(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pushed: list[Any] = []
    monkeypatch.setattr(huggingface_hub.HfApi, "create_repo", lambda *_, **options: pushed.append(options))
    monkeypatch.setattr(huggingface_hub.HfApi, "upload_folder", lambda _, **told: f"hub/{told['repo_id']}")
    assert main(["share", str(model), "--out", str(tmp_path / "out"), "--to", "me/model", "--private"]) == 0
    assert "hub/me/model" in capsys.readouterr().out and pushed == [{"private": True, "exist_ok": True}]


def refusal(status: int) -> HfHubHTTPError:
    response: Any = SimpleNamespace(status_code=status, headers={}, request=None)  # whichever HTTP client made it
    return HfHubHTTPError("no way out", response=response)


@pytest.mark.parametrize(
    ("error", "mend"),
    [
        pytest.param(OfflineModeIsEnabled("no way out"), "unset HF_HUB_OFFLINE", id="told to stay offline"),
        pytest.param(HfHubHTTPError.__bases__[0]("no way out"), "check the network", id="the HTTP client's own"),
        pytest.param(ConnectionError("no way out"), "check the network", id="the system's own"),
        pytest.param(LocalTokenNotFoundError("no way out"), "hf auth login", id="not logged in"),
        pytest.param(refusal(401), "hf auth login", id="a wrong token"),
        pytest.param(refusal(503), "try again later", id="the hub's mistake"),
        pytest.param(HFValidationError("no way out"), "OWNER/NAME", id="no name of a repository"),
    ],
)
def test_a_push_that_fails_gets_one_line_with_the_mend(
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    mend: str,
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    out = tmp_path / "out"
    monkeypatch.setattr(huggingface_hub.HfApi, "create_repo", fail)
    assert main(["share", str(model), "--out", str(out), "--to", "me/model"]) == 2
    said = capsys.readouterr().err
    assert "not pushed to me/model: no way out" in said and said.count("\n") == 1
    assert mend in said and f"`hf upload me/model {out}`" in said and (mend == "hf auth login") == ("log in" in said)
    assert (out / "model_index.json").exists()
