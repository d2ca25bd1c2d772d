"""The life of the process: loading, ready, draining after SIGTERM, gone."""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable
from enum import StrEnum
from types import FrameType

from .errors import ApiError, shutting_down
from .metrics import Metrics

logger = logging.getLogger(__name__)

# Between asking what is still running to end and cutting it off.
_GRACE_SECONDS = 1.0


class Phase(StrEnum):
    LOADING = "loading"
    READY = "ready"
    DRAINING = "draining"
    FAILED = "failed"


class Lifecycle:
    """Knows the phase, and ends requests that outlast the drain."""

    def __init__(self, drain_seconds: float, metrics: Metrics) -> None:
        self.phase = Phase.LOADING
        self._drain_seconds = drain_seconds
        self._metrics = metrics
        self._requests: set[asyncio.Task[object]] = set()
        self._end_work: list[Callable[[], None]] = []
        self._drain_task: asyncio.Task[None] | None = None
        self._previous: dict[int, object] = {}

    def become_ready(self) -> None:
        if self.phase is Phase.LOADING:
            self.phase = Phase.READY
            self._metrics.ready.set(1)

    def fail(self) -> None:
        self.phase = Phase.FAILED

    def check_ready(self) -> None:
        """Raises what a client is told while no requests are taken."""
        if self.phase is Phase.DRAINING:
            raise shutting_down()
        if self.phase is Phase.FAILED:
            raise ApiError(503, "model_failed", "The model could not be loaded.")
        if self.phase is Phase.LOADING:
            raise ApiError(
                503,
                "model_loading",
                "The model is being loaded. Try again later.",
                retry_after=5,
            )

    def on_deadline(self, end_work: Callable[[], None]) -> None:
        """Calls this when the drain has lasted long enough."""
        self._end_work.append(end_work)

    def enter_request(self, task: "asyncio.Task[object]") -> None:
        self._requests.add(task)

    def leave_request(self, task: "asyncio.Task[object]") -> None:
        self._requests.discard(task)

    def watch_signals(self) -> None:
        """Drains from the moment of the signal, before uvicorn's own shutdown."""
        if threading.current_thread() is not threading.main_thread():
            return  # a test client: signals go to the main thread only
        loop = asyncio.get_running_loop()

        def handle(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.drain)
            previous = self._previous.get(number)
            if callable(previous):
                previous(number, frame)

        for number in (signal.SIGTERM, signal.SIGINT):
            self._previous[number] = signal.signal(number, handle)

    def drain(self) -> None:
        """No new work is taken; what is under way may finish until the deadline."""
        if self.phase is Phase.DRAINING:
            return
        self.phase = Phase.DRAINING
        self._metrics.ready.set(0)
        logger.info("Shutting down: %d requests are under way.", len(self._requests))
        self._drain_task = asyncio.get_running_loop().create_task(self._deadline())

    async def _deadline(self) -> None:
        await asyncio.sleep(self._drain_seconds)
        if not self._requests:
            return
        logger.warning(
            "%d requests were not finished after %g seconds and are ended.",
            len(self._requests),
            self._drain_seconds,
        )
        for end_work in self._end_work:
            end_work()
        await asyncio.sleep(_GRACE_SECONDS)
        for task in list(self._requests):
            task.cancel()

    async def close(self) -> None:
        if self._drain_task:
            self._drain_task.cancel()
