"""A causal language model: prompts to tokens, tokens to text."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from jinja2.exceptions import TemplateError
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    GenerationConfig,
    LogitsProcessorList,
    StoppingCriteria,
    StoppingCriteriaList,
)
from transformers.generation.streamers import BaseStreamer

from ..settings import Settings
from .loading import choose_dtype, prepare
from .sampling import Sampling, logits_processors
from .text import TextAssembler


class ChatError(Exception):
    """The messages do not fit the model's chat template. One sentence."""


@dataclass(frozen=True)
class GenerationRequest:
    prompt_tokens: list[int]
    max_tokens: int
    sampling: Sampling
    stop: tuple[str, ...] = ()


@dataclass(frozen=True)
class GenerationResult:
    completion_tokens: int
    # "length" where max_tokens ended it, else "stop", as OpenAI calls them.
    finish_reason: str


class TextGenerationModel:
    def __init__(self, model: Any, tokenizer: Any) -> None:
        self._model = model
        self._tokenizer = tokenizer
        # Fast tokenizers fail when two threads use one at the same moment.
        self._tokenizer_lock = threading.Lock()
        config = model.config.get_text_config()
        self.context_length: int | None = getattr(
            config, "max_position_embeddings", None
        )
        self.has_chat_template = bool(tokenizer.chat_template)
        self.loaded_at = int(time.time())

    @classmethod
    def load(cls, settings: Settings) -> "TextGenerationModel":
        device = prepare(settings)
        options = {"revision": settings.model_revision, "trust_remote_code": False}
        tokenizer = AutoTokenizer.from_pretrained(settings.model_id, **options)
        model: Any = AutoModelForCausalLM.from_pretrained(
            settings.model_id, dtype=choose_dtype(settings.dtype, device), **options
        )
        return cls(model.to(device).eval(), tokenizer)

    @property
    def default_sampling(self) -> Sampling:
        """What the model's authors recommend in generation_config.json."""
        config = self._model.generation_config
        return Sampling(
            temperature=_or(config.temperature, 1.0) if config.do_sample else 0.0,
            top_p=_or(config.top_p, 1.0),
            top_k=_or(config.top_k, 0),
        )

    def encode(self, prompt: str) -> list[int]:
        with self._tokenizer_lock:
            return list(self._tokenizer(prompt)["input_ids"])

    def encode_chat(
        self,
        messages: Sequence[Mapping[str, str]],
        template_options: Mapping[str, str | bool | int],
    ) -> list[int]:
        try:
            with self._tokenizer_lock:
                text = self._tokenizer.apply_chat_template(
                    list(messages),
                    tokenize=False,
                    add_generation_prompt=True,
                    **template_options,
                )
                # The template writes the special tokens itself.
                encoded = self._tokenizer(text, add_special_tokens=False)
        except TemplateError as error:
            raise ChatError(f"The model's chat template says: {error}") from None
        return list(encoded["input_ids"])

    def decode(self, tokens: Sequence[int]) -> str:
        return str(self._tokenizer.decode(tokens, skip_special_tokens=True))

    def generate(
        self,
        request: GenerationRequest,
        on_text: Callable[[str, int], None],
        cancelled: threading.Event,
    ) -> GenerationResult:
        """Blocks. Gives the text piece by piece; ends early when cancelled."""
        ended = threading.Event()
        streamer = _Streamer(TextAssembler(self.decode, request.stop), on_text, ended)
        prompt = torch.tensor([request.prompt_tokens], device=self._model.device)
        with torch.inference_mode():
            self._model.generate(
                input_ids=prompt,
                attention_mask=torch.ones_like(prompt),
                generation_config=self._config(request.max_tokens),
                logits_processor=LogitsProcessorList(
                    logits_processors(request.sampling)
                ),
                streamer=streamer,
                stopping_criteria=StoppingCriteriaList([_Either(cancelled, ended)]),
            )
        stopped = streamer.assembler.stopped or streamer.last in self._end_tokens()
        full = streamer.count >= request.max_tokens
        return GenerationResult(
            streamer.count, "length" if full and not stopped else "stop"
        )

    def _config(self, max_tokens: int) -> GenerationConfig:
        # Sampling is done by our own processors, with a generator of its own for each
        # request: torch's global one would mix the seeds of concurrent requests.
        config = self._model.generation_config
        return GenerationConfig(
            max_new_tokens=max_tokens,
            do_sample=False,
            repetition_penalty=config.repetition_penalty,
            bos_token_id=config.bos_token_id,
            eos_token_id=sorted(self._end_tokens()) or None,
            pad_token_id=_or(config.pad_token_id, min(self._end_tokens(), default=0)),
        )

    def _end_tokens(self) -> set[int]:
        config = self._model.generation_config
        found = [config.eos_token_id, self._tokenizer.eos_token_id]
        tokens: set[int] = set()
        for each in found:
            if isinstance(each, int):
                tokens.add(each)
            elif each is not None:
                tokens.update(each)
        return tokens


class _Streamer(BaseStreamer):
    """Called by transformers with the prompt first, then with each token."""

    def __init__(
        self,
        assembler: TextAssembler,
        on_text: Callable[[str, int], None],
        ended: threading.Event,
    ) -> None:
        self.assembler = assembler
        self.count = 0
        self.last: int | None = None
        self._on_text = on_text
        self._ended = ended
        self._prompt_seen = False

    def put(self, value: torch.Tensor) -> None:
        if not self._prompt_seen:
            self._prompt_seen = True
            return
        for token in value.flatten().tolist():
            self.count += 1
            self.last = token
            self._on_text(self.assembler.push(token), self.count)
            if self.assembler.stopped:
                self._ended.set()

    def end(self) -> None:
        self._on_text(self.assembler.flush(), self.count)


class _Either(StoppingCriteria):
    def __init__(self, *events: threading.Event) -> None:
        self._events = events

    def __call__(
        self, input_ids: torch.Tensor, scores: torch.Tensor, **_: object
    ) -> torch.Tensor:
        stop = any(event.is_set() for event in self._events)
        return torch.full(
            (input_ids.shape[0],), stop, dtype=torch.bool, device=input_ids.device
        )


def _or(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value
