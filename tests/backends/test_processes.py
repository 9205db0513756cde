"""Jobs that fail or are killed are run again; a user's mistake is not."""

import errno
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from instructcv.backends.base import JobFailedError, backend
from instructcv.errors import UserError


def work(folder: Path, fails: dict[int, int], kind: str, job: int) -> int:
    """Leave a mark for each try; job `j` fails the first `fails[j]` times, as `kind` says."""
    tries = len(list(folder.glob(f"{job}.*")))
    (folder / f"{job}.{tries}").touch()
    if tries < fails.get(job, 0):
        if kind == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if kind == "full":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise UserError(f"job {job} is the user's") if kind == "user" else RuntimeError("the disk hiccuped")
    return 10 * job


def tries(folder: Path, job: int) -> int:
    return len(list(folder.glob(f"{job}.*")))


@pytest.mark.parametrize(
    ("workers", "kind"), [(1, "error"), pytest.param(2, "error", marks=pytest.mark.slow), (2, "killed")]
)
def test_a_failed_job_is_run_again(workers: int, kind: str, tmp_path: Path) -> None:
    done = dict(backend("processes")(partial(work, tmp_path, {2: 1}, kind), range(5), workers=workers))
    assert done == {job: 10 * job for job in range(5)}
    assert tries(tmp_path, 2) == 2


def note_and_wait(folder: Path, job: int) -> int:
    """Leave the worker's number, and be busy for long."""
    (folder / f"{job}.tmp").write_text(str(os.getpid()))
    (folder / f"{job}.tmp").rename(folder / f"{job}.pid")
    time.sleep(300)
    return 0


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_workers_end_with_the_run_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(
        "from functools import partial; from pathlib import Path; import sys, test_processes\n"
        "from instructcv.backends.processes import run\n"
        "if __name__ == '__main__':\n"
        "    list(run(partial(test_processes.note_and_wait, Path(sys.argv[1])), [0, 1], workers=2))\n"
    )
    paths = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}
    killed = subprocess.Popen([sys.executable, str(tmp_path / "run.py"), str(tmp_path)], env=paths)
    marks = [tmp_path / f"{job}.pid" for job in range(2)]
    deadline = time.monotonic() + 120
    while not all(mark.exists() for mark in marks) and time.monotonic() < deadline:
        time.sleep(0.05)
    killed.kill()
    killed.wait()
    workers = [int(mark.read_text()) for mark in marks]
    try:
        while any(map(alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(alive, workers))
    finally:
        for worker in filter(alive, workers):
            os.kill(worker, signal.SIGKILL)


def test_a_job_that_always_fails_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(JobFailedError, match="job 1 failed 3 times"):
        list(backend("processes")(partial(work, tmp_path, {1: 9}, "error"), range(3), workers=1))
    assert tries(tmp_path, 1) == 3


def test_a_full_disk_is_said_as_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        list(backend("processes")(partial(work, tmp_path, {1: 9}, "full"), range(3), workers=1))
    assert tries(tmp_path, 1) == 3


def test_a_users_mistake_is_not_tried_again(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="job 1 is the user's"):
        list(backend("processes")(partial(work, tmp_path, {1: 9}, "user"), range(3), workers=1))
    assert tries(tmp_path, 1) == 1


def test_no_jobs_no_work(tmp_path: Path) -> None:
    assert list(backend("processes")(partial(work, tmp_path, {}, "error"), [], workers=4)) == []


def test_an_address_needs_a_cluster(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="--backend ray"):
        list(backend("processes")(partial(work, tmp_path, {}, "error"), [0], workers=1, address="10.0.0.1:6379"))
