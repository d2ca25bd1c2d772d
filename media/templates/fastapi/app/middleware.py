"""Around every request: its trace, its metrics, its log entry, its failures."""

import asyncio
import logging
import time

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import ApiError, internal_error, shutting_down
from .lifecycle import Lifecycle
from .limits import ClientGone
from .logs import current_trace, read_trace
from .metrics import Metrics

logger = logging.getLogger(__name__)

# Asked every few seconds, and of no interest while they succeed.
_QUIET = {"/health", "/ready", "/metrics"}

# What nginx logs where the client went away before the answer.
_CLIENT_CLOSED = 499


class RequestContext:
    """Plain ASGI: starlette's BaseHTTPMiddleware would hide that a client left."""

    def __init__(self, app: ASGIApp, lifecycle: Lifecycle, metrics: Metrics) -> None:
        self._app = app
        self._lifecycle = lifecycle
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        token = current_trace.set(
            read_trace(headers.get("traceparent"), headers.get("x-cloud-trace-context"))
        )
        started = time.perf_counter()
        status = _CLIENT_CLOSED
        self._metrics.in_flight.inc()
        try:
            status = await self._answer(scope, receive, send)
        finally:
            self._metrics.in_flight.dec()
            self._record(scope, headers, status, time.perf_counter() - started)
            current_trace.reset(token)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> int:
        status: int | None = None

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        task = asyncio.current_task()
        assert task is not None
        self._lifecycle.enter_request(task)
        answer: ApiError | None = None
        try:
            await self._app(scope, receive, watch)
        except ClientGone:
            return _CLIENT_CLOSED
        except asyncio.CancelledError:
            # The drain is over. Cancelled by anybody else, there is no one to answer.
            answer = shutting_down()
        except Exception:
            logger.exception("A request failed.")
            answer = internal_error()
        finally:
            self._lifecycle.leave_request(task)
        if answer and status is None:
            await answer.response()(scope, receive, watch)
        return status or _CLIENT_CLOSED

    def _record(
        self, scope: Scope, headers: Headers, status: int, seconds: float
    ) -> None:
        # The pattern, not the path: a path per request would be a metric per request.
        route = getattr(scope.get("route"), "path", "unmatched")
        method = scope["method"]
        self._metrics.requests.labels(method, route, str(status)).inc()
        self._metrics.latency.labels(route).observe(seconds)
        level = logging.INFO if status < 400 else logging.WARNING
        if status >= 500 and status != 503:
            level = logging.ERROR
        if route in _QUIET:
            level = logging.DEBUG
        logger.log(
            level,
            "%s %s %d %.0f ms",
            method,
            scope["path"],
            status,
            seconds * 1000,
            extra={
                "fields": {
                    "httpRequest": {
                        "requestMethod": method,
                        "requestUrl": scope["path"],
                        "status": status,
                        "latency": f"{seconds:.6f}s",
                        "userAgent": headers.get("user-agent", ""),
                        "protocol": f"HTTP/{scope.get('http_version', '')}",
                    }
                }
            },
        )
