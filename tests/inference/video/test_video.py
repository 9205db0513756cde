"""Videos: steady pictures, objects that keep their number, and the same lines however often a run is stopped."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from fakes import NoisyPainter, PatternPainter
from instructcv.cli._main import main
from instructcv.errors import UserError
from instructcv.inference import bulk
from instructcv.inference.predictor import InstructCV
from instructcv.inference.video import run
from instructcv.inference.video.frames import Clip, Film
from instructcv.inference.video.steady import Steady, believed
from instructcv.inference.video.tracks import PATIENCE, Tracks, best_pairs, ious

TEXTURE = np.asarray(
    cv2.GaussianBlur(np.random.default_rng(0).integers(0, 256, (80, 200, 3), dtype=np.uint8), (0, 0), 2.0)
)


def frame(shift_px: int) -> np.ndarray:
    """A window that moves over a texture."""
    return TEXTURE[:64, 10 + shift_px : 106 + shift_px].copy()


class Grainy(PatternPainter):
    """Every call has other noise, as a network's doubts have."""

    def paint(self, photo, queries, *, passes=1, seed=0):
        clean = super().paint(photo, queries, passes=passes, seed=seed)
        noise = np.random.default_rng(self.calls).normal(0, 0.1, clean.shape)
        return np.clip(clean + noise, 0, 1).astype(np.float32)


class Killed(BaseException):
    """As a signal."""


@pytest.fixture
def painter(monkeypatch) -> PatternPainter:
    painter = PatternPainter()
    monkeypatch.setattr(bulk, "_opened", lambda settings: InstructCV(painter))
    monkeypatch.setattr(run, "PART", 4)
    return painter


@pytest.fixture(scope="module")
def clip(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("clip") / "walk.mp4"
    film = Film(path, 10.0)
    for number in range(10):
        film.add(frame(number))
    film.close()
    return path


def job(path: Path, out: Path, **options) -> run.Job:
    every, instruction = options.pop("every", 1), options.pop("instruction", "put a box around every chair")
    settings = bulk.BulkSettings(instructions=(instruction,))
    return run.Job(settings=settings, clip=Clip(path=path, every=every), out=out, **options)


def lines(out: Path) -> list[dict]:
    return [json.loads(line) for line in (out / run.LINES).read_text(encoding="utf-8").splitlines()]


def test_noise_is_averaged_and_what_moved_moves_along():
    noisy, steady = Grainy(), Steady(Grainy())
    query = InstructCV(noisy).understand("segment the cat")
    flicker = []
    for model in (noisy, steady):
        pictures = [model.paint(frame(shift), [query]) for shift in (0, 1, 2, 3, 3, 3)]
        flicker.append(
            np.mean([np.abs(one - other).mean() for one, other in zip(pictures, pictures[1:], strict=False)])
        )
    assert flicker[1] < 0.6 * flicker[0]


def test_another_scene_begins_afresh():
    before, now = frame(0)[..., 0], np.zeros((64, 96), np.uint8)  # the light went out
    here = np.stack(np.meshgrid(np.arange(96), np.arange(64)), -1).astype(np.float32)
    assert believed(before, before, here).min() == 1
    assert believed(before, now, here).mean() < 0.01
    assert believed(before, before, here + 1000).max() == 0  # outside of the last frame


def test_no_questions_are_no_pictures():
    assert len(Steady(PatternPainter()).model.asked) == 0
    empty = NoisyPainter()
    empty.paint = lambda photo, queries, passes=1, seed=0: np.zeros((0, 8, 8, 3), np.float32)
    assert Steady(empty).paint(frame(0), []).shape == (0, 8, 8, 3)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[], []], [[], []]),
        ([[("cat", 0)], [("cat", 2)]], [[1], [1]]),
        ([[("cat", 0), ("cat", 30)], [("cat", 31), ("cat", 1)]], [[1, 2], [2, 1]]),
        ([[("cat", 0)], [("dog", 0)]], [[1], [2]]),
        ([[("cat", 0)], [("cat", 80)]], [[1], [2]]),
        ([[("cat", 0)], *[[]] * PATIENCE, [("cat", 0)]], [[1], *[[]] * PATIENCE, [1]]),
        ([[("cat", 0)], *[[]] * (PATIENCE + 1), [("cat", 0)]], [[1], *[[]] * (PATIENCE + 1), [2]]),
    ],
    ids=["nothing", "it moved", "in another order", "another category", "too far", "waited for", "waited for too long"],
)
def test_boxes_keep_their_numbers(rows, expected):
    tracks = Tracks()
    found = []
    for row in rows:
        boxes = np.array([[x, 0, x + 10, 10] for _, x in row], np.float32).reshape(-1, 4)
        found.append(tracks.follow([name for name, _ in row], boxes))
    assert found == expected


def test_overlaps_and_pairs():
    one = np.array([[0, 0, 10, 10]], np.float32)
    assert ious(one, np.zeros((0, 4), np.float32)).shape == (1, 0)
    np.testing.assert_allclose(
        ious(one, np.array([[0, 0, 10, 10], [5, 0, 15, 10], [20, 20, 30, 30]], np.float32)), [[1, 1 / 3, 0]]
    )
    assert list(best_pairs(np.zeros((0, 3), np.float32), at_least=0.3)) == []
    assert list(best_pairs(np.array([[0.9, 0.8], [0.85, 0.2]], np.float32), at_least=0.3)) == [(0, 0)]


@pytest.mark.parametrize(("every", "numbers"), [(1, list(range(10))), (3, [0, 3, 6, 9]), (50, [0])])
def test_every_nth_frame_has_a_line(painter, clip, tmp_path, every, numbers):
    *_, done = run.answer(job(clip, tmp_path / "out", every=every))
    told = lines(tmp_path / "out")
    assert done == len(numbers) and [line["frame"] for line in told] == numbers
    assert [line["second"] for line in told] == [round(number / 10, 4) for number in numbers]
    assert {box["track"] for line in told for box in line["answers"][0]["boxes"]} == {1}
    capture = cv2.VideoCapture(str(tmp_path / "out" / run.OVERLAY))
    assert int(capture.get(cv2.CAP_PROP_FRAME_COUNT)) == len(numbers)


@pytest.mark.parametrize("after", [0, 1, 4, 5, 9])
def test_a_run_that_was_killed_ends_with_the_same_lines(painter, clip, tmp_path, after):
    list(run.answer(job(clip, tmp_path / "whole")))
    painter.calls, paint = 0, painter.paint

    def killed(*args, **kwargs):
        if painter.calls >= after:
            raise Killed
        return paint(*args, **kwargs)

    painter.paint = killed
    with pytest.raises(Killed):
        list(run.answer(job(clip, tmp_path / "killed")))
    painter.paint, painter.calls = paint, 0
    list(run.answer(job(clip, tmp_path / "killed"), resume=True))
    assert painter.calls == 10 - after // 4 * 4  # parts that were done are not answered again
    assert (tmp_path / "killed" / run.LINES).read_bytes() == (tmp_path / "whole" / run.LINES).read_bytes()
    assert not list((tmp_path / "killed").rglob("*.tmp"))


def test_a_run_is_not_mixed_with_another(painter, clip, tmp_path):
    list(run.answer(job(clip, tmp_path / "out", video=False)))
    assert not (tmp_path / "out" / run.OVERLAY).exists()
    with pytest.raises(UserError, match="--resume"):
        list(run.answer(job(clip, tmp_path / "out", video=False)))
    with pytest.raises(UserError, match="other settings"):
        list(run.answer(job(clip, tmp_path / "out", video=False, every=2), resume=True))


def test_a_folder_of_frames_is_read_in_the_order_people_mean(painter, tmp_path):
    folder = tmp_path / "frames"
    folder.mkdir()
    for number in (1, 2, 10):
        Image.fromarray(frame(number)).save(folder / f"frame{number}.png")
    found = [int(np.abs(pixels.astype(int) - frame(10)).sum() == 0) for _, pixels in Clip(path=folder).frames()]
    assert found == [0, 0, 1]


@pytest.mark.parametrize("payload", [None, b"", b"no video at all"], ids=["missing", "empty", "text"])
def test_what_is_no_video_is_said(tmp_path, payload, capfd):
    path = tmp_path / "clip.mp4"
    if payload is not None:
        path.write_bytes(payload)
    assert main(["predict", str(path), "segment the cat", "--out", str(tmp_path / "out")]) == 2
    said = capfd.readouterr().err.strip()  # the decoder's own words would be there, too
    assert "clip.mp4" in said and "\n" not in said
    assert not (tmp_path / "out").exists()


def test_a_damaged_video_says_how_much_of_it_was_read(tmp_path, caplog, capfd):
    rng = np.random.default_rng(0)
    film = Film(tmp_path / "clip.mp4", 10.0)
    for _ in range(8):
        film.add(rng.integers(0, 256, (64, 96, 3), dtype=np.uint8))
    film.close()
    content = bytearray(film.path.read_bytes())
    content[len(content) // 4 : len(content) // 2] = bytes(len(content) // 2 - len(content) // 4)
    film.path.write_bytes(content)
    read = len(list(Clip(path=film.path).frames()))
    assert read < 8
    assert f"of 8 frames {read} were read" in caplog.text and "mpeg4 @" not in capfd.readouterr().err


def test_one_video_at_a_time(capsys):
    assert main(["predict", "a.mp4", "b.mp4", "segment the cat"]) == 2
    assert "one video at a time" in capsys.readouterr().err
