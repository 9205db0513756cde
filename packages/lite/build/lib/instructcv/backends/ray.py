"""A Ray cluster: every node sees the same folders and has instructcv installed. A node may die; its jobs move."""

import os
import re
import socket
from collections.abc import Iterator, Sequence
from typing import Any

from instructcv.backends.base import ATTEMPTS, Work, note_failure
from instructcv.errors import UserError

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is reported to anybody unless the user says so
try:
    import ray
    from ray.exceptions import RayError
except ImportError as missing:
    raise UserError("the Ray backend needs Ray: pip install 'instructcv[ray]'") from missing

KNOCK_S = 10.0
"""How long a cluster may take to open its door."""


def run(
    work: Work, jobs: Sequence[int], *, workers: int, address: str | None = None, attempts: int = ATTEMPTS
) -> Iterator[tuple[int, int]]:
    """See `base.Backend`. Without an address a cluster is started here, with so many workers, and stopped at the end.

    Jobs are spread over the nodes, one processor each. One that was lost with its node costs an attempt, like any.

    Raises:
        UserError: nothing answers at `address`, or a job raised one.
        JobFailedError: a job failed `attempts` times.
    """
    if not jobs:
        return
    _connect(address, workers)
    try:
        remote = ray.remote(num_cpus=1, max_retries=0, scheduling_strategy="SPREAD")(_job)
        shared = ray.put(work)  # the config and plan travel once to each node
        waiting, tries = list(jobs), dict.fromkeys(jobs, 0)
        running: dict[Any, int] = {}
        while waiting or running:
            while waiting and len(running) < max(1, workers):
                job = waiting.pop(0)
                running[remote.remote(shared, job)] = job
            ended, _ = ray.wait(list(running), num_returns=1)
            for reference in ended:
                job = running.pop(reference)
                try:
                    result = int(ray.get(reference))
                except RayError as error:
                    tries[job] += 1
                    _failed(job, tries[job], attempts, error)
                    waiting.append(job)
                else:
                    yield job, result
    finally:
        ray.shutdown()


def _job(work: Work, job: int) -> int:
    return work(job)


def _connect(address: str | None, workers: int) -> None:
    """Join the cluster at `address`, or start one here.

    Raises:
        UserError: nothing answers.
    """
    try:
        if address is None:
            ray.init(num_cpus=max(1, workers), include_dashboard=False, log_to_driver=False)
        else:
            _knock(address)
            ray.init(address=address, log_to_driver=False)
    except (ConnectionError, ValueError, RuntimeError, OSError) as error:
        where = "on this machine" if address is None else f"at {address}"
        raise UserError(f"no Ray cluster {where}: {error}; start one with `ray start --head`") from error


def _knock(address: str) -> None:
    """Try the door: Ray itself would wait for minutes where nobody listens.

    Raises:
        OSError: nobody does.
    """
    if known := re.fullmatch(r"(?:ray://)?(?P<host>[^:/]+):(?P<port>\d{1,5})", address):
        socket.create_connection((known["host"], int(known["port"])), timeout=KNOCK_S).close()


def _failed(job: int, attempt: int, attempts: int, error: Exception) -> None:
    """What the job itself raised, inside Ray's wrapping: a user's mistake is passed on, anything else may be tried again."""
    cause: BaseException = getattr(error, "cause", None) or error
    if isinstance(cause, UserError):
        raise cause
    note_failure(job, attempt, attempts, cause)
