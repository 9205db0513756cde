"""What a person says becomes a label that can be painted, read as a data set, and preferred to what was painted."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from fakes import PatternPainter
from instructcv import InstructCV, registry
from instructcv.cli._main import main
from instructcv.errors import UserError
from instructcv.feedback.answered import Answered, of_folder, of_result
from instructcv.feedback.correction import Correction, KnownDepth, iou, sample_of
from instructcv.feedback.store import PREFERRED, REJECTED, Store
from instructcv.labels.colours import to_float
from instructcv.tasks.base import task

H, W = 48, 64
PHOTO = np.random.default_rng(0).integers(0, 256, (H, W, 3), dtype=np.uint8)
MASK, BOX, DEPTH, CLASS, YES = (
    "segment the cat and the dog",
    "box the chairs",
    "how far away is everything?",
    "is it a cat or a dog?",
    "is there a cat?",
)
LEFT = np.zeros((H, W), np.bool_)
LEFT[:, :20] = True


def answered(instruction: str, *, empty: bool = False) -> Answered:
    return of_result(InstructCV(PatternPainter(empty=empty))(PHOTO, instruction))


def said(**what: Any) -> Correction:
    return Correction(**{"verdict": "corrected"} | what)


RIGHT: tuple[tuple[str, str, Correction, bool], ...] = (
    # what, instruction, what is said, whether the picture changes
    ("nothing there", MASK, Correction(verdict="nothing"), True),
    ("no object there", BOX, Correction(verdict="nothing"), True),
    ("no cat", YES, said(label=(None,)), True),
    ("no boxes", BOX, said(boxes=[]), True),
    ("right as it is", MASK, Correction(verdict="good"), False),
    ("right boxes", BOX, Correction(verdict="good"), False),
    ("right depth", DEPTH, Correction(verdict="good"), False),
    ("right class", CLASS, Correction(verdict="good"), False),
    ("one mask", MASK, said(masks={"cat": LEFT}), True),
    ("an empty mask", MASK, said(masks={"cat": LEFT & False}), True),
    ("both masks", MASK, said(masks={"cat": LEFT, "dog": ~LEFT}), True),
    ("a box moved", BOX, said(boxes=[("chair", (18.0, 12.0, 48.0, 36.0))]), True),
    ("a box more", BOX, said(boxes=[("chair", (16.0, 12.0, 48.0, 36.0)), ("chair", (0.0, 0.0, 8.0, 9.0))]), True),
    ("a box outside in part", BOX, said(boxes=[("chair", (-5.0, -5.0, 20.0, 20.0))]), True),
    ("the other class", CLASS, said(label=("dog",)), True),
    ("neither class", CLASS, said(label=(None,)), True),
    ("one depth", DEPTH, said(depths=[KnownDepth(x_px=3, y_px=40, metres=3.0)]), True),
    (
        "two depths",
        DEPTH,
        said(depths=[KnownDepth(x_px=3, y_px=2, metres=8.0), KnownDepth(x_px=3, y_px=45, metres=2.0)]),
        True,
    ),
)


@pytest.mark.parametrize(("instruction", "what", "changes"), [row[1:] for row in RIGHT], ids=[row[0] for row in RIGHT])
def test_what_is_said_is_kept_as_a_label_and_as_a_preference(
    instruction: str, what: Correction, changes: bool, tmp_path: Path
) -> None:
    before = answered(instruction)
    kept = Store(tmp_path).add(before, what, by="test")
    (again,) = Store(tmp_path)
    sample, wanted = again.sample(), sample_of(before, what, again.name)
    assert wanted is not None and (again.photo_name, again.query) == (before.photo_name, before.query)
    assert np.array_equal(sample.photo, PHOTO) and sample.things == wanted.things and sample.label == wanted.label
    assert [i.category for i in sample.instances or ()] == [i.category for i in wanted.instances or ()]
    for ours, theirs in zip(sample.instances or (), wanted.instances or (), strict=True):
        assert ours.box_xyxy_px == theirs.box_xyxy_px and ours.is_crowd == theirs.is_crowd
        assert (ours.mask is None) == (theirs.mask is None)
        assert ours.mask is None or np.array_equal(ours.mask, theirs.mask)
    assert kept.is_pair is changes
    if changes:
        assert again.picture(PREFERRED).shape == again.picture(REJECTED).shape == before.picture.shape


def test_corrections_come_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    store = Store(tmp_path)
    names = [store.add(answered(MASK), Correction(verdict="bad"), by="test").name for _ in range(5)]  # within a second
    assert [kept.name for kept in store] == names


def read_back(kept: Any) -> Any:
    """The preferred picture, as the task reads it."""
    return task(kept.query.task).read(to_float(kept.picture(PREFERRED)), kept.query)


def test_the_preferred_picture_says_what_was_said(tmp_path: Path) -> None:
    store = Store(tmp_path)
    mask = store.add(answered(MASK), said(masks={"cat": LEFT}), by="test")
    share = (read_back(mask).category_map == 0).mean()
    assert share == pytest.approx(20 / 64, abs=0.03)
    assert not read_back(store.add(answered(BOX), Correction(verdict="nothing"), by="test")).found
    assert read_back(store.add(answered(CLASS), said(label=("dog",)), by="test")).label == "dog"
    assert read_back(store.add(answered(YES), said(label=(None,)), by="test")).label is None
    moved = read_back(store.add(answered(BOX), said(boxes=[("chair", (18.0, 12.0, 48.0, 36.0))]), by="test"))
    assert iou(moved.detections[0].box_xyxy_px, (18.0, 16.0, 48.0, 48.0)) > 0.85  # 64 x 64 painted pixels
    depth = store.add(answered(DEPTH), said(depths=[KnownDepth(x_px=3, y_px=40, metres=3.0)]), by="test")
    assert read_back(depth).depth_m[53, 3] == pytest.approx(3.0, rel=0.05)


def test_depth_follows_two_places_and_keeps_near_and_far_in_order() -> None:
    before = answered(DEPTH)
    places = [KnownDepth(x_px=3, y_px=2, metres=8.0), KnownDepth(x_px=3, y_px=45, metres=2.0)]
    sample = sample_of(before, said(depths=places), "x")
    assert sample is not None and sample.depth_m is not None and before.depth_m is not None
    assert sample.depth_m[2, 3] == pytest.approx(8, rel=1e-3) and sample.depth_m[45, 3] == pytest.approx(2, rel=1e-3)
    order, was = (np.argsort(d[:, 3], kind="stable") for d in (sample.depth_m, before.depth_m))
    assert np.array_equal(order, was)


def test_thumbs_down_alone_is_kept_and_teaches_nothing(tmp_path: Path) -> None:
    kept = Store(tmp_path).add(answered(MASK), Correction(verdict="bad"), by="test")
    assert not kept.is_labelled and not kept.is_pair and not (tmp_path / "labels").exists()


WRONG: tuple[tuple[str, str, Correction, str], ...] = (
    ("nothing said", MASK, said(), "nothing was corrected"),
    ("a thing nobody asked for", MASK, said(masks={"cow": LEFT}), "'cow' was not asked for"),
    ("another size", MASK, said(masks={"cat": LEFT[:5]}), "make them equal"),
    ("a box of nothing", BOX, said(boxes=[("chair", (5.0, 5.0, 5.0, 9.0))]), "no area"),
    ("a box outside", BOX, said(boxes=[("chair", (70.0, 5.0, 80.0, 9.0))]), "no area"),
    ("a box that is none", BOX, said(boxes=[("chair", (float("nan"), 5.0, 80.0, 9.0))]), "four numbers"),
    ("a class of a mask", MASK, said(label=("cat",)), "a class was not asked for"),
    ("no such class", CLASS, said(label=("cow",)), "'cow' is not one of the classes"),
    ("depth of a mask", MASK, said(depths=[KnownDepth(x_px=0, y_px=0, metres=1.0)]), "distances were not asked for"),
    ("a place outside", DEPTH, said(depths=[KnownDepth(x_px=W, y_px=0, metres=1.0)]), "outside of the photo"),
    ("no distance", DEPTH, said(depths=[KnownDepth(x_px=0, y_px=0, metres=0.0)]), "between 0.01"),
    ("no depth there", DEPTH, Correction(verdict="nothing"), "no thing was asked for"),
)


@pytest.mark.parametrize(("instruction", "what", "says"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    instruction: str, what: Correction, says: str, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=says):
        Store(tmp_path).add(answered(instruction), what, by="test")
    assert not list(tmp_path.iterdir())


def test_the_labels_are_data_sets_in_the_folder_layout(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for instruction, what in ((row[1], row[2]) for row in RIGHT):
        store.add(answered(instruction), what, by="test")
    opened: dict[str, Any] = {}
    for folder in sorted([*(tmp_path / "labels" / "objects").iterdir(), tmp_path / "labels" / "distances"]):
        splits = [registry.load("datasets", "folder").open(folder, split=split) for split in usable(folder)]
        opened[folder.name] = [item for dataset in splits for item in (dataset[i] for i in range(len(dataset)))]
    assert {name: len(items) for name, items in opened.items()} == {
        "cat+dog": 6,  # five masks, and one photo that is neither
        "chair": 6,
        "cat": 1,
        "distances": 3,
    }
    assert all(sample.things == ("chair",) for sample in opened["chair"])
    assert sorted(path.name for path in (tmp_path / "labels" / "classes" / "cat+dog").iterdir()) == ["cat", "dog"]


def usable(folder: Path) -> list[str]:
    """The splits that the hash of a few names happens to fill."""
    found: list[str] = []
    for split in ("train", "val", "test"):
        try:
            registry.load("datasets", "folder").open(folder, split=split)
            found.append(split)
        except UserError:
            continue
    return found


def test_an_answers_folder_can_be_corrected_from_the_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo, out, feedback = tmp_path / "p.png", tmp_path / "answer", tmp_path / "feedback"
    Image.fromarray(PHOTO).save(photo)
    model = InstructCV(PatternPainter())
    told = {name: model(photo, name).save(out / str(k)).parent for k, name in enumerate((MASK, BOX, DEPTH, CLASS))}
    assert of_folder(told[CLASS]).query == model(photo, CLASS).query
    Image.fromarray(LEFT.astype(np.uint8) * 255).save(tmp_path / "m.png")
    (tmp_path / "b.json").write_text(json.dumps([{"category": "chair", "bbox": [18, 12, 30, 24]}]))
    for arguments in (
        [told[MASK], "--mask", tmp_path / "m.png", "--category", "cat"],
        [told[BOX], "--boxes", tmp_path / "b.json"],
        [told[BOX], "--boxes", told[BOX] / "result.json"],
        [told[DEPTH], "--depth", "3,40=2.5"],
        [told[CLASS], "--label", "dog"],
        [told[CLASS], "--label", "none"],
        [told[MASK], "--good"],
        [told[MASK], "--bad"],
        [told[BOX], "--nothing"],
    ):
        assert main(["correct", *map(str, arguments), "--feedback", str(feedback)]) == 0, arguments
    capsys.readouterr()
    assert main(["feedback", "show", "--feedback", str(feedback)]) == 0
    assert "9 corrections, 8 labels" in capsys.readouterr().out
    pq: Any = pytest.importorskip("pyarrow.parquet", reason="exporting needs pyarrow")
    file = tmp_path / "pairs.parquet"
    assert main(["feedback", "export", "--feedback", str(feedback), "--out", str(file)]) == 0
    table = pq.read_table(file)
    assert {"caption", "jpg_0", "jpg_1", "label_0", "input_image"} <= set(table.column_names)
    assert len(table) == sum(kept.is_pair for kept in Store(feedback)) >= 5


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere", "--good"], "holds no answer"),
        (["."], "say one of --mask"),
        ([".", "--good", "--bad"], "not --good and --bad"),
        ([".", "--mask", "nowhere.png"], "holds no answer"),
    ],
)
def test_a_wrong_order_gets_one_line(
    arguments: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["correct", *arguments]) == 2
    error = capsys.readouterr().err
    assert says in error and error.count("\n") == 1 and not list(tmp_path.iterdir())


def test_a_photo_that_changed_is_not_corrected(tmp_path: Path) -> None:
    photo = tmp_path / "p.png"
    Image.fromarray(PHOTO).save(photo)
    folder = InstructCV(PatternPainter())(photo, MASK).save(tmp_path / "a").parent
    Image.fromarray(PHOTO[:30]).save(photo)
    with pytest.raises(UserError, match="say --photo"):
        of_folder(folder)
    photo.unlink()
    with pytest.raises(UserError, match="not there any more"):
        of_folder(folder)


CHILD = """
import sys, numpy as np
from pathlib import Path
from instructcv.feedback.answered import Answered
from instructcv.feedback.correction import Correction
from instructcv.feedback.store import Store
from instructcv.types import LegendEntry, Query
photo = np.random.default_rng(0).integers(0, 256, (48, 64, 3), dtype=np.uint8)
query = Query(task=sys.argv[2], instruction="segment the cat", legend=(LegendEntry(category="cat", rgb=(255, 0, 0)),))
before = Answered(photo_name="p", photo=photo, query=query, picture=photo[:, :48], found=(), depth_m=None, label=None, checkpoint="")
while True:
    mask = np.zeros((48, 64), bool); mask[:20] = True
    print(Store(Path(sys.argv[1])).add(before, Correction(verdict="corrected", masks={"cat": mask}), by="x").name, flush=True)
"""


@pytest.mark.slow
def test_a_kill_at_any_moment_loses_nothing_that_was_said_to_be_saved(tmp_path: Path) -> None:
    name = answered("segment the cat").query.task
    rng, said_saved = np.random.default_rng(0), []
    for _ in range(KILLS):
        command = [sys.executable, "-c", CHILD, str(tmp_path), name]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        said_saved.append(child.stdout.readline().strip())
        time.sleep(float(rng.uniform(0, 0.05)))
        child.kill()
        said_saved += child.stdout.read().split("\n")[:-1]  # whole lines only
        child.wait()
    store = Store(tmp_path)
    assert {kept.name for kept in store} >= set(said_saved)
    for kept in store:
        kept.sample()
        assert kept.is_pair
    store.add(answered("segment the cat"), Correction(verdict="nothing"), by="test")  # brings the data sets up to date
    told = json.loads((tmp_path / "labels" / "objects" / "cat" / "annotations.json").read_text())
    assert len(told["images"]) == len(store)


KILLS = 12
"""`benchmarks/serve_load.py` does fifty."""
