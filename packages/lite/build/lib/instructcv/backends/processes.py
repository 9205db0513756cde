"""The processes of this machine. A worker that is killed costs its job one attempt, and the others nothing."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from threading import Thread

from instructcv.backends.base import ATTEMPTS, Work, note_failure
from instructcv.errors import UserError


def run(
    work: Work, jobs: Sequence[int], *, workers: int, address: str | None = None, attempts: int = ATTEMPTS
) -> Iterator[tuple[int, int]]:
    """See `base.Backend`; one worker runs in this process.

    Raises:
        UserError: an address was given, or a job raised one.
        JobFailedError: a job failed `attempts` times.
    """
    if address is not None:
        raise UserError("--address is for a cluster; add --backend ray")
    tries = dict.fromkeys(jobs, 0)
    if workers <= 1:
        for job in jobs:
            yield job, _here(work, job, attempts)
        return
    while tries:
        # A killed worker breaks the whole pool, and nobody can say whose job killed it: each job that was running has
        # lost an attempt, the rest wait for the next pool.
        context, size = get_context("spawn"), min(workers, len(tries))
        with ProcessPoolExecutor(size, mp_context=context, initializer=_end_with_parent) as pool:
            yield from _drain(pool, work, tries, workers, attempts)


def _end_with_parent() -> None:
    """In a worker: when the process that gives it jobs is killed, no more will come, and it would wait for ever."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _here(work: Work, job: int, attempts: int) -> int:
    """One job in this process."""
    for attempt in range(1, attempts + 1):
        try:
            return work(job)
        except UserError:
            raise
        except Exception as error:
            note_failure(job, attempt, attempts, error)
    raise AssertionError("attempts is at least 1")


def _drain(
    pool: ProcessPoolExecutor, work: Work, tries: dict[int, int], workers: int, attempts: int
) -> Iterator[tuple[int, int]]:
    """Run what is left in `tries` until all is done or the pool breaks; done jobs leave `tries`."""
    waiting = list(tries)
    running: dict[Future[int], int] = {}
    try:
        while waiting or running:
            # No more than can run at once, so that whoever is submitted when the pool breaks was running.
            while waiting and len(running) < workers:
                job = waiting.pop(0)
                running[pool.submit(work, job)] = job
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                job = running[future]
                error = future.exception()
                if isinstance(error, BrokenProcessPool):
                    raise error
                del running[future]
                if isinstance(error, UserError):
                    raise error
                if error is None:
                    del tries[job]
                    yield job, future.result()
                else:
                    tries[job] += 1
                    note_failure(job, tries[job], attempts, error)
                    waiting.append(job)
    except BrokenProcessPool as error:
        for job in running.values():
            tries[job] += 1
            note_failure(job, tries[job], attempts, error)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
