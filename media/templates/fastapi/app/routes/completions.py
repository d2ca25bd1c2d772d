"""POST /v1/completions: goes on where the prompt ends."""

import logging

from fastapi import APIRouter, Request, Response

from ..services import services_of
from .generating import Shape, answer
from .schemas import CompletionBody

router = APIRouter(tags=["generation"])
logger = logging.getLogger(__name__)

_SHAPE = Shape(
    id_prefix="cmpl",
    whole_object="text_completion",
    piece_object="text_completion",
    whole=lambda text: {"text": text},
    piece=lambda text: {"text": text},
    opening=None,
)


@router.post("/v1/completions")
async def completions(body: CompletionBody, request: Request) -> Response:
    services = services_of(request)
    model = services.loaded.model
    if services.settings.log_prompts:
        logger.info("Completion.", extra={"fields": {"prompt": body.prompt}})
    return await answer(
        request, body, _SHAPE, lambda: model.encode(body.prompt), body.max_tokens
    )
