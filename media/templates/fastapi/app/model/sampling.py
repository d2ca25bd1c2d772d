"""Choosing the next token, repeatable for each request by itself."""

from dataclasses import dataclass, replace

import torch
from transformers import (
    LogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)


@dataclass(frozen=True)
class Sampling:
    # 0: always the most likely token.
    temperature: float = 1.0
    top_p: float = 1.0
    # 0: all tokens.
    top_k: int = 0
    # None: different each time.
    seed: int | None = None

    def changed(
        self, temperature: float | None, top_p: float | None, seed: int | None
    ) -> "Sampling":
        """What a request asks for, and for the rest what is here."""
        return replace(
            self,
            temperature=self.temperature if temperature is None else temperature,
            top_p=self.top_p if top_p is None else top_p,
            seed=self.seed if seed is None else seed,
        )


class GumbelNoise(LogitsProcessor):
    """Makes the most likely token a sample of the distribution (Gumbel-max trick).

    With a generator of its own, so that requests do not disturb each other's seed.
    """

    def __init__(self, seed: int | None) -> None:
        # On the CPU, so that a seed means the same on every device.
        self._generator = torch.Generator()
        if seed is None:
            self._generator.seed()
        else:
            self._generator.manual_seed(seed)

    def __call__(
        self, input_ids: torch.LongTensor, scores: torch.FloatTensor
    ) -> torch.Tensor:
        uniform = torch.rand(scores.shape, generator=self._generator)
        noise = -torch.log(-torch.log(uniform.clamp(1e-20, 1 - 1e-7)))
        return scores.float() + noise.to(scores.device)


def logits_processors(sampling: Sampling) -> list[LogitsProcessor]:
    """For generation without do_sample, which takes the highest score."""
    if sampling.temperature == 0:
        return []
    processors: list[LogitsProcessor] = []
    if sampling.temperature != 1:
        processors.append(TemperatureLogitsWarper(sampling.temperature))
    if sampling.top_k > 0:
        processors.append(TopKLogitsWarper(sampling.top_k))
    if sampling.top_p < 1:
        processors.append(TopPLogitsWarper(sampling.top_p))
    return [*processors, GumbelNoise(sampling.seed)]
