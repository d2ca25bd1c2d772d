"""Bounds on requests: size of the body, time, and clients that went away."""

import asyncio
import math
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import ApiError, timed_out

Result = TypeVar("Result")


class ClientGone(Exception):
    """The client closed the connection; nobody reads the answer."""


class BodyLimit:
    """Reads a whole body before anything else, and refuses what is too much."""

    def __init__(self, app: ASGIApp, max_bytes: int, timeout_seconds: float) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._timeout = timeout_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self._timeout):
                body = await self._read(scope, receive)
        except ApiError as error:
            await error.response()(scope, receive, send)
        except TimeoutError:
            message = f"The body did not arrive within {self._timeout:g} seconds."
            await ApiError(408, "body_timeout", message).response()(
                scope, receive, send
            )
        else:
            if body is not None:
                await self._app(scope, _replay(body, receive), send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        for name, value in scope["headers"]:
            if name == b"content-length" and int(value) > self._max_bytes:
                raise self._too_large()
        chunks: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            chunk: bytes = message.get("body", b"")
            size += len(chunk)
            if size > self._max_bytes:
                raise self._too_large()
            chunks.append(chunk)
            if not message.get("more_body", False):
                return b"".join(chunks)

    def _too_large(self) -> ApiError:
        return ApiError(
            413,
            "body_too_large",
            f"The body is larger than {self._max_bytes} bytes.",
        )


def _replay(body: bytes, receive: Receive) -> Receive:
    """First the body that was read already, then what the connection says."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def while_connected(
    request: Request,
    work: Coroutine[Any, Any, Result],
    timeout_seconds: float = math.inf,
) -> Result:
    """Awaits work, but cancels it when the client goes away or time is up."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_disconnected(request))
    try:
        done, _ = await asyncio.wait(
            {task, gone},
            timeout=None if math.isinf(timeout_seconds) else timeout_seconds,
            return_when=asyncio.FIRST_COMPLETED,
        )
        if task in done:
            return task.result()
        if gone in done:
            raise ClientGone
        raise timed_out(timeout_seconds)
    finally:
        gone.cancel()
        task.cancel()
        # What was cancelled gives back what it held before the request ends.
        await asyncio.gather(task, gone, return_exceptions=True)


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
