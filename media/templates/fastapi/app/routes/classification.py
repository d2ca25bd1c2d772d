"""POST /classify: labels with scores, for one text or many."""

import asyncio

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from ..errors import ApiError
from ..limits import while_connected
from ..model.encoding import InputTooLongError
from ..services import Services, services_of
from .inputs import check_texts, log_texts

router = APIRouter(tags=["classification"])


class ClassifyRequest(BaseModel):
    inputs: str | list[str]
    top_k: int | None = Field(
        default=None, gt=0, description="How many labels, best first; all unless given."
    )
    truncate: bool = Field(
        default=False, description="Cuts long texts instead of refusing them."
    )


class LabelScore(BaseModel):
    label: str
    score: float


class Classified(BaseModel):
    """The best label, and all that were asked for."""

    label: str
    score: float
    scores: list[LabelScore]


class ClassifyResponse(BaseModel):
    model: str
    results: list[Classified]


@router.post("/classify")
async def classify(body: ClassifyRequest, request: Request) -> ClassifyResponse:
    services = services_of(request)
    labels = services.loaded.model.labels
    texts = check_texts(body.inputs, "inputs", services.settings)
    log_texts(texts, services.settings)
    scores = await while_connected(
        request,
        _classify(services, texts, body.truncate),
        services.settings.request_timeout_seconds,
    )
    return ClassifyResponse(
        model=services.settings.model_name,
        results=[_result(labels, each, body.top_k) for each in scores],
    )


async def _classify(
    services: Services, texts: list[str], truncate: bool
) -> list[list[float]]:
    loaded = services.loaded
    loaded.batcher.check_room(len(texts))
    try:
        tokens = await asyncio.to_thread(loaded.model.encoder.encode, texts, truncate)
    except InputTooLongError as error:
        raise ApiError(
            400, "context_length_exceeded", str(error), param="inputs"
        ) from None
    services.metrics.tokens.labels("prompt").inc(sum(len(each) for each in tokens))
    return await loaded.batcher.submit(tokens)


def _result(labels: list[str], scores: list[float], top_k: int | None) -> Classified:
    ranked = sorted(zip(labels, scores, strict=True), key=lambda each: -each[1])
    named = [LabelScore(label=label, score=score) for label, score in ranked[:top_k]]
    return Classified(label=named[0].label, score=named[0].score, scores=named)
