"""Measure the figures of a checkpoint and write them to a file."""

import logging
import shlex
import sys
from pathlib import Path

from instructcv.cli._options import Count
from instructcv.errors import UserError


def command(
    *,
    out: Path = Path("results/mini.json"),
    data: Path = Path("../shared/data"),
    checkpoint: str | None = None,
    only: str | None = None,
    limit: Count | None = None,
    device: str = "auto",
) -> int:
    """Measure the figures of a checkpoint and write them to a file.

    Parameters
    ----------
    out
        The JSON file; with --only, figures of other benches that it holds are lost, so name another file.
    data
        Folder with the data sets' folders (coco, nyu_depth_v2, ...); those that are missing are left out.
    checkpoint
        A pipeline folder or a hub id; the model inside the package if not given.
    only
        A part of a bench's name: rooms, nyuv2, grocery, coco, pet, msrc, camvid, kitchen, speed.
    limit
        At most so many photos a bench, save where a figure means nothing by so few.
    device
        auto, cpu, cuda, ...
    """
    from instructcv.evaluation.figures import measure
    from instructcv.evaluation.results import write
    from instructcv.models.base import load

    logging.getLogger("instructcv").setLevel(logging.INFO)
    found = []
    for figure in measure(load(checkpoint, device=device), data, only=only, limit=limit):
        mark = {None: " ", True: "+", False: "-"}[figure.met]
        between = "" if figure.interval is None else "  95 % {:.3f} to {:.3f}".format(*figure.interval)
        target = "" if figure.target is None else f"  target {figure.target:g}"
        print(f"{mark} {figure.name}: {figure.value:.3f} {figure.unit}{between}{target}", flush=True)
        found.append(figure)
    if not found:
        raise UserError(f"nothing was measured: no bench matches {only!r}, or {data} holds none of the data sets")
    write(found, out, command=shlex.join(["instructcv", *sys.argv[1:]]))
    return 0
