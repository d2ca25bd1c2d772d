"""What every request needs, held by the application and by nothing global."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request

# @if batched=true
from .batching import Batcher
# @end
# @if task=text-generation
from .generation import GenerationEngine
# @end
from .lifecycle import Lifecycle
from .metrics import Metrics
# @if task=classification
from .model.classification import ClassificationModel
# @end
# @if task=embeddings
from .model.embeddings import EmbeddingModel
# @end
# @if task=text-generation
from .model.text_generation import TextGenerationModel
# @end
from .settings import Settings
from .workers import Workers

logger = logging.getLogger(__name__)

# @if task=classification
Model = ClassificationModel
# @end
# @if task=embeddings
Model = EmbeddingModel
# @end
# @if task=text-generation
Model = TextGenerationModel
# @end
LoadModel = Callable[[Settings], Model]


@dataclass(frozen=True)
class Loaded:
    model: Model
    # @if task=text-generation
    engine: GenerationEngine
    # @end
    # @if batched=true
    batcher: Batcher[list[int], list[float]]
    # @end


class Services:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.lifecycle = Lifecycle(settings.drain_seconds, self.metrics)
        self._loaded: Loaded | None = None

    @property
    def loaded(self) -> Loaded:
        """The model and what runs it. Raises 503 while no requests are taken."""
        self.lifecycle.check_ready()
        assert self._loaded is not None
        return self._loaded

    async def load(self, load_model: LoadModel) -> None:
        """In a thread, so that /health answers meanwhile."""
        started = time.perf_counter()
        logger.info("Loading %s.", self.settings.model_id)
        model = await Workers(1, "load").submit(lambda: load_model(self.settings))
        self._loaded = self._start(model)
        seconds = time.perf_counter() - started
        self.metrics.load_seconds.set(seconds)
        self.lifecycle.become_ready()
        logger.info("%s is ready after %.1f s.", self.settings.model_id, seconds)

    def _start(self, model: Model) -> Loaded:
        settings = self.settings
        # @if task=text-generation
        engine = GenerationEngine(
            model,
            self.metrics,
            settings.max_concurrent_generations,
            settings.max_waiting_requests,
        )
        self.lifecycle.on_deadline(engine.cancel_all)
        return Loaded(model, engine)
        # @end
        # @if batched=true
        batcher: Batcher[list[int], list[float]] = Batcher(
            # @if task=embeddings
            model.embed,
            # @end
            # @if task=classification
            model.classify,
            # @end
            self.metrics,
            max_batch_size=settings.max_batch_size,
            wait_seconds=settings.batch_wait_ms / 1000,
            max_queued=settings.max_queued_texts,
        )
        return Loaded(model, batcher)
        # @end

    async def close(self) -> None:
        await self.lifecycle.close()
        # @if batched=true
        if self._loaded:
            await self._loaded.batcher.close()
        # @end


def services_of(request: Request) -> Services:
    services = request.app.state.services
    assert isinstance(services, Services)
    return services
