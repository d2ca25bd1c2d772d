"""Generations under way: how many at a time, how many wait, how they end."""

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from .errors import ApiError, internal_error, overloaded, shutting_down
from .metrics import Metrics
from .model.text_generation import (
    GenerationRequest,
    GenerationResult,
    TextGenerationModel,
)
from .workers import Workers

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Failed:
    error: Exception


class Generation:
    """One generation. Iterate over it for its text; then `result` is there.

    Raises TimeoutError where the text is not there by the deadline, a time of the loop.
    """

    def __init__(self, request: GenerationRequest, deadline: float) -> None:
        self.request = request
        self._deadline = deadline
        self.result: GenerationResult | None = None
        self._cancelled = threading.Event()
        self._ended_by: ApiError | None = None
        self._pieces: asyncio.Queue[str | GenerationResult | _Failed] = asyncio.Queue()

    def cancel(self, reason: ApiError | None = None) -> None:
        """Stops before the next token. With a reason, the reader gets it."""
        self._ended_by = self._ended_by or reason
        self._cancelled.set()

    async def __aiter__(self) -> AsyncIterator[str]:
        while True:
            async with asyncio.timeout_at(self._deadline):
                piece = await self._pieces.get()
            if isinstance(piece, str):
                yield piece
                continue
            if isinstance(piece, _Failed):
                raise internal_error() from piece.error
            if self._ended_by:
                raise self._ended_by
            self.result = piece
            return

    async def text(self) -> str:
        return "".join([piece async for piece in self])

    def run(
        self,
        model: TextGenerationModel,
        metrics: Metrics,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        """Blocks; in a thread of its own."""
        started = time.perf_counter()

        def put(piece: "str | GenerationResult | _Failed") -> None:
            loop.call_soon_threadsafe(self._pieces.put_nowait, piece)

        def on_text(text: str, count: int) -> None:
            if count == 1:
                metrics.first_token.observe(time.perf_counter() - started)
            if text:
                put(text)

        if self._cancelled.is_set():
            put(GenerationResult(0, "stop"))
            return
        metrics.tokens.labels("prompt").inc(len(self.request.prompt_tokens))
        try:
            result = model.generate(self.request, on_text, self._cancelled)
        except Exception as error:
            logger.exception("A generation failed.")
            put(_Failed(error))
        else:
            metrics.tokens.labels("completion").inc(result.completion_tokens)
            put(result)


class GenerationEngine:
    """Runs a bounded number of generations, and lets a bounded number wait."""

    def __init__(
        self,
        model: TextGenerationModel,
        metrics: Metrics,
        max_concurrent: int,
        max_waiting: int,
    ) -> None:
        self.model = model
        self._metrics = metrics
        self._max_waiting = max_waiting
        self._free = asyncio.Semaphore(max_concurrent)
        self._workers = Workers(max_concurrent, "generation")
        self._waiting = 0
        self._running: set[Generation] = set()

    def check_room(self) -> None:
        """Raises 429 where as many wait as may."""
        if self._free.locked() and self._waiting >= self._max_waiting:
            raise overloaded()

    async def start(self, request: GenerationRequest, deadline: float) -> Generation:
        """Returns once the generation runs; raises 429 at once where too many wait."""
        self.check_room()
        self._waiting += 1
        self._metrics.queue_depth.set(self._waiting)
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1
            self._metrics.queue_depth.set(self._waiting)
        generation = Generation(request, deadline)
        self._running.add(generation)
        self._metrics.generations.set(len(self._running))
        loop = asyncio.get_running_loop()
        future = self._workers.submit(
            lambda: generation.run(self.model, self._metrics, loop)
        )
        # The place is free when the thread is, not when the client has gone.
        future.add_done_callback(lambda _: self._end(generation))
        return generation

    def _end(self, generation: Generation) -> None:
        self._running.discard(generation)
        self._metrics.generations.set(len(self._running))
        self._free.release()

    def cancel_all(self) -> None:
        for generation in list(self._running):
            generation.cancel(shutting_down())
