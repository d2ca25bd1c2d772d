"""Dynamic batching: texts of several requests go through the model together."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from .errors import internal_error, overloaded
from .metrics import Metrics
from .workers import Workers

logger = logging.getLogger(__name__)

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass
class _Waiting(Generic[Item, Result]):
    item: Item
    future: "asyncio.Future[Result]"


class Batcher(Generic[Item, Result]):
    """Collects items until a batch is full or the first has waited long enough.

    One thread computes, so the next batch fills up while one is in the model.
    """

    def __init__(
        self,
        compute: Callable[[Sequence[Item]], Sequence[Result]],
        metrics: Metrics,
        *,
        max_batch_size: int,
        wait_seconds: float,
        max_queued: int,
    ) -> None:
        self._compute = compute
        self._metrics = metrics
        self._max_batch_size = max_batch_size
        self._wait_seconds = wait_seconds
        self._max_queued = max_queued
        self._queue: deque[_Waiting[Item, Result]] = deque()
        self._arrived = asyncio.Event()
        self._full = asyncio.Event()
        self._workers = Workers(1, "model")
        self._task = asyncio.create_task(self._run())

    def check_room(self, count: int) -> None:
        """Raises 429 where so many items more are too many."""
        if len(self._queue) + count > self._max_queued:
            raise overloaded()

    async def submit(self, items: Sequence[Item]) -> list[Result]:
        """The results, in order. Raises 429 at once where the queue has no room."""
        self.check_room(len(items))
        loop = asyncio.get_running_loop()
        waiting = [_Waiting(item, loop.create_future()) for item in items]
        self._queue.extend(waiting)
        self._changed()
        try:
            return list(await asyncio.gather(*(each.future for each in waiting)))
        finally:
            # A client that has gone takes its texts out of the queue.
            for each in waiting:
                each.future.cancel()

    def _changed(self) -> None:
        self._metrics.queue_depth.set(len(self._queue))
        if self._queue:
            self._arrived.set()
        else:
            self._arrived.clear()
        if len(self._queue) >= self._max_batch_size:
            self._full.set()
        else:
            self._full.clear()

    async def _run(self) -> None:
        while True:
            await self._arrived.wait()
            try:
                async with asyncio.timeout(self._wait_seconds):
                    await self._full.wait()
            except TimeoutError:
                pass  # the batch goes as it is
            if batch := self._take():
                await self._answer(batch)

    def _take(self) -> list[_Waiting[Item, Result]]:
        batch: list[_Waiting[Item, Result]] = []
        while self._queue and len(batch) < self._max_batch_size:
            each = self._queue.popleft()
            if not each.future.done():
                batch.append(each)
        self._changed()
        return batch

    async def _answer(self, batch: list[_Waiting[Item, Result]]) -> None:
        self._metrics.batch_size.observe(len(batch))
        items = [each.item for each in batch]
        try:
            results = await self._workers.submit(lambda: self._compute(items))
        except Exception:
            logger.exception("A batch failed.")
            for each in batch:
                if not each.future.done():
                    each.future.set_exception(internal_error())
            return
        for each, result in zip(batch, results, strict=True):
            if not each.future.done():
                each.future.set_result(result)

    async def close(self) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
