"""Builds of tiny data sets: same bytes always, nothing lost or twice, every pair reads back, every mistake one line."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest

import layouts
from instructcv.cli._main import main
from instructcv.errors import UserError
from instructcv.pairs import fingerprints, rows, sheet
from instructcv.pairs.build import build
from instructcv.pairs.config import BuildConfig, SourceConfig
from instructcv.pairs.store import place_of
from instructcv.tasks.base import task
from instructcv.types import Split


def voc(root: Path, split: Split = "train") -> SourceConfig:
    if not root.exists():
        layouts.voc(root)
    return SourceConfig(dataset="voc", root=root, split=split)


def camvid(root: Path, split: Split = "train") -> SourceConfig:
    """Photos of one size whose pixels differ by split, so that no split loses one to another."""
    if not root.exists():
        layouts.camvid(root)
        for seed, name in enumerate(("train", "val", "test")):
            layouts.write_photo(root / name / "0001TP_008550.png", seed=seed)
            (root / name / "0001TP_008550.png").rename(root / name / f"{name}.png")
            (root / f"{name}annot" / "0001TP_008550.png").rename(root / f"{name}annot" / f"{name}.png")
            layouts.write_text(root / f"{name}.txt", f"{name}/{name}.png {name}annot/{name}.png")
    return SourceConfig(dataset="camvid", root=root, split=split)


def mixed(root: Path) -> BuildConfig:
    """Regions, depth, masks, boxes, labels: three sources, two photos a shard."""
    for name in ("nyuv2", "oxford_pet"):
        if not (root / name).exists():
            layouts.WRITERS[name](root / name)
    sources = tuple(SourceConfig(dataset=n, root=root / n, split="train") for n in ("nyuv2", "oxford_pet"))
    return BuildConfig(sources=(*sources, voc(root / "voc")), questions=4, photos_per_shard=2)


def shards(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((out / "data").iterdir())}


def table(out: Path, split: str = "train") -> list[dict[str, Any]]:
    place = place_of(out, split)
    return [row for shard in range(place.shards) for row in pq.read_table(place.parquet(shard)).to_pylist()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build(mixed(folder / "data"), folder / "out")
    return folder


def test_rows_are_whole_and_read_back(built: Path) -> None:
    found = table(built / "out")
    assert len(found) >= 15 and {row["task"] for row in found} == {
        "segmentation", "detection", "depth", "classification",
    }  # fmt: skip
    for row in found:
        assert list(row)[:3] == ["input_image", "edit_prompt", "edited_image"]
        query = rows.query_of(row)
        photo, target = (rows.decoded(row[name]["bytes"]) for name in ("input_image", "edited_image"))
        assert photo.shape == target.shape
        assert row["edit_prompt"] and row["licence"] and row["split"] == "train"
        label = json.loads(row["label"])
        answer = task(row["task"]).read(target.astype(np.float32) / 255, query)
        if row["task"] == "classification":
            assert answer.label == label["class"]
        if row["task"] == "detection":
            assert len(answer.detections) == len(label["boxes_xyxy_px"])
        if row["task"] == "segmentation":
            assert answer.category_map is not None
            areas = [float((answer.category_map == i).mean()) for i in range(len(query.legend))]
            assert areas == pytest.approx(list(label["areas"].values()), abs=1e-4)


def test_unknown_pixels_are_noted(built: Path) -> None:
    depth = next(row for row in table(built / "out") if row["task"] == "depth")
    known = rows.decoded(depth["known"]["bytes"])
    assert known[0, 0].max() == 0 and known.mean() > 250  # layouts.depth_map: one pixel without a value


def test_a_photo_is_stored_once(built: Path) -> None:
    """Four questions about random pixels, which no codec makes smaller: a copy each would weigh four photos."""
    photos = {row["key"]: len(row["input_image"]["bytes"]) for row in table(built / "out")}
    stored = sum(
        pq.read_metadata(path).row_group(group).column(0).total_compressed_size
        for path in (built / "out" / "data").iterdir()
        for group in range(pq.read_metadata(path).num_row_groups)
    )
    assert stored < 1.5 * sum(photos.values())


def test_the_same_bytes_again_and_after_loss(built: Path, tmp_path: Path) -> None:
    """One shard lost, one report lost, one shard cut short, half-written files left: the same bytes come back."""
    config, whole = mixed(built / "data"), shards(built / "out")
    again = build(config, tmp_path / "out")
    assert shards(tmp_path / "out") == whole and again.written == again.shards == len(whole) == 3
    place = place_of(tmp_path / "out", "train")
    place.parquet(0).unlink()
    place.report(1).unlink()
    place.parquet(2).write_bytes(place.parquet(2).read_bytes()[:100])
    (tmp_path / "out" / "data" / ".train-00001-of-00003.parquet.abc.tmp").write_bytes(b"half")
    assert build(config, tmp_path / "out").written == 3
    assert shards(tmp_path / "out") == whole
    assert build(config, tmp_path / "out").written == 0


@pytest.mark.slow
def test_two_workers_write_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build(mixed(built / "data"), tmp_path / "out", workers=2)
    assert shards(tmp_path / "out") == shards(built / "out")


@pytest.mark.slow
def test_a_killed_build_goes_on(built: Path, tmp_path: Path) -> None:
    config = replace(mixed(built / "data"), photos_per_shard=1)
    sources = [(source.dataset, str(source.root)) for source in config.sources]
    words = [word for name, root in sources for word in ("--dataset", name, "--root", root)]
    command = [sys.executable, "-m", "instructcv", "build", *words, "--out", str(tmp_path / "out")]
    command += ["--questions", "4", "--photos-per-shard", "1", "--workers", "1"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 300
    while not list((tmp_path / "out").glob("build/train/0*.json")) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    resumed = build(config, tmp_path / "out")
    assert resumed.written < resumed.shards, "what was done is not done again"
    build(config, tmp_path / "clean")
    assert shards(tmp_path / "out") == shards(tmp_path / "clean")


def test_folders_are_found_from_another_working_directory(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a node's of a Ray cluster is, which is where `ray start` was typed."""
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    shutil.copytree(built / "data" / "voc", tmp_path / "here" / "voc")

    def elsewhere(work: Any, jobs: Any, **_: Any) -> Iterator[tuple[int, int]]:
        monkeypatch.chdir(tmp_path / "there")
        done = [(job, work(job)) for job in jobs]
        monkeypatch.chdir(tmp_path / "here")
        yield from done

    monkeypatch.setattr("instructcv.pairs.build.backend", lambda _: elsewhere)
    monkeypatch.chdir(tmp_path / "here")
    build(BuildConfig(sources=(voc(Path("voc")),)), Path("out"))
    assert len(table(tmp_path / "here" / "out")) > 0 and not list((tmp_path / "there").iterdir())


def test_another_config_is_refused_by_name(built: Path) -> None:
    with pytest.raises(UserError, match=r"config\.seed was 0 and is 1"):
        build(replace(mixed(built / "data"), seed=1), built / "out")


def test_the_card_tells(built: Path) -> None:
    card = (built / "out" / "README.md").read_text()
    assert "path: data/train-*.parquet" in card and "Round trip" in card and "CC BY-SA 4.0" in card
    assert "JPEG of quality 90" in card
    assert str(built) not in card, "the folders of the machine that built it are nobody's business"
    page = (built / "out" / "card.html").read_text()
    assert "data:image/jpeg;base64," in page and 'src="card' not in page
    for report in place_of(built / "out", "train").reports():
        for name, sums in report["checks"].items():
            assert sums["worst"] >= 0.99 if name in ("segmentation", "classification") else sums["worst"] <= 1


@pytest.mark.parametrize("negatives", [0.0, 1.0])
def test_negatives_come_at_the_chosen_rate(negatives: float, tmp_path: Path) -> None:
    config = BuildConfig(sources=(camvid(tmp_path / "camvid"),), questions=12, negatives=negatives)
    # Every pixel has a label: where some have none, nothing is absent.
    layouts.write_png(tmp_path / "camvid" / "trainannot" / "train.png", layouts.class_map(0, 10))
    build(config, tmp_path / "out")
    for row in table(tmp_path / "out"):
        label = json.loads(row["label"])
        there = any(label["areas"].values()) if "areas" in label else label["class"] is not None
        assert there is (negatives == 0.0)


def test_tasks_and_formats_are_those_asked_for(tmp_path: Path) -> None:
    config = BuildConfig(
        sources=(voc(tmp_path / "voc"),), tasks={"segmentation": 1.0, "detection": 0.0}, formats={"original": 1.0}
    )
    build(config, tmp_path / "out")
    found = table(tmp_path / "out")
    assert {(row["task"], row["format"]) for row in found} == {("segmentation", "original")}


def boxes_only(root: Path) -> SourceConfig:
    """Two photos with a dog's box each, in YOLO's text, and no mask anywhere; a cat is nowhere."""
    for name in ("a", "b"):
        layouts.write_photo(root / "train" / "images" / f"{name}.jpg", seed=ord(name))
        layouts.write_text(root / "train" / "labels" / f"{name}.txt", "0 0.5 0.5 0.5 0.5")
    layouts.write_text(root / "train" / "classes.txt", "dog", "cat")
    return SourceConfig(dataset="folder", root=root, split="train")


def test_boxes_without_masks_do_not_become_negatives(tmp_path: Path) -> None:
    """In `legend` only the absent cat could be detected or segmented: no share of negatives would be kept."""
    config = BuildConfig(sources=(boxes_only(tmp_path / "mine"),), questions=8, negatives=0.0)
    build(config, tmp_path / "out")
    found = table(tmp_path / "out")
    assert len(found) == 16 and {row["task"] for row in found} == {"classification"}
    assert {json.loads(row["label"])["class"] for row in found} == {"dog"}
    detection = replace(config, tasks={"detection": 1.0})
    with pytest.raises(UserError, match="--format original"):
        build(detection, tmp_path / "none")
    build(replace(detection, formats={"legend": 3.0, "original": 1.0}), tmp_path / "frames")
    found = table(tmp_path / "frames")
    assert len(found) == 16 and {row["format"] for row in found} == {"original"}
    assert all(len(json.loads(row["label"])["boxes_xyxy_px"]) == 1 for row in found)


def test_one_photo_is_never_in_two_splits(tmp_path: Path) -> None:
    """CamVid's test photo put among the training ones under another name, and once more slightly changed."""
    root = tmp_path / "camvid"
    camvid(root)
    test_photo = (root / "test" / "test.png").read_bytes()
    (root / "train" / "train.png").write_bytes(test_photo)
    out = tmp_path / "out"
    build(BuildConfig(sources=(camvid(root, "test"),), split="test"), out)
    with pytest.raises(UserError, match="another split has this photo"):
        build(BuildConfig(sources=(camvid(root),)), out)


def test_near_duplicates_are_reported(tmp_path: Path) -> None:
    root, out = tmp_path / "camvid", tmp_path / "out"
    camvid(root)
    with layouts.Image.open(root / "test" / "test.png") as photo:
        brighter = np.clip(np.asarray(photo).astype(int) + 6, 0, 255).astype(np.uint8)
    layouts.write_png(root / "train" / "train.png", brighter)
    build(BuildConfig(sources=(camvid(root, "test"),), split="test"), out)
    build(BuildConfig(sources=(camvid(root),)), out)
    card = (out / "README.md").read_text()
    assert "1 pairs of photos in different splits look alike" in card
    assert "train: camvid/train_train | test: camvid/test_test" in card


def test_hashes_near_and_far() -> None:
    photo = np.random.default_rng(0).integers(0, 256, (60, 80, 3), dtype=np.uint8)
    other = np.random.default_rng(1).integers(0, 256, (60, 80, 3), dtype=np.uint8)
    ours, mirrored, theirs = map(fingerprints.perceptual_hash, (photo, photo[:, ::-1], other))
    assert fingerprints.near_duplicates([ours], [theirs, ours]) == [(0, 1, 0)]
    assert not fingerprints.near_duplicates([ours], [mirrored])
    assert not fingerprints.near_duplicates([0], [0]), "two blank photos are not the same photo"


def test_a_bad_photo_stops_the_build_or_is_listed(tmp_path: Path) -> None:
    config = BuildConfig(sources=(voc(tmp_path / "voc"),))
    photo = tmp_path / "voc" / layouts.FIRST_PHOTO["voc"]
    photo.write_bytes(photo.read_bytes()[:300])
    with pytest.raises(UserError, match="2007_train.jpg"):
        build(config, tmp_path / "stopped")
    built = build(config, tmp_path / "skipped", tolerate=0.5)
    assert "left out: photos that were refused (1)" in built.labels and built.pairs > 0
    card = (tmp_path / "skipped" / "README.md").read_text()
    assert "| VOC2012/JPEGImages/2007_train.jpg " in card
    assert str(tmp_path) not in card, "the folders of the machine that built it are nobody's business"


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layouts.voc(tmp_path / "voc")
    words = ["build", "--dataset", "voc", "--root", str(tmp_path / "voc"), "--out", str(tmp_path / "out")]
    assert main([*words, "--workers", "1", "--task", "segmentation=2", "detection"]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / "out" / "card.html")
    assert main([*words, "--split", "train", "--source-split", "val"]) == 2
    assert "--force" in capsys.readouterr().err
    assert main([*words, "--root", "elsewhere"]) == 2


def test_rows_are_drawn_by_seed_and_column(built: Path) -> None:
    out = built / "out"
    first, again = (sheet.draw_rows(out, "train", count=4, seed=1) for _ in range(2))
    assert first == again and len(first) == 4
    assert {row["task"] for row in sheet.draw_rows(out, "train", count=9, seed=0, task="depth")} == {"depth"}
    page = sheet.sheet(first)
    assert page.width > 4 * sheet.CELL_PX and page.height > 4 * 64


def test_pairs_show_writes_a_page_or_a_sheet(built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(built / "out")
    assert main(["pairs", "show", out, "--out", str(tmp_path / "a.html"), "--count", "2"]) == 0
    assert "data:image/jpeg;base64," in (tmp_path / "a.html").read_text()
    assert main(["pairs", "show", out, "--out", str(tmp_path / "a.png"), "--task", "detection", "--count", "1"]) == 0
    with layouts.Image.open(tmp_path / "a.png") as page:
        assert page.width > 4 * sheet.CELL_PX
    assert main(["pairs", "show", out, "--task", "nonsense", "--out", str(tmp_path / "b.html")]) == 2
    assert "no pair of task 'nonsense'" in capsys.readouterr().err
    assert main(["pairs", "show", str(tmp_path)]) == 2
    assert "instructcv build" in capsys.readouterr().err


def test_pairs_show_of_a_stopped_or_damaged_build(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "pairs"
    shutil.copytree(built / "out", out)
    first, *others = sorted((out / "data").glob("train-*.parquet"))
    first.unlink()
    assert others and sheet.draw_rows(out, "train", count=1, seed=0)
    others[-1].write_bytes(others[-1].read_bytes()[:200])
    assert main(["pairs", "show", str(out), "--out", str(tmp_path / "a.html")]) == 2
    assert f"{others[-1]} is damaged" in capsys.readouterr().err
    for shard in others:
        shard.unlink()
    assert main(["pairs", "show", str(out)]) == 2
    assert "no finished shard of 'train' yet" in capsys.readouterr().err


def test_wrong_outs_and_backends_are_one_line_and_leave_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["build", "--dataset", "shapes", "--pairs", "1", "--workers", "1", "--out"]
    assert main([*line, str(tmp_path / "a"), "--backend", "none"]) == 2 and not (tmp_path / "a").exists()
    (tmp_path / "file").write_text("mine")
    assert main([*line, str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.count("\n") == 2
