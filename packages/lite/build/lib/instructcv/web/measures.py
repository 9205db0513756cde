"""What `/metrics` says, in Prometheus' text format; one registry a server, so that tests may have many."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

_SECONDS = (0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)


class Measures:
    """Counters and histograms."""

    def __init__(self, waiting: Callable[[], float], kept: Callable[[], float]) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        here = self.registry
        self.requests = Counter(
            "instructcv_requests", "Requests by route and status", ("route", "status"), registry=here
        )
        self.seconds = Histogram(
            "instructcv_request_seconds",
            "From the first byte to the answer",
            ("route",),
            buckets=_SECONDS,
            registry=here,
        )
        self.answers = Counter("instructcv_answers", "Answers by task", ("task",), registry=here)
        self.batches = Histogram(
            "instructcv_batch", "Requests taken together", buckets=(1, 2, 4, 8, 16, 32), registry=here
        )
        self.corrections = Counter("instructcv_corrections", "Corrections kept", registry=here)
        Gauge("instructcv_waiting", "Requests in line for the model", registry=here).set_function(waiting)
        Gauge("instructcv_answers_kept", "Answers that can be fetched", registry=here).set_function(kept)

    def text(self) -> bytes:
        return generate_latest(self.registry)
