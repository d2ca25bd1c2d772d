"""Errors that clients see: one JSON object of one form, with one clear sentence."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

logger = logging.getLogger(__name__)


class ApiError(Exception):
    """Ends a request with a status, a code for programs and a sentence for people."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        param: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.param = param
        self.retry_after = retry_after

    def body(self) -> dict[str, object]:
        """The form of OpenAI's errors, which its client libraries understand."""
        kind = "invalid_request_error" if self.status < 429 else "server_error"
        if self.status == 429:
            kind = "rate_limit_error"
        return {
            "error": {
                "message": self.message,
                "type": kind,
                "param": self.param,
                "code": self.code,
            }
        }

    def response(self) -> JSONResponse:
        headers = {}
        if self.retry_after is not None:
            headers["Retry-After"] = str(self.retry_after)
        return JSONResponse(self.body(), self.status, headers)


def overloaded(retry_after: int = 1) -> ApiError:
    return ApiError(
        429,
        "overloaded",
        "The server has as much work as it can take. Try again later.",
        retry_after=retry_after,
    )


def shutting_down() -> ApiError:
    return ApiError(
        503,
        "shutting_down",
        "The server is shutting down. Try again.",
        retry_after=1,
    )


def timed_out(seconds: float) -> ApiError:
    return ApiError(
        504, "timeout", f"The request took longer than {seconds:g} seconds."
    )


def internal_error() -> ApiError:
    return ApiError(
        500, "internal_error", "The server failed. Its log says more about it."
    )


def add_error_handlers(app: FastAPI) -> None:
    @app.exception_handler(ApiError)
    async def of_ours(_: Request, error: ApiError) -> JSONResponse:
        return error.response()

    @app.exception_handler(HTTPException)
    async def of_the_framework(_: Request, error: HTTPException) -> JSONResponse:
        code = {404: "not_found", 405: "method_not_allowed"}
        answer = ApiError(
            error.status_code,
            code.get(error.status_code, "http_error"),
            f"{error.detail}.",
        )
        response = answer.response()
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(RequestValidationError)
    async def of_the_body(_: Request, error: RequestValidationError) -> JSONResponse:
        return _invalid(error).response()


def _invalid(error: RequestValidationError) -> ApiError:
    first = error.errors()[0]
    # The first part only says "body".
    place = ".".join(str(part) for part in first["loc"][1:])
    reason = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "json_invalid":
        return ApiError(400, "invalid_json", "The body is not valid JSON.")
    if not place and first["type"] in {"model_attributes_type", "missing"}:
        return ApiError(
            400,
            "invalid_json",
            "The body must be a JSON object, sent as Content-Type: application/json.",
        )
    message = f"{place}: {reason}." if place else f"{reason}."
    return ApiError(400, "invalid_request", message, param=place or None)
