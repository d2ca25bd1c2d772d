"""POST /v1/embeddings, as OpenAI's client libraries call it."""

import asyncio
import base64
import math
import struct
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from ..errors import ApiError
from ..limits import while_connected
from ..model.encoding import InputTooLongError
from ..services import Services, services_of
from .inputs import check_texts, log_texts

router = APIRouter(tags=["embeddings"])


class EmbeddingRequest(BaseModel):
    input: str | list[str]
    model: str | None = None
    encoding_format: Literal["float", "base64"] = "float"
    dimensions: int | None = Field(
        default=None,
        gt=0,
        description="The first so many numbers, for models trained for that.",
    )
    truncate: bool = Field(
        default=False, description="Cuts long texts instead of refusing them."
    )


@router.post("/v1/embeddings")
async def embeddings(body: EmbeddingRequest, request: Request) -> JSONResponse:
    services = services_of(request)
    texts = check_texts(body.input, "input", services.settings)
    log_texts(texts, services.settings)
    vectors, tokens = await while_connected(
        request,
        _embed(services, texts, body.truncate),
        services.settings.request_timeout_seconds,
    )
    data = [
        {
            "object": "embedding",
            "index": index,
            "embedding": _written(
                _shortened(vector, body.dimensions, services.settings.normalize),
                body.encoding_format,
            ),
        }
        for index, vector in enumerate(vectors)
    ]
    return JSONResponse(
        {
            "object": "list",
            "data": data,
            "model": services.settings.model_name,
            "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
        }
    )


async def _embed(
    services: Services, texts: list[str], truncate: bool
) -> tuple[list[list[float]], int]:
    loaded = services.loaded
    loaded.batcher.check_room(len(texts))
    try:
        tokens = await asyncio.to_thread(loaded.model.encoder.encode, texts, truncate)
    except InputTooLongError as error:
        raise ApiError(
            400, "context_length_exceeded", str(error), param="input"
        ) from None
    vectors = await loaded.batcher.submit(tokens)
    count = sum(len(each) for each in tokens)
    services.metrics.tokens.labels("prompt").inc(count)
    return vectors, count


def _shortened(
    vector: list[float], dimensions: int | None, normalize: bool
) -> list[float]:
    if dimensions is None or dimensions == len(vector):
        return vector
    if dimensions > len(vector):
        raise ApiError(
            400,
            "invalid_request",
            f"dimensions is {dimensions}, but vectors have {len(vector)} numbers.",
            param="dimensions",
        )
    part = vector[:dimensions]
    length = math.hypot(*part)
    return [each / length for each in part] if normalize and length else part


def _written(vector: list[float], encoding_format: str) -> list[float] | str:
    if encoding_format == "float":
        return vector
    packed = struct.pack(f"<{len(vector)}f", *vector)
    return base64.b64encode(packed).decode("ascii")
