"""Puts the application together."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .errors import add_error_handlers
from .limits import BodyLimit
from .middleware import RequestContext
from .model.loading import ModelError
# @if task=text-generation
from .routes import chat, completions, status
# @end
# @if task=embeddings
from .routes import embeddings, status
# @end
# @if task=classification
from .routes import classification, status
# @end
from .services import LoadModel, Model, Services
from .settings import Settings

logger = logging.getLogger(__name__)


def exit_with_failure() -> None:
    """A container without its model is of no use: the platform should see it fail."""
    logging.shutdown()
    os._exit(1)


def create_app(
    settings: Settings,
    *,
    load_model: LoadModel = Model.load,
    on_load_failure: Callable[[], None] = exit_with_failure,
) -> FastAPI:
    services = Services(settings)

    async def load() -> None:
        try:
            await services.load(load_model)
        except Exception as error:
            services.lifecycle.fail()
            # What transformers says of a model that is not there is for people, too.
            known = isinstance(error, ModelError | OSError | ValueError)
            logger.critical(
                "%s cannot be loaded: %s",
                settings.model_id,
                error,
                exc_info=None if known else error,
            )
            on_load_failure()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        services.lifecycle.watch_signals()
        loading = asyncio.create_task(load())
        yield
        loading.cancel()
        await services.close()

    app = FastAPI(title=settings.model_name, lifespan=lifespan)
    app.state.services = services
    app.include_router(status.router)
    # @if task=text-generation
    app.include_router(chat.router)
    app.include_router(completions.router)
    # @end
    # @if task=embeddings
    app.include_router(embeddings.router)
    # @end
    # @if task=classification
    app.include_router(classification.router)
    # @end
    add_error_handlers(app)
    app.add_middleware(
        BodyLimit,
        max_bytes=settings.max_body_bytes,
        timeout_seconds=settings.body_timeout_seconds,
    )
    # Added last, so that it stands around everything else.
    app.add_middleware(
        RequestContext, lifecycle=services.lifecycle, metrics=services.metrics
    )
    return app
