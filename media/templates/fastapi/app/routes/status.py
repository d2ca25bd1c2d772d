"""How the service is: alive, ready, busy, and what it serves."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST

from ..lifecycle import Phase
from ..services import services_of

router = APIRouter(tags=["status"])


@router.get("/health")
async def health() -> dict[str, str]:
    """The process runs. Says nothing of the model: see /ready."""
    return {"status": "ok"}


@router.get("/ready")
async def ready(request: Request) -> JSONResponse:
    """200 while requests are taken; 503 before the model is there and after SIGTERM."""
    services = services_of(request)
    phase = services.lifecycle.phase
    return JSONResponse(
        {"status": str(phase), "model": services.settings.model_name},
        status_code=200 if phase is Phase.READY else 503,
    )


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """For Prometheus."""
    content = services_of(request).metrics.exposition()
    return Response(content, media_type=CONTENT_TYPE_LATEST)


@router.get("/v1/models")
async def models(request: Request) -> dict[str, object]:
    services = services_of(request)
    loaded = services.loaded
    entry: dict[str, object] = {
        "id": services.settings.model_name,
        "object": "model",
        "created": loaded.model.loaded_at,
        "owned_by": "local",
    }
    # @if task=text-generation
    if loaded.model.context_length:
        entry["max_model_len"] = loaded.model.context_length
    # @end
    return {"object": "list", "data": [entry]}
