"""Every setting of the service, from environment variables or a file `.env`.

Each field is the variable of the same name in upper case: `model_id` is MODEL_ID.
"""

from typing import Literal

# @if task=text-generation
from pydantic import Field, ValidationError
# @end
# @if batched=true
from pydantic import Field, ValidationError, model_validator
# @end
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """A setting is wrong. The message is one sentence that names it."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    model_id: str = Field(
        default="@@model@@",
        description="A model of the Hugging Face hub, or a folder with one.",
    )
    model_revision: str | None = Field(
        default=@@revision@@,
        description="Commit, tag or branch on the hub. A commit never changes.",
    )
    served_model_name: str | None = Field(
        default=None,
        description="What clients call the model; MODEL_ID unless set.",
    )
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = Field(
        default="auto",
        description="auto: float32 on a CPU, half precision on a GPU.",
    )
    torch_threads: int = Field(
        default=0, ge=0, description="0: as many as the container has CPUs."
    )

    # @if task=text-generation
    max_concurrent_generations: int = Field(
        default=@@concurrent@@,
        gt=0,
        description="Each one holds a key-value cache, so memory bounds this.",
    )
    max_waiting_requests: int = Field(
        default=@@waiting@@,
        ge=0,
        description="How many wait for their turn before the next one gets 429.",
    )
    max_input_tokens: int = Field(
        default=4096, gt=0, description="The model's context bounds it as well."
    )
    max_output_tokens: int = Field(
        default=1024, gt=0, description="The most that a request may ask for."
    )
    seed: int | None = Field(
        default=None,
        description="Makes requests without a seed of their own repeatable.",
    )
    # @end
    # @if batched=true
    max_batch_size: int = Field(
        default=32, gt=0, description="Texts in one pass through the model."
    )
    batch_wait_ms: float = Field(
        default=5,
        ge=0,
        description="How long the first text of a batch waits for more.",
    )
    max_queued_texts: int = Field(
        default=512, gt=0, description="Beyond these, requests get 429."
    )
    max_texts_per_request: int = Field(default=64, gt=0)
    max_input_tokens: int = Field(
        default=512, gt=0, description="The model's own limit bounds it as well."
    )
    # @end
    # @if task=embeddings
    pooling: Literal["auto", "mean", "cls", "max", "last"] = Field(
        default="auto",
        description="auto: what the model's sentence-transformers files say, or mean.",
    )
    normalize: bool = Field(default=True, description="Vectors of length 1.")
    # @end

    max_body_bytes: int = Field(default=1_048_576, gt=0)
    body_timeout_seconds: float = Field(
        default=30, gt=0, description="For a client to send its request."
    )
    request_timeout_seconds: float = Field(
        default=@@timeout@@,
        gt=0,
        description="Waiting and computing; keep it under Cloud Run's own timeout.",
    )
    drain_seconds: float = Field(
        default=8,
        ge=0,
        description="After SIGTERM. Cloud Run kills the container after 10 seconds.",
    )

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["json", "text"] = "json"
    log_prompts: bool = Field(
        default=False, description="Logs what users send, which may be private."
    )
    google_cloud_project: str | None = Field(
        default=None, description="Links log entries to the traces of this project."
    )

    @property
    def model_name(self) -> str:
        return self.served_model_name or self.model_id
    # @if batched=true

    @model_validator(mode="after")
    def request_fits_the_queue(self) -> "Settings":
        if self.max_texts_per_request > self.max_queued_texts:
            raise ValueError(
                "MAX_TEXTS_PER_REQUEST is larger than MAX_QUEUED_TEXTS, "
                "so that a full request could never be taken"
            )
        return self
    # @end


def load_settings() -> Settings:
    """Reads the settings, or raises SettingsError with one sentence."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_in_words(error)) from None


def _in_words(error: ValidationError) -> str:
    complaints = []
    for each in error.errors(include_url=False):
        reason = each["msg"].removeprefix("Value error, ")
        if each["loc"]:
            name = str(each["loc"][0]).upper()
            reason = f'{name} is "{each["input"]}": {reason[0].lower()}{reason[1:]}'
        complaints.append(reason)
    return f"The settings are wrong. {'; '.join(complaints)}."
