"""Adapt the model to the corrections; what is better is taken into use, and can be undone."""

import logging
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from tqdm import tqdm

from instructcv.cli._options import Count, Seed
from instructcv.errors import UserError

log = logging.getLogger(__name__)


def command(
    *,
    feedback: Path = Path("feedback"),
    checkpoint: str | None = None,
    device: str = "auto",
    steps: Count | None = None,
    seed: Seed = 0,
    dataset: str | None = None,
    data: Path | None = None,
    undo: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Adapt the model to the corrections; what is better is taken into use, and can be undone.

    instructcv learn

    instructcv learn --undo

    A fifth of the corrections is held out. The adapted model is taken into use if it agrees better with those and no worse with
    photos that nobody corrected; where all that was learned forgets too much, a part of it is tried. `instructcv
    serve` with the same --feedback uses it then, and `predict` with --checkpoint.

    Parameters
    ----------
    feedback
        The folder of the corrections; what is learned is kept there, too.
    checkpoint
        The checkpoint that is adapted; the model inside the package if not given.
    device
        auto, cpu, cuda, ...
    steps
        Optimiser steps; as many as suit the network if not given.
    seed
        The same seed gives the same weights.
    dataset
        A registered data set of photos with masks that are rehearsed beside the few in the package, so that less is forgotten.
    data
        That data set's folder.
    undo
        Go back to what was in use before.
    """
    from instructcv.feedback import learnt

    if undo:
        back = learnt.undo(feedback)
        print("back to the base" if back is None else f"back to {feedback / learnt.FOLDER / back / learnt.ADAPTER}")
        return 0
    if not feedback.is_dir():
        raise UserError(f"there is no folder {feedback}; `instructcv correct` and the page make it")
    if (dataset is None) != (data is None):
        raise UserError("--dataset and --data go together: a registered data set and its folder")
    # Imported late: the help, a typo and --undo are answered before torch has started.
    from dataclasses import replace

    from instructcv import registry
    from instructcv.models.base import EMBEDDED, local_copy, network_of
    from instructcv.training.learn import TEACHERS, learn

    logging.getLogger("instructcv").setLevel(logging.INFO)
    folder = EMBEDDED if checkpoint is None else local_copy(checkpoint)
    usual: Any = TEACHERS[network_of(folder)][1]()
    teacher = replace(usual, seed=seed, **({} if steps is None else {"steps": steps}))
    rehearse = None if dataset is None else registry.load("datasets", dataset).open(data, split="train")

    def note(step: int, steps: int) -> None:
        bar.update(step - bar.n)
        if bar.disable and step % 10 == 0:  # nobody sees a bar: the page, or a log file
            log.info("step %d of %d", step, steps)

    with tqdm(total=teacher.steps, unit="step", disable=None) as bar:
        report = learn(
            feedback,
            base=checkpoint,
            device=device,
            rehearse=rehearse,
            teacher=teacher,
            note=note,
        )
    print(report)
    if report.kept:
        print(feedback / learnt.FOLDER / report.name / learnt.ADAPTER)
    return 0
