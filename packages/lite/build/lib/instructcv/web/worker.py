"""One thread owns the model. Requests wait in a bounded line; those that wait together are taken together.

A batch is put in order by photo, so that a model that remembers what it has just looked at looks once at a photo that several
ask about. Each is then answered by the very call that `predict` makes: painting several in one matrix product would change
the last bits of a picture (1e-6), and an answer must not depend on who else is asking.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")


class FullError(Exception):
    """The line is as long as it may be."""

    def __init__(self, seconds: float) -> None:
        super().__init__("too many requests are waiting; try again")
        self.seconds = seconds
        """When to try again."""


class ClosedError(Exception):
    """The server is shutting down."""


@dataclass(kw_only=True, eq=False)
class Job(Generic[T]):
    """Work for the model's thread."""

    work: Callable[[], T]
    group: str = ""
    """Jobs of one group, e.g. on one photo, are done one after the other."""
    done: Future[T] = field(default_factory=Future[T])


class Worker:
    """The thread, its line of jobs, and how it is doing."""

    def __init__(
        self,
        *,
        length: int,
        batch: int,
        patience_s: float = float("inf"),
        observe: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Start the thread.

        Args:
            length: of the line.
            batch: how many jobs are taken together.
            patience_s: who would wait longer, as jobs go now, is sent away at once and not after waiting in vain.
            observe: is told how many were.
        """
        self.length, self.batch, self.patience_s, self.observe = length, batch, patience_s, observe
        self._line: queue.Queue[Job[Any] | None] = queue.Queue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._closed = False
        self._usual_s = 0.5
        self._thread = threading.Thread(target=self._run, name="model", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Jobs that nobody has begun."""
        return self._waiting

    @property
    def ready(self) -> bool:
        return self._thread.is_alive() and not self._closed

    def submit(self, work: Callable[[], T], *, group: str = "") -> "Future[T]":
        """Get in line. Cancelling the future takes the job out again, unless it has begun.

        Raises:
            FullError: the line is as long as it may be, or moves too slowly.
            ClosedError: nothing is taken on any more.
        """
        with self._lock:
            if self._closed:
                raise ClosedError("the server is shutting down; ask again in a moment")
            wait_s = self._waiting * self._usual_s
            if self._waiting >= self.length or (self._waiting and wait_s > self.patience_s):
                raise FullError(max(1.0, wait_s))
            self._waiting += 1
            job = Job(work=work, group=group)
            self._line.put(job)
        return job.done

    def close(self, seconds: float | None = None) -> bool:
        """Take on nothing more, finish what is in line; whether that was done in time."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._line.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        going = True
        while going:
            taken = [self._line.get()]
            while len(taken) < self.batch and not self._line.empty():
                taken.append(self._line.get_nowait())
            going = None not in taken
            jobs = [job for job in taken if job is not None]
            if jobs:
                self.observe(len(jobs))
                self._do(jobs)

    def _do(self, jobs: Sequence[Job[Any]]) -> None:
        order = {group: place for place, group in reversed(list(enumerate(job.group for job in jobs)))}
        for job in sorted(jobs, key=lambda job: order[job.group]):  # whoever came first goes first, with its group
            with self._lock:
                self._waiting -= 1
            if not job.done.set_running_or_notify_cancel():
                continue  # nobody waits for it any more
            started = time.perf_counter()
            try:
                job.done.set_result(job.work())
            except BaseException as error:  # it is the asker's, who is told; the thread goes on
                job.done.set_exception(error)
            self._usual_s += 0.3 * (time.perf_counter() - started - self._usual_s)
