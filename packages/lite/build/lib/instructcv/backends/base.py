"""What a backend is: a function that runs jobs somewhere and says what came back, in any order."""

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, cast

from instructcv import registry

log = logging.getLogger(__name__)

ATTEMPTS = 3
"""How often a job is tried before its failure is everybody's."""
Work = Callable[[int], int]
"""A job's number in, how much it did out. It pickles, and running it twice does no harm."""


class Backend(Protocol):
    """The function `run` of a backend's module."""

    def __call__(
        self, work: Work, jobs: Sequence[int], *, workers: int, address: str | None = None, attempts: int = ATTEMPTS
    ) -> Iterator[tuple[int, int]]:
        """Yield (job, result) as jobs end.

        Args:
            workers: how many run at once.
            address: of a cluster, where the backend knows one.
            attempts: a job whose worker raised or died is run again, so often in all.

        Raises:
            UserError: raised by a job, at once: trying again would not help. Or nothing can be reached at `address`.
            JobFailedError: a job failed `attempts` times.
        """
        ...


class JobFailedError(RuntimeError):
    """A job failed as often as it was tried; the last reason is its cause."""


def note_failure(job: int, attempt: int, attempts: int, error: BaseException) -> None:
    """Log that a job failed and is tried again.

    Raises:
        JobFailedError: that was its last attempt.
        OSError: so it was, and the operating system said no: a full disk, a folder that cannot be written.
    """
    if attempt >= attempts and isinstance(error, OSError) and error.errno is not None:
        raise error
    if attempt >= attempts:
        raise JobFailedError(f"job {job} failed {attempts} times; the last time: {error!r}") from error
    log.warning("job %d failed (%r); trying again", job, error)


def backend(name: str) -> Backend:
    """A registered backend.

    Raises:
        UserError: no such backend.
    """
    return cast(Backend, registry.load("backends", name).run)
