"""Logs as Cloud Logging reads them: one JSON object on each line of stdout.

With X-Cloud-Trace-Context or traceparent, entries belong to the trace of their
request. Prompts are not logged unless LOG_PROMPTS is set.
"""

import json
import logging
import re
import sys
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class Trace:
    trace_id: str
    span_id: str | None
    sampled: bool


current_trace: ContextVar[Trace | None] = ContextVar("current_trace", default=None)

_CLOUD = re.compile(r"([0-9a-f]{32})(?:/(\d{1,20}))?(?:;o=(\d))?", re.IGNORECASE)
_W3C = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2}).*")


def read_trace(traceparent: str | None, cloud_context: str | None) -> Trace | None:
    """The trace that a request belongs to; None where the headers name none."""
    if traceparent and (match := _W3C.fullmatch(traceparent)):
        return Trace(match[1], match[2], bool(int(match[3], 16) & 1))
    if cloud_context and (match := _CLOUD.fullmatch(cloud_context)):
        span = f"{int(match[2]) % 2**64:016x}" if match[2] else None
        return Trace(match[1].lower(), span, match[3] == "1")
    return None


class JsonFormatter(logging.Formatter):
    """https://cloud.google.com/logging/docs/structured-logging"""

    def __init__(self, project: str | None) -> None:
        super().__init__()
        self._project = project

    def format(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        if record.exc_info:
            # Error Reporting finds the stack trace in the message.
            message = f"{message}\n{self.formatException(record.exc_info)}"
        entry: dict[str, object] = {
            "severity": record.levelname,
            "message": message,
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "logger": record.name,
        }
        fields = getattr(record, "fields", None)
        if isinstance(fields, dict):
            entry.update(fields)
        if trace := current_trace.get():
            entry.update(self._trace_fields(trace))
        return json.dumps(entry, ensure_ascii=False, default=str)

    def _trace_fields(self, trace: Trace) -> dict[str, object]:
        name = trace.trace_id
        if self._project:
            name = f"projects/{self._project}/traces/{trace.trace_id}"
        fields: dict[str, object] = {
            "logging.googleapis.com/trace": name,
            "logging.googleapis.com/trace_sampled": trace.sampled,
        }
        if trace.span_id:
            fields["logging.googleapis.com/spanId"] = trace.span_id
        return fields


def configure_logging(level: str, form: str, project: str | None = None) -> None:
    """Sends everything to stdout in one form, what uvicorn logs included."""
    handler = logging.StreamHandler(sys.stdout)
    if form == "json":
        handler.setFormatter(JsonFormatter(project))
    else:
        handler.setFormatter(logging.Formatter("%(levelname)-8s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    # Requests are logged by RequestContext, with their trace and how long they took.
    logging.getLogger("uvicorn.access").disabled = True
    for name in ("httpx", "httpx2", "httpcore", "httpcore2", "filelock"):
        logging.getLogger(name).setLevel("WARNING")
