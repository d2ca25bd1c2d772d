"""From the body of a request to a generation, and from there to the answer."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from uuid import uuid4

from fastapi import Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from ..errors import ApiError, internal_error, timed_out
from ..generation import Generation
from ..limits import while_connected
from ..model.text_generation import ChatError, GenerationRequest
from ..services import Services, services_of
from .schemas import GenerationBody

logger = logging.getLogger(__name__)

Chunk = dict[str, object]


@dataclass(frozen=True)
class Shape:
    """How an answer looks: chat and plain completions differ in little else."""

    id_prefix: str
    whole_object: str
    piece_object: str
    # The whole text, and a piece of it, as `choices` has them.
    whole: Callable[[str], Chunk]
    piece: Callable[[str], Chunk]
    # Comes before the first piece; None where nothing does.
    opening: Chunk | None


async def answer(
    request: Request,
    body: GenerationBody,
    shape: Shape,
    encode: Callable[[], list[int]],
    max_tokens: int | None,
) -> Response:
    """Generates; `encode` makes the tokens of the prompt, in a thread."""
    services = services_of(request)
    seconds = services.settings.request_timeout_seconds
    deadline = asyncio.get_running_loop().time() + seconds
    generation = await while_connected(
        request, _start(services, body, encode, max_tokens, deadline), seconds
    )
    reply = _Reply(services, shape, generation)
    if body.stream:
        return _Stream(reply.events(body.wants_usage), generation)
    try:
        text = await while_connected(request, generation.text())
    except TimeoutError:
        raise timed_out(seconds) from None
    finally:
        generation.cancel()
    return JSONResponse(reply.whole(text))


class _Stream(StreamingResponse):
    """Ends the generation with the response, however that ends."""

    def __init__(self, events: AsyncIterator[str], generation: Generation) -> None:
        super().__init__(
            events,
            media_type="text/event-stream",
            # Proxies must not collect the pieces.
            headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
        )
        self._generation = generation

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._generation.cancel()


async def _start(
    services: Services,
    body: GenerationBody,
    encode: Callable[[], list[int]],
    max_tokens: int | None,
    deadline: float,
) -> Generation:
    engine = services.loaded.engine
    engine.check_room()
    try:
        tokens = await asyncio.to_thread(encode)
    except ChatError as error:
        raise ApiError(400, "invalid_request", f"{error}.", param="messages") from None
    settings = services.settings
    sampling = engine.model.default_sampling.changed(
        body.temperature,
        body.top_p,
        body.seed if body.seed is not None else settings.seed,
    )
    return await engine.start(
        GenerationRequest(
            prompt_tokens=tokens,
            max_tokens=_output_tokens(services, len(tokens), max_tokens),
            sampling=sampling,
            stop=body.stop_sequences,
        ),
        deadline,
    )


def _output_tokens(services: Services, prompt: int, asked: int | None) -> int:
    """How many tokens may be written; raises 400 where the limits do not allow it."""
    settings = services.settings
    context = services.loaded.model.context_length or 10**9
    if prompt == 0:
        raise ApiError(400, "invalid_request", "The prompt is empty.", param="prompt")
    allowed = min(settings.max_input_tokens, context - 1)
    if prompt > allowed:
        raise ApiError(
            400,
            "context_length_exceeded",
            f"The prompt has {prompt} tokens; {allowed} are allowed.",
        )
    if asked is not None and asked > settings.max_output_tokens:
        raise ApiError(
            400,
            "invalid_request",
            f"max_tokens is {asked}; {settings.max_output_tokens} are allowed.",
            param="max_tokens",
        )
    if asked is not None and prompt + asked > context:
        raise ApiError(
            400,
            "context_length_exceeded",
            f"The prompt has {prompt} tokens, so that with max_tokens {asked} the "
            f"model's context of {context} is too short.",
            param="max_tokens",
        )
    return asked or min(settings.max_output_tokens, context - prompt)


class _Reply:
    def __init__(
        self, services: Services, shape: Shape, generation: Generation
    ) -> None:
        self._shape = shape
        self._generation = generation
        self._model = services.settings.model_name
        self._timeout = services.settings.request_timeout_seconds
        self._id = f"{shape.id_prefix}-{uuid4().hex}"
        self._created = int(time.time())

    def whole(self, text: str) -> Chunk:
        choice = self._choice(self._shape.whole(text), self._finish_reason())
        body = self._body(self._shape.whole_object, [choice])
        return {**body, "usage": self._usage()}

    async def events(self, with_usage: bool) -> AsyncIterator[str]:
        """Server-sent events. An error is an event too, as the status is long sent."""
        try:
            if self._shape.opening is not None:
                yield self._event(self._shape.opening, None)
            async for text in self._generation:
                yield self._event(self._shape.piece(text), None)
            yield self._event(self._shape.piece(""), self._finish_reason())
            if with_usage:
                body = self._body(self._shape.piece_object, [])
                yield _data({**body, "usage": self._usage()})
            yield "data: [DONE]\n\n"
        except TimeoutError:
            yield _data(timed_out(self._timeout).body())
        except ApiError as error:
            yield _data(error.body())
        except Exception:
            logger.exception("A stream failed.")
            yield _data(internal_error().body())

    def _event(self, part: Chunk, finish_reason: str | None) -> str:
        choice = self._choice(part, finish_reason)
        return _data(self._body(self._shape.piece_object, [choice]))

    def _body(self, kind: str, choices: list[Chunk]) -> Chunk:
        return {
            "id": self._id,
            "object": kind,
            "created": self._created,
            "model": self._model,
            "choices": choices,
        }

    def _choice(self, part: Chunk, finish_reason: str | None) -> Chunk:
        return {"index": 0, **part, "logprobs": None, "finish_reason": finish_reason}

    def _finish_reason(self) -> str:
        result = self._generation.result
        return result.finish_reason if result else "stop"

    def _usage(self) -> Chunk:
        prompt = len(self._generation.request.prompt_tokens)
        result = self._generation.result
        written = result.completion_tokens if result else 0
        return {
            "prompt_tokens": prompt,
            "completion_tokens": written,
            "total_tokens": prompt + written,
        }


def _data(content: object) -> str:
    return f"data: {json.dumps(content, ensure_ascii=False)}\n\n"
