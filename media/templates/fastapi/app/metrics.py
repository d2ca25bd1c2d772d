"""What Prometheus reads at /metrics. Each application has a registry of its own."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self.requests = Counter(
            "http_requests",
            "Requests answered.",
            ["method", "route", "status"],
            registry=self.registry,
        )
        self.latency = Histogram(
            "http_request_duration_seconds",
            "From the first byte of a request to the last byte of its answer.",
            ["route"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.in_flight = Gauge(
            "http_requests_in_flight",
            "Requests that are being answered.",
            registry=self.registry,
        )
        self.ready = Gauge(
            "model_ready", "1 while requests are taken.", registry=self.registry
        )
        self.load_seconds = Gauge(
            "model_load_seconds", "How long loading took.", registry=self.registry
        )
        self.queue_depth = Gauge(
            "queue_depth",
            # @if task=text-generation
            "Requests that wait for their turn.",
            # @end
            # @if batched=true
            "Texts that wait for a batch.",
            # @end
            registry=self.registry,
        )
        # @if task=text-generation
        self.generations = Gauge(
            "generations_running", "Generations under way.", registry=self.registry
        )
        self.first_token = Histogram(
            "time_to_first_token_seconds",
            "From when a generation begins to its first token.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        # @end
        # @if batched=true
        self.batch_size = Histogram(
            "batch_size",
            "Texts in one pass through the model.",
            buckets=(1, 2, 4, 8, 16, 32, 64, 128),
            registry=self.registry,
        )
        # @end
        self.tokens = Counter(
            "tokens",
            "Tokens that were read (prompt) and written (completion).",
            ["kind"],
            registry=self.registry,
        )

    def exposition(self) -> bytes:
        return generate_latest(self.registry)
