"""`predict` on many photos and on videos: workers, several instructions, one file for all, and going on where it stopped."""

import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from instructcv.backends.base import backend as registered
from instructcv.errors import UserError
from instructcv.inference import batch, bulk, collected
from instructcv.inference.video import run as video
from instructcv.inference.video.frames import Clip


def instructions_of(path: Path) -> tuple[str, ...]:
    """One instruction a line; empty lines, and those that begin with #, say nothing.

    Raises:
        UserError: the file cannot be read, or holds no instruction.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read ({error}); it is a text file with one instruction a line") from error
    found = tuple(dict.fromkeys(line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")))
    if not found:
        raise UserError(f"{path} holds no instruction; write one a line")
    return found


def answer_photos(
    settings: bulk.BulkSettings,
    paths: Sequence[Path],
    out: Path,
    *,
    pictures: bool,
    resume: bool,
    formats: Sequence[collected.Format],
    workers: int,
    backend: str,
    address: str | None,
) -> batch.Summary:
    """Answer all photos, then write what is wanted of all answers together.

    Raises:
        UserError: settings, checkpoint, folder or cluster are at fault.
    """
    out = out.absolute()  # a cluster's workers have a working directory of their own
    folders = tuple(str(folder) for folder in batch.folders(paths, out).values()) if pictures else ()
    photos = tuple(str(path.absolute()) for path in paths)
    part = bulk.Part(settings=settings, photos=photos, folders=folders, out=str(out))
    count = bulk.prepare(part, resume=resume)
    with tqdm(total=len(paths), unit="photo", disable=None) as bar:
        for number, _ in registered(backend)(part, range(count), workers=workers, address=address):
            bar.update(min(bulk.PART, len(paths) - number * bulk.PART))
    for format_ in formats:
        print(collected.write(bulk.collected(out, count), out, format_), file=sys.stderr)
    return bulk.summed(list(bulk.collected(out, count)))


def answer_clip(settings: bulk.BulkSettings, path: Path, out: Path, *, every: int, pictures: bool, resume: bool) -> int:
    """Answer a video, frame by frame; returns the exit code.

    Raises:
        UserError: the clip, the instruction or the folder are at fault.
    """
    clip = Clip(path=path, every=every)
    job = video.Job(settings=settings, clip=clip, out=out.absolute() / (path.stem or "video"), video=pictures)
    with tqdm(total=clip.count(), unit="frame", disable=None) as bar:
        for done in video.answer(job, resume=resume):
            bar.update(done - bar.n)
    print(job.out / (video.OVERLAY if pictures else video.LINES))
    return 0
