"""Texts to padded batches of tokens."""

import threading
from collections.abc import Sequence
from typing import Any

import torch


class InputTooLongError(Exception):
    """One of the texts has more tokens than the model takes. One sentence."""


class Encoder:
    """A tokenizer with a limit, for models that read whole texts at once."""

    def __init__(self, tokenizer: Any, max_tokens: int) -> None:
        self.max_tokens = max_tokens
        self._tokenizer = tokenizer
        # Fast tokenizers fail when two threads use one at the same moment.
        self._lock = threading.Lock()

    def encode(self, texts: Sequence[str], truncate: bool) -> list[list[int]]:
        with self._lock:
            if truncate:
                encoded = self._tokenizer(
                    list(texts), truncation=True, max_length=self.max_tokens
                )
            else:
                # verbose: no warning of its own for what is refused below.
                encoded = self._tokenizer(list(texts), verbose=False)
        tokens: list[list[int]] = encoded["input_ids"]
        for index, each in enumerate(tokens):
            if len(each) > self.max_tokens:
                raise InputTooLongError(
                    f"Text {index} has {len(each)} tokens; {self.max_tokens} are "
                    "allowed. Shorten it or set truncate to true."
                )
        return tokens

    def pad(
        self, batch: Sequence[Sequence[int]], device: torch.device
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Token ids and attention mask, filled up on the right."""
        longest = max(len(tokens) for tokens in batch)
        filler = self._tokenizer.pad_token_id or 0
        ids = torch.full((len(batch), longest), filler, dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = torch.tensor(tokens, dtype=torch.long)
            mask[row, : len(tokens)] = 1
        return ids.to(device), mask.to(device)


def token_limit(config: Any, tokenizer: Any, wanted: int) -> int:
    """The least of the setting and of what tokenizer and model say of themselves."""
    # Tokenizers without a limit say 10**30.
    limits = [wanted, tokenizer.model_max_length]
    positions = getattr(config, "max_position_embeddings", None)
    if positions:
        # RoBERTa and its kin count positions from behind the padding token.
        offset = (config.pad_token_id or 0) + 1 if _offsets_positions(config) else 0
        limits.append(positions - offset)
    return int(min(limits))


def _offsets_positions(config: Any) -> bool:
    return any(name in config.model_type for name in ("roberta", "camembert", "mpnet"))
