"""What /v1/chat/completions and /v1/completions take. OpenAI's names and meanings."""

from typing import Any, Literal

from pydantic import BaseModel, Field, model_validator

# Would change the answer, so they are refused rather than ignored.
_UNSUPPORTED = (
    "audio",
    "best_of",
    "echo",
    "frequency_penalty",
    "function_call",
    "functions",
    "logit_bias",
    "logprobs",
    "presence_penalty",
    "response_format",
    "suffix",
    "tools",
    "top_logprobs",
)


class StreamOptions(BaseModel):
    include_usage: bool = False


class GenerationBody(BaseModel):
    """What both have in common. Unknown fields are ignored."""

    model: str | None = None
    max_tokens: int | None = Field(default=None, gt=0)
    temperature: float | None = Field(default=None, ge=0, le=2)
    top_p: float | None = Field(default=None, gt=0, le=1)
    seed: int | None = Field(default=None, ge=0, lt=2**63)
    stop: str | list[str] | None = Field(default=None, max_length=100)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] = 1

    @model_validator(mode="before")
    @classmethod
    def refuse_unsupported(cls, given: Any) -> Any:
        if isinstance(given, dict):
            for name in _UNSUPPORTED:
                if given.get(name) and not _is_harmless(name, given[name]):
                    raise ValueError(f"{name} is not supported by this server")
        return given

    @model_validator(mode="after")
    def few_stops(self) -> "GenerationBody":
        if isinstance(self.stop, list) and len(self.stop) > 4:
            raise ValueError("stop has more than 4 sequences")
        return self

    @property
    def stop_sequences(self) -> tuple[str, ...]:
        if self.stop is None:
            return ()
        return (self.stop,) if isinstance(self.stop, str) else tuple(self.stop)

    @property
    def wants_usage(self) -> bool:
        return self.stream_options is not None and self.stream_options.include_usage


class CompletionBody(GenerationBody):
    prompt: str


class TextPart(BaseModel):
    type: Literal["text"]
    text: str


class Message(BaseModel):
    role: Literal["system", "developer", "user", "assistant"]
    content: str | list[TextPart]

    def for_template(self) -> dict[str, str]:
        content = self.content
        if isinstance(content, list):
            content = "".join(part.text for part in content)
        # Templates know "system" only.
        role = "system" if self.role == "developer" else self.role
        return {"role": role, "content": content}


class ChatBody(GenerationBody):
    messages: list[Message] = Field(min_length=1)
    max_completion_tokens: int | None = Field(default=None, gt=0)
    chat_template_kwargs: dict[str, str | bool | int] = Field(
        default_factory=dict,
        description="For the model's chat template: enable_thinking, …",
    )

    @model_validator(mode="after")
    def no_reserved_names(self) -> "ChatBody":
        for name in self.chat_template_kwargs:
            if name in {
                "add_generation_prompt",
                "chat_template",
                "continue_final_message",
                "conversation",
                "messages",
                "return_dict",
                "return_tensors",
                "tokenize",
            }:
                raise ValueError(f"chat_template_kwargs cannot set {name}")
        return self


def _is_harmless(name: str, value: object) -> bool:
    return name == "response_format" and value == {"type": "text"}
