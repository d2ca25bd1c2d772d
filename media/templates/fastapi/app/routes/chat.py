"""POST /v1/chat/completions, by the model's own chat template."""

import logging

from fastapi import APIRouter, Request, Response

from ..errors import ApiError
from ..services import services_of
from .generating import Shape, answer
from .schemas import ChatBody

router = APIRouter(tags=["generation"])
logger = logging.getLogger(__name__)

_SHAPE = Shape(
    id_prefix="chatcmpl",
    whole_object="chat.completion",
    piece_object="chat.completion.chunk",
    whole=lambda text: {"message": {"role": "assistant", "content": text}},
    piece=lambda text: {"delta": {"content": text} if text else {}},
    opening={"delta": {"role": "assistant", "content": ""}},
)


@router.post("/v1/chat/completions")
async def chat_completions(body: ChatBody, request: Request) -> Response:
    services = services_of(request)
    model = services.loaded.model
    if not model.has_chat_template:
        raise ApiError(
            400,
            "no_chat_template",
            "This model has no chat template. Use /v1/completions.",
        )
    messages = [message.for_template() for message in body.messages]
    if services.settings.log_prompts:
        logger.info("Chat.", extra={"fields": {"messages": messages}})
    return await answer(
        request,
        body,
        _SHAPE,
        lambda: model.encode_chat(messages, body.chat_template_kwargs),
        body.max_completion_tokens or body.max_tokens,
    )
