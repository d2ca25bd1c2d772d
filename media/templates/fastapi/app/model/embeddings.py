"""An embedding model: what sentence-transformers computes, by transformers alone."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModel, AutoTokenizer
from transformers.utils.hub import cached_file

from ..settings import Settings
from .encoding import Encoder, token_limit
from .loading import ModelError, choose_dtype, prepare


class EmbeddingModel:
    def __init__(
        self, model: Any, encoder: Encoder, pooling: str, normalize: bool
    ) -> None:
        self.encoder = encoder
        self.pooling = pooling
        self.loaded_at = int(time.time())
        self._model = model
        self._normalize = normalize

    @classmethod
    def load(cls, settings: Settings) -> "EmbeddingModel":
        device = prepare(settings)
        options = {"revision": settings.model_revision, "trust_remote_code": False}
        tokenizer = AutoTokenizer.from_pretrained(settings.model_id, **options)
        model: Any = AutoModel.from_pretrained(
            settings.model_id, dtype=choose_dtype(settings.dtype, device), **options
        )
        files = _SentenceTransformersFiles(settings.model_id, settings.model_revision)
        limit = token_limit(
            model.config, tokenizer, files.max_tokens(settings.max_input_tokens)
        )
        pooling = settings.pooling if settings.pooling != "auto" else files.pooling()
        return cls(
            model.to(device).eval(),
            Encoder(tokenizer, limit),
            pooling,
            settings.normalize,
        )

    def embed(self, batch: Sequence[Sequence[int]]) -> list[list[float]]:
        """Blocks. One vector for each text."""
        ids, mask = self.encoder.pad(batch, self._model.device)
        with torch.inference_mode():
            hidden = self._model(input_ids=ids, attention_mask=mask).last_hidden_state
            vectors = pool(hidden.float(), mask, self.pooling)
            if self._normalize:
                vectors = torch.nn.functional.normalize(vectors, dim=1)
        result: list[list[float]] = vectors.cpu().tolist()
        return result


def pool(hidden: torch.Tensor, mask: torch.Tensor, how: str) -> torch.Tensor:
    """One vector for each text out of one for each token; padding does not count."""
    weights = mask.unsqueeze(-1).to(hidden.dtype)
    if how == "cls":
        return hidden[:, 0]
    if how == "last":
        last = mask.sum(dim=1) - 1
        return hidden[torch.arange(hidden.shape[0], device=hidden.device), last]
    if how == "max":
        return hidden.masked_fill(weights == 0, float("-inf")).max(dim=1).values
    return (hidden * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1e-9)


class _SentenceTransformersFiles:
    """What sentence-transformers keeps beside the model; absent in plain models."""

    def __init__(self, source: str, revision: str | None) -> None:
        self._source = source
        self._revision = revision

    def pooling(self) -> str:
        found = self._read("1_Pooling/config.json")
        named = found.get("pooling_mode")
        modes = [
            ("cls", "pooling_mode_cls_token", named == "cls"),
            ("max", "pooling_mode_max_tokens", named == "max"),
            ("last", "pooling_mode_lasttoken", named == "lasttoken"),
            ("mean", "pooling_mode_mean_tokens", named == "mean"),
        ]
        chosen = [mode for mode, key, is_named in modes if is_named or found.get(key)]
        if len(chosen) > 1 or (found and not chosen):
            raise ModelError(
                "1_Pooling/config.json asks for a pooling that is not known here; "
                "choose one with POOLING"
            )
        return chosen[0] if chosen else "mean"

    def max_tokens(self, wanted: int) -> int:
        limit = self._read("sentence_bert_config.json").get("max_seq_length")
        return min(wanted, limit) if isinstance(limit, int) else wanted

    def _read(self, name: str) -> dict[str, Any]:
        path = cached_file(
            self._source,
            name,
            revision=self._revision,
            _raise_exceptions_for_gated_repo=False,
            _raise_exceptions_for_missing_entries=False,
            _raise_exceptions_for_connection_errors=False,
        )
        if path is None:
            return {}
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        return content if isinstance(content, dict) else {}
