"""A sequence classifier: texts to labels with scores."""

import time
from collections.abc import Sequence
from typing import Any

import torch
from transformers import AutoModelForSequenceClassification, AutoTokenizer

from ..settings import Settings
from .encoding import Encoder, token_limit
from .loading import choose_dtype, prepare


class ClassificationModel:
    def __init__(self, model: Any, encoder: Encoder) -> None:
        self.encoder = encoder
        self.loaded_at = int(time.time())
        self._model = model
        config = model.config
        self.labels = [str(config.id2label[i]) for i in range(config.num_labels)]
        # As the pipelines of transformers do: labels that exclude each other share
        # a probability of 1, others have one each.
        self._independent = (
            config.problem_type == "multi_label_classification"
            or config.num_labels == 1
        )
        self._is_regression = config.problem_type == "regression"

    @classmethod
    def load(cls, settings: Settings) -> "ClassificationModel":
        device = prepare(settings)
        options = {"revision": settings.model_revision, "trust_remote_code": False}
        tokenizer = AutoTokenizer.from_pretrained(settings.model_id, **options)
        model: Any = AutoModelForSequenceClassification.from_pretrained(
            settings.model_id, dtype=choose_dtype(settings.dtype, device), **options
        )
        limit = token_limit(model.config, tokenizer, settings.max_input_tokens)
        return cls(model.to(device).eval(), Encoder(tokenizer, limit))

    def classify(self, batch: Sequence[Sequence[int]]) -> list[list[float]]:
        """Blocks. For each text the scores of all labels, in the order of `labels`."""
        ids, mask = self.encoder.pad(batch, self._model.device)
        with torch.inference_mode():
            logits = self._model(input_ids=ids, attention_mask=mask).logits.float()
            if self._is_regression:
                scores = logits
            elif self._independent:
                scores = logits.sigmoid()
            else:
                scores = logits.softmax(dim=-1)
        result: list[list[float]] = scores.cpu().tolist()
        return result
