"""Promises of every task, whichever tasks there are: a new folder is tested unasked."""

import ast
from pathlib import Path

import numpy as np
import pytest

import instructcv.tasks
from instructcv import registry
from instructcv.labels.colours import to_float
from instructcv.tasks.base import gives, giving, task
from instructcv.types import LEGEND, ORIGINAL, LabelFormat, Sample

TASKS = registry.names("tasks")
FORMATS = [pytest.param(LEGEND, id="legend"), pytest.param(ORIGINAL, id="original")]
FOLDER = Path(instructcv.tasks.__file__).parent


def unlabelled() -> Sample:
    photo = np.zeros((5, 4, 3), np.uint8)
    return Sample(key="k", source="s", split="train", licence="CC0-1.0", photo=photo)


def test_the_four_tasks_are_there() -> None:
    assert {"segmentation", "detection", "depth", "classification"} <= set(TASKS)


@pytest.mark.parametrize("name", TASKS)
def test_file_is_short_and_opens_with_a_worked_example(name: str) -> None:
    text = (FOLDER / name / "__init__.py").read_text()
    docstring = ast.get_docstring(ast.parse(text)) or ""
    assert "instruction" in docstring and "picture" in docstring
    assert all(len(path.read_text().splitlines()) <= 150 for path in (FOLDER / name).glob("*.py"))


@pytest.mark.parametrize("name", TASKS)
def test_the_example_comes_back_perfect(name: str) -> None:
    sample, query = task(name).example()
    assert query.task == name and task(name).can_ask(sample)
    target = task(name).paint(sample, query)
    assert target.picture.shape == sample.photo.shape and target.known.shape == sample.size_hw
    answer = task(name).read(to_float(target.picture), query)
    assert answer.found and answer.admissibility == 1.0 and answer.size_hw == sample.size_hw
    scores = {key: sums.compute() for key, sums in task(name).score(answer, sample).items()}
    best = {"mIoU": 1.0, "AP": 1.0, "d1": 1.0, "accuracy": 1.0, "recall": 1.0, "under_11.25": 1.0}
    reached = {key: value for figures in scores.values() for key, value in figures.items() if key in best}
    assert reached and all(value == pytest.approx(best[key]) for key, value in reached.items())


@pytest.mark.parametrize("label_format", FORMATS)
@pytest.mark.parametrize("name", TASKS)
def test_ask_is_deterministic_in_the_generator_and_says_what_it_asks(name: str, label_format: LabelFormat) -> None:
    sample, _ = task(name).example()
    queries = [task(name).ask(sample, np.random.default_rng(3), label_format=label_format) for _ in range(2)]
    assert queries[0] == queries[1]
    assert queries[0].instruction.strip() and queries[0].label_format == label_format and queries[0].task == name
    wordings = {task(name).ask(sample, np.random.default_rng(seed), split="test").instruction for seed in range(20)}
    assert len(wordings) > 5, f"{name} needs more held-out wordings, or every question sounds alike"


@pytest.mark.parametrize("label_format", FORMATS)
@pytest.mark.parametrize("name", TASKS)
def test_whatever_is_asked_can_be_painted_read_and_scored(name: str, label_format: LabelFormat) -> None:
    sample, _ = task(name).example()
    for seed in range(30):
        query = task(name).ask(sample, np.random.default_rng(seed), label_format=label_format)
        answer = task(name).read(to_float(task(name).paint(sample, query).picture), query)
        figures = [value for sums in task(name).score(answer, sample).values() for value in sums.compute().values()]
        assert all(0 <= value < np.inf for value in figures)


@pytest.mark.parametrize("label_format", FORMATS)
@pytest.mark.parametrize("name", TASKS)
def test_a_sample_without_labels_cannot_be_asked(name: str, label_format: LabelFormat) -> None:
    assert not task(name).can_ask(unlabelled())
    with pytest.raises(ValueError, match="s/k"):
        task(name).ask(unlabelled(), np.random.default_rng(0), label_format=label_format)
    sample, query = task(name).example()
    answer = task(name).read(to_float(task(name).paint(sample, query).picture), query)
    assert task(name).score(answer, unlabelled()) == {}


@pytest.mark.parametrize("label_format", FORMATS)
@pytest.mark.parametrize("name", TASKS)
def test_the_reader_takes_any_picture(name: str, label_format: LabelFormat) -> None:
    sample, _ = task(name).example()
    query = task(name).ask(sample, np.random.default_rng(0), label_format=label_format)
    others = [task(other) for other in TASKS if other != name]
    pictures = [to_float(other.paint(*other.example()).picture) for other in others]
    rng = np.random.default_rng(0)
    pictures += [rng.random((h, w, 3), dtype=np.float32) for h, w in ((1, 1), (1, 9), (33, 17))]
    pictures += [np.zeros((20, 20, 3), np.float32), np.full((9, 9, 3), np.nan, np.float32)]
    for picture in pictures:
        answer = task(name).read(picture, query)
        assert 0 <= answer.admissibility <= 1 and 0 <= answer.confidence <= 1
        assert answer.size_hw == picture.shape[:2] and answer.query is query
        task(name).score(answer, sample)
    black = task(name).read(np.zeros((20, 20, 3), np.float32), query)
    if query.otherwise_rgb == (0, 0, 0):
        assert not black.found


@pytest.mark.parametrize("name", TASKS)
def test_an_answer_at_another_size_is_scored_at_the_photos(name: str) -> None:
    """A picture four times as large says the same."""
    sample, query = task(name).example()
    picture = to_float(task(name).paint(sample, query).picture)
    # Each pixel becomes 4 x 4: what the picture holds of places in boxes and depth stays, in steps.
    answer = task(name).read(picture.repeat(4, axis=0).repeat(4, axis=1), query)
    figures = {key: v for sums in task(name).score(answer, sample).values() for key, v in sums.compute().items()}
    reached = [figures[key] for key in ("mIoU", "AP50", "d1", "accuracy", "under_11.25") if key in figures]
    assert reached and min(reached) >= 0.8


@pytest.mark.parametrize("name", TASKS)
def test_what_its_answers_are_made_of_is_known(name: str) -> None:
    kind = gives(name)
    assert kind is None or gives(giving(kind)) == kind
