"""Train a recipe, or go on with a run that was stopped."""

import logging
from pathlib import Path


def command(
    recipe: str = "mini",
    *,
    data: Path = Path("../shared/data"),
    out: Path | None = None,
    processes: int = 2,
    device: str = "auto",
    start: Path | None = None,
) -> int:
    """Train a recipe, or go on with a run that was stopped.

    Scenes are built first, then the VAE, then the denoiser; what is there already is not done again. Several processes share
    a run under torchrun: `torchrun --nproc-per-node 2 -m instructcv train mini` (on a CPU with OMP_NUM_THREADS=1).

    Parameters
    ----------
    recipe
        A named run: toy, mini, mini-research, ...
    data
        Folder with the data sets' folders (coco, GroceryStoreDataset, ...).
    out
        Where the run lives: scenes, losses, sample sheets, state, model. runs/RECIPE if not given.
    processes
        Processes that build scenes.
    device
        auto, cpu, cuda, ...
    start
        A checkpoint folder whose weights the run begins with, e.g. src/instructcv/checkpoints/mini.
    """
    from instructcv.models.base import pick_device
    from instructcv.recipes.base import load

    logging.getLogger("instructcv").setLevel(logging.INFO)
    folder = out or Path("runs") / recipe
    load(recipe.replace("-", "_")).run(data, folder, processes=processes, device=str(pick_device(device)), start=start)
    print(folder / "model")
    return 0
