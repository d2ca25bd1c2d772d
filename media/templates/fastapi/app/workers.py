"""Threads for what would block the event loop: loading and computing."""

import asyncio
import contextlib
import contextvars
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


class Workers:
    """A fixed number of daemon threads.

    asyncio.to_thread would do, but its threads are waited for when the process ends,
    and a model that is still being loaded must not hold that up.
    """

    def __init__(self, count: int, name: str) -> None:
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        for number in range(count):
            threading.Thread(
                target=self._work, name=f"{name}-{number}", daemon=True
            ).start()

    def submit(self, function: Callable[[], Result]) -> "asyncio.Future[Result]":
        """Runs the function in a thread, in the context of the caller."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        context = contextvars.copy_context()

        def job() -> None:
            try:
                result = context.run(function)
            except Exception as error:  # noqa: BLE001 - whoever awaits gets it
                _call_soon(loop, _fail, future, error)
            else:
                _call_soon(loop, _succeed, future, result)

        self._jobs.put(job)
        return future

    def _work(self) -> None:
        while True:
            self._jobs.get()()


def _call_soon(
    loop: asyncio.AbstractEventLoop, function: Callable[..., None], *args: Any
) -> None:
    # The loop is closed when the process is ending, and then nobody waits.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(function, *args)


def _succeed(future: "asyncio.Future[Any]", result: object) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: "asyncio.Future[Any]", error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
