"""Jobs that fail or are killed are run again; a user's mistake is not."""

import errno
import os
import signal
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
