"""Measure how answers change with the wording: mean, spread and worst, by task."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from instructcv.cli._options import Count, Seed

if TYPE_CHECKING:
    from instructcv.evaluation.studies.sentences import Judgement


def command(
    dataset: str = "rooms",
    *,
    task: Annotated[list[str] | None, Parameter(negative="")] = None,
    root: Path | None = None,
    data: Path = Path("../shared/data"),
    checkpoint: Annotated[list[str] | None, Parameter(negative="")] = None,
    out: Path = Path("evaluations/wordings.json"),
    limit: Count = 16,
    wordings: Count = 80,
    passes: Count = 1,
    seed: Seed = 0,
    device: str = "auto",
    photos: bool = True,
) -> int:
    """Measure how answers change with the wording: mean, spread and worst, by task.

    instructcv wordings rooms --checkpoint trained-on-fixed-prompts --checkpoint trained-on-rephrased-ones

    Several checkpoints are asked the same questions of the same photos. "understood" is the share of the sentences from which
    the program itself reads the task and the categories that were meant, whatever the network then makes of them. Everyday
    sentences that narrow ("the second chair from the left", "people without helmets") are counted by construction: honoured, told
    (refused, or the words are said to be unread) or silently misread. They need no photo: --no-photos reads them only.

    Parameters
    ----------
    dataset
        Photos with labels.
    task
        Whose wordings, by the task's name; may be given more than once. If not, every task that the photos can be asked and that was taught.
    root
        The data set's folder; its usual name below --data if not given.
    data
        Folder with the data sets' folders.
    checkpoint
        A pipeline folder or a hub id; the model inside the package if not given. May be given more than once.
    out
        The JSON file.
    limit
        At most so many photos.
    wordings
        At most so many wordings a slice.
    passes
        How many times the denoiser runs.
    seed
        Of questions, colours and noise.
    device
        auto, cpu, cuda, ...
    photos
        Ask photos, too.
    """
    from instructcv import registry
    from instructcv.evaluation import painters, tracks
    from instructcv.evaluation.interview import Asking
    from instructcv.evaluation.results import as_json, provenance
    from instructcv.evaluation.studies import sentences
    from instructcv.evaluation.studies import wordings as study
    from instructcv.files import write_text
    from instructcv.models.shared.text import SentenceEncoder
    from instructcv.tasks import base

    for name in task or ():
        registry.where("tasks", name)  # a typo is told before anything is loaded
    encoder = SentenceEncoder()
    judged = [sentences.judge(one, encoder) for one in sentences.sentences()]
    for construction, counts in sentences.by_construction(judged).items():
        print(f"{construction:12} {'  '.join(f'{verdict} {count:3}' for verdict, count in counts.items())}", flush=True)
    content = provenance(shlex.join(["instructcv", *sys.argv[1:]])) | {"sentences": _read(judged)}
    if photos:
        samples, rows = tracks.open_dataset(dataset, root, data, None), list[dict[str, Any]]()
        tasks = task or [name for name in registry.names("tasks") if base.task(name).can_ask(samples[0])]
        for name in checkpoint or [None]:
            spec = painters.Spec(checkpoint=name, device=device)
            painter = painters.build(spec)
            asking = Asking(label_format=painter.label_format, seed=seed, passes=passes, limit=limit)
            for told in tasks if task or not painter.tasks else [one for one in tasks if one in painter.tasks]:
                for part in study.measure(painter, samples, asking, name=told, most=wordings, encoder=encoder):
                    row = part.row()
                    rows.append({"checkpoint": spec.name} | row | {"by_wording": part.by_wording})
                    if "mean" in row:
                        print(f"{spec.name}: {in_words(row)}", flush=True)
        content |= {"dataset": dataset, "passes": passes, "seed": seed, "paraphrase": rows}
    write_text(out, as_json(content))
    print(out)
    return 0


def _read(judged: "Sequence[Judgement]") -> dict[str, Any]:
    """Counts by construction, and every sentence that was not honoured with what of it is missing."""
    from instructcv.evaluation.studies.sentences import by_construction

    lost = {
        one.sentence.text: {"verdict": one.verdict, "missing": list(one.missing)}
        for one in judged
        if one.verdict != "honoured"
    }
    return {"by_construction": by_construction(judged), "not_honoured": lost}


def in_words(row: dict[str, Any]) -> str:
    """A slice in one line."""
    return (
        f"{row['task']:15} {row['slice']:9} {row['figure']:9} mean {row['mean']:.3f}  std {row['std']:.3f}  "
        f"worst {row['worst']:.3f} of {row['wordings']} wordings, understood {row['understood']:.3f}: {row['worst_wording']}"
    )
