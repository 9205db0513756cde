"""An exported tiny network answers as its checkpoint does, and without torch; what is wrong with an export is said."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import torch

from exporting import exported_by_the_program
from fakes import sentence_encoder
from instructcv import InstructCV, registry
from instructcv.cli._main import main
from instructcv.cli._options import Runtime
from instructcv.errors import UserError
from instructcv.models.mini import Mini
from instructcv.models.mini.components import trailing_scheduler
from instructcv.models.mini.denoiser import ROW_OF_KIND
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.mini.settings import Calibration
from instructcv.runtimes.base import runtime
from instructcv.runtimes.shared import manifest
from instructcv.runtimes.shared.mini import ExportedMini, squares
from instructcv.tasks.base import task
from instructcv.types import LegendEntry, Query
from tiny import tiny_denoiser, tiny_vae

pytest.importorskip("onnxruntime", reason="the extra onnx is not installed")
pytest.importorskip("onnxscript", reason="the extra export is not installed")


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory) -> Path:
    """It knows its tasks by their names, tells what a photo hardly shows, and was taught two nouns."""
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("tiny") / "model"
    vae = tiny_vae()
    made = tiny_denoiser(vae).calibrated(Calibration(presence_threshold=0.05, photo_shift=0.5, choice_scale=0.7))
    for parameter in made.parameters():  # what begins at zero would hide what is exported wrongly
        if not parameter.any():
            torch.nn.init.normal_(parameter, std=0.02)
    torch.nn.init.zeros_(made.kind.weight)
    for name in registry.names("tasks"):
        embedded = torch.from_numpy(sentence_encoder().embed([name])[0])
        made.kind.weight.data[ROW_OF_KIND[task(name).TRAITS.kind], len(embedded) :] += embedded
    pipeline = InstructCVPipeline(vae=vae, denoiser=made, scheduler=trailing_scheduler())
    pipeline.taught = ("cat", "sofa")
    pipeline.save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def onnx(checkpoint, tmp_path_factory) -> Path:
    """Made in a process of its own: with shapes checked at run time, as in here, tracing takes many times as long."""
    out = tmp_path_factory.mktemp("onnx") / "export"
    exported_by_the_program(checkpoint, out)
    return out


@pytest.fixture
def damaged(onnx, tmp_path) -> Path:
    return Path(shutil.copytree(onnx, tmp_path / "export"))


def photo(h: int = 96, w: int = 130) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (h, w, 3), dtype=np.uint8)


def test_the_command_line_offers_the_registered_runtimes():
    assert sorted(get_args(Runtime)) == list(registry.names("runtimes"))


def test_an_export_says_how_far_it_is_from_torch(onnx):
    told = manifest.read(onnx)
    assert (told.format, told.network, told.size_px) == ("onnx", "mini", 64)
    assert 0 <= told.largest_difference < 0.02


@pytest.mark.parametrize(
    "shape", [(96, 130), (31, 64), (64, 64)], ids=["larger", "as small as the network's square", "it"]
)
@pytest.mark.parametrize("name", registry.names("tasks"))
def test_pictures_are_the_checkpoint_s(checkpoint, onnx, name, shape):
    _, query = task(name).example()
    pictures = [
        runtime(computes).load(source, device="cpu", dtype="fp32").paint(photo(*shape), [query, query])
        for computes, source in (("torch", checkpoint), ("onnx", onnx))
    ]
    np.testing.assert_allclose(*pictures, atol=0.02)


@pytest.fixture(scope="module")
def both(checkpoint, onnx) -> tuple[Mini, ExportedMini]:
    made = [
        runtime(computes).load(s, device="cpu", dtype="fp32") for computes, s in (("torch", checkpoint), ("onnx", onnx))
    ]
    assert isinstance(made[0], Mini) and isinstance(made[1], ExportedMini)
    return made[0], made[1]


def segmentations(nouns: str) -> list[Query]:
    """A question for each noun."""
    red = (255, 0, 0)
    return [
        Query(task="segmentation", instruction=f"find the {noun}", legend=(LegendEntry(category=noun, rgb=red),))
        for noun in nouns.split()
    ]


def test_what_a_photo_hardly_shows_is_not_painted(both):
    queries = segmentations("dog cat vase sofa spoon lamp wall boat")
    model, exported = both
    plain, closer = squares(photo(), 64, 2)
    view = model.look(torch.from_numpy(plain), torch.from_numpy(closer))
    worth = model._worth_painting(view, queries)
    assert exported._worth(exported._view(plain, closer), queries) == worth
    assert 0 < len(worth) < len(queries)  # otherwise this test sees nothing
    np.testing.assert_allclose(*(runner.paint(photo(), queries) for runner in both), atol=0.02)


@pytest.mark.parametrize(("nouns", "hears"), [(("cat", "sofa"), False), (("zebra", "guitar"), True)])
def test_a_choice_among_untaught_nouns_hears_the_backbone(both, nouns, hears):
    blue, red = (0, 0, 255), (255, 0, 0)
    things = tuple(LegendEntry(category=noun, rgb=rgb) for noun, rgb in zip(nouns, (blue, red), strict=True))
    asked = [Query(task="classification", instruction="is it?", legend=things), *segmentations("cat")]
    both[1].__dict__.pop("name_anew", None)
    np.testing.assert_allclose(*(runner.paint(photo(), asked) for runner in both), atol=0.02)
    assert ("name_anew" in both[1].__dict__) == hears


def test_one_look_is_the_checkpoint_s(both):
    queries = [Query(task="depth", instruction="how far away is everything?")]
    two = both[1].paint(photo(), queries)
    for runner in both:
        runner.look_with(1)
    one = [runner.paint(photo(), queries) for runner in both]
    for runner in both:
        runner.look_with(2)
    np.testing.assert_allclose(*one, atol=0.02)
    assert np.abs(one[1] - two).max() > 1e-4  # a look less is another answer


def test_openvino_paints_the_same(checkpoint, onnx, tmp_path, monkeypatch):
    """From the networks that were traced for ONNX, which takes a minute."""
    pytest.importorskip("openvino", reason="the extra openvino is not installed")

    def copied(_network: object, _example: object, path: Path, **_: object) -> None:
        shutil.copyfile(onnx / path.name, path)

    monkeypatch.setattr("instructcv.exports.mini.trace", copied)
    monkeypatch.setattr("instructcv.exports.shared.sentences.trace", copied)
    out = tmp_path / "export"
    assert main(["export", "--format", "openvino", "--checkpoint", str(checkpoint), "--out", str(out)]) == 0
    assert manifest.read(out).largest_difference < 0.02
    _, query = task(registry.names("tasks")[0]).example()
    pictures = [
        runtime(computes).load(source, device="cpu", dtype="fp32").paint(photo(), [query])
        for computes, source in (("torch", checkpoint), ("openvino", out))
    ]
    np.testing.assert_allclose(*pictures, atol=0.02)
    with pytest.raises(UserError, match="take --runtime openvino"):
        runtime("onnx").load(out, device="cpu", dtype="auto")


def test_no_question_is_no_picture(onnx):
    assert runtime("onnx").load(onnx, device="cpu", dtype="auto").paint(photo(), []).shape == (0, 64, 64, 3)


def test_sentences_are_embedded_alike(checkpoint, onnx):
    sentences = ["", "segment the cat", "a " * 200, "segment the cat"]  # nothing, usual, cut, again
    embedded = [
        runtime(computes).load(source, device="cpu", dtype="fp32").embed(sentences)
        for computes, source in (("torch", checkpoint), ("onnx", onnx))
    ]
    np.testing.assert_allclose(*embedded, atol=1e-5)
    assert runtime("onnx").load(onnx, device="cpu", dtype="auto").embed([]).shape == (0, 384)


def test_small_photos_are_magnified_as_torch_does():
    from instructcv.models.mini import as_tensors

    for shape in ((20, 30), (64, 64), (200, 90)):
        ours, theirs = squares(photo(*shape), 64, 2), as_tensors([photo(*shape)], 64)
        for one, other in zip(ours, theirs, strict=True):
            np.testing.assert_allclose(one, other.numpy(), atol=2e-5)


def test_an_export_answers_without_torch(onnx):
    """In a process of its own, in which importing torch fails."""
    code = (
        "import sys; sys.modules['torch'] = None\n"
        "import numpy as np; from instructcv import InstructCV\n"
        f"model = InstructCV.from_pretrained({str(onnx)!r}, runtime='onnx')\n"
        "photo = np.random.default_rng(1).integers(0, 256, (96, 130, 3), dtype=np.uint8)\n"
        "print(model(photo, 'how far away is everything?').depth_m.shape)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "(96, 130)", done.stderr


def drop_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


def cut_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"version": 1, "form', encoding="utf-8")


def other_version(folder: Path) -> None:
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(content | {"version": 99}), encoding="utf-8")


def lead_outside(folder: Path) -> None:
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    content["parts"]["look"] = "../look.onnx"
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")


def drop_part(folder: Path) -> None:
    (folder / "paint.onnx").unlink()


def cut_part(folder: Path) -> None:
    part = folder / "paint.onnx"
    part.write_bytes(part.read_bytes()[:1000])


def spoil_part(folder: Path) -> None:
    part = folder / "paint.onnx"
    part.write_bytes(bytes(part.stat().st_size))


def another_network(folder: Path) -> None:
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    (folder / "manifest.json").write_text(json.dumps(content | {"network": "flux"}), encoding="utf-8")


def forget_part(folder: Path) -> None:
    content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del content["parts"]["sift"]
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (drop_manifest, "holds no export"),
        (cut_manifest, "manifest.json is damaged"),
        (other_version, "layout 99"),
        (lead_outside, "look.onnx is missing"),
        (drop_part, "paint.onnx is missing"),
        (cut_part, "paint.onnx has 1,000 bytes of"),
        (spoil_part, "paint.onnx cannot be loaded"),
        (another_network, "network 'flux'"),
        (forget_part, "'sift' is missing"),
    ],
)
def test_what_is_wrong_with_an_export_is_said(damaged, damage, said):
    damage(damaged)
    with pytest.raises(UserError, match=said):
        runtime("onnx").load(damaged, device="auto", dtype="auto")


def test_what_an_export_cannot_do_is_said(onnx):
    with pytest.raises(UserError, match="fp32, not bf16"):
        runtime("onnx").load(onnx, device="auto", dtype="bf16")
    with pytest.raises(UserError, match="no device 'tpu'"):
        runtime("onnx").load(onnx, device="tpu", dtype="auto")
    model = InstructCV.from_pretrained(onnx, runtime="onnx")
    with pytest.raises(UserError, match="in one pass"):
        model(photo(), "segment the cat", passes=2)
    with pytest.raises(UserError, match="no diffusers pipeline"):
        _ = model.pipeline


def test_nothing_exported_yet_names_the_command(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(UserError, match="instructcv export --format onnx --out DIR"):
        runtime("onnx").load(None, device="auto", dtype="auto")


def test_a_folder_that_is_no_export_is_not_overwritten(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    assert main(["export", "--out", str(tmp_path)]) == 2
    assert (tmp_path / "thesis.txt").is_file()
