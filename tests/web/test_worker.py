"""The line in front of the model: bounded, in order, nothing lost when it closes."""

import threading
from concurrent.futures import CancelledError
from typing import Any

import pytest

from instructcv.web.worker import ClosedError, FullError, Worker


def held(worker: Worker) -> threading.Event:
    """Keep the thread busy until the event is set."""
    go, begun = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        go.wait(10)

    worker.submit(wait)
    assert begun.wait(10)
    return go


def test_what_waits_together_is_taken_together_and_ordered_by_group() -> None:
    sizes: list[int] = []
    order: list[str] = []
    worker = Worker(length=10, batch=4, observe=sizes.append)
    go = held(worker)
    jobs = [
        worker.submit(lambda name=name: order.append(name), group=name[0]) for name in ("a1", "b1", "a2", "b2", "a3")
    ]
    go.set()
    for job in jobs:
        job.result(10)
    assert order == ["a1", "a2", "b1", "b2", "a3"] and sizes == [1, 4, 1]
    assert worker.close(10.0)


def test_the_line_is_bounded_and_says_when_to_come_back() -> None:
    worker = Worker(length=2, batch=4)
    go = held(worker)
    jobs = [worker.submit(lambda: 1) for _ in range(2)]
    with pytest.raises(FullError) as caught:
        worker.submit(lambda: 1)
    assert caught.value.seconds >= 1
    go.set()
    assert [job.result(10) for job in jobs] == [1, 1]
    assert worker.submit(lambda: 2).result(10) == 2
    assert worker.close(10.0)


def test_who_would_wait_in_vain_is_sent_away_at_once() -> None:
    worker = Worker(length=99, batch=4, patience_s=1.2)  # half a second a job, until one is known to take longer
    go = held(worker)
    jobs = [worker.submit(lambda: 1) for _ in range(3)]
    with pytest.raises(FullError):
        worker.submit(lambda: 1)
    go.set()
    assert [job.result(10) for job in jobs] == [1, 1, 1]
    assert worker.close(10.0)


def test_closing_finishes_what_is_in_line_and_takes_nothing_more() -> None:
    worker = Worker(length=9, batch=2)
    go = held(worker)
    jobs = [worker.submit(lambda k=k: k) for k in range(5)]
    closing = threading.Thread(target=worker.close)
    closing.start()
    while worker.ready:
        pass
    with pytest.raises(ClosedError):
        worker.submit(lambda: 1)
    go.set()
    closing.join(10)
    assert [job.result(0) for job in jobs] == list(range(5))


def test_a_failure_is_its_askers_and_a_cancelled_job_is_not_done() -> None:
    done: list[Any] = []
    worker = Worker(length=9, batch=9)
    go = held(worker)
    wrong = worker.submit(lambda: 1 / 0)
    dropped = worker.submit(lambda: done.append("dropped"))
    right = worker.submit(lambda: "fine")
    assert dropped.cancel()
    go.set()
    assert right.result(10) == "fine" and not done
    with pytest.raises(ZeroDivisionError):
        wrong.result(10)
    with pytest.raises(CancelledError):
        dropped.result(10)
    assert worker.waiting == 0 and worker.close(10.0)
