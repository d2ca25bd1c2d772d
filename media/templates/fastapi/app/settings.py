"""Every setting of the service, from environment variables or a file `.env`.

Each field is the variable of the same name in upper case: `model_id` is MODEL_ID.
"""

from pathlib import Path
from typing import Literal

# @if task=text-generation
from pydantic import (
    NonNegativeFloat,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    ValidationError,
)
# @end
# @if batched=true
from pydantic import (
    NonNegativeFloat,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    ValidationError,
    model_validator,
)
# @end
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """A setting is wrong. The message is one sentence that names it."""


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    # A model of the Hugging Face hub, or a folder with one.
    model_id: str = "@@model@@"
    # Commit, tag or branch on the hub. A commit never changes.
    model_revision: str | None = @@revision@@
    # What clients call the model. Unless set: MODEL_ID, or the name of the folder.
    served_model_name: str | None = None
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    # auto: float32 on a CPU, half precision on a GPU.
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
    # 0: as many as the container has CPUs.
    torch_threads: NonNegativeInt = 0

    # @if task=text-generation
    # Each one holds a key-value cache, so memory bounds this.
    max_concurrent_generations: PositiveInt = @@concurrent@@
    # How many wait for their turn before the next one gets 429.
    max_waiting_requests: NonNegativeInt = @@waiting@@
    # The model's context bounds it as well.
    max_input_tokens: PositiveInt = 4096
    # The most that a request may ask for, and what it gets where it asks for nothing.
    max_output_tokens: PositiveInt = 1024
    # Makes requests without a seed of their own repeatable.
    seed: NonNegativeInt | None = None
    # @end
    # @if batched=true
    # Texts in one pass through the model.
    max_batch_size: PositiveInt = 32
    # How long the first text of a batch waits for more.
    batch_wait_ms: NonNegativeFloat = 5
    # Beyond these, requests get 429.
    max_queued_texts: PositiveInt = 512
    max_texts_per_request: PositiveInt = 64
    # The model's own limit bounds it as well.
    max_input_tokens: PositiveInt = 512
    # @end
    # @if task=embeddings
    # auto: what the model's sentence-transformers files say, or mean.
    pooling: Literal["auto", "mean", "cls", "max", "last"] = "auto"
    # Vectors of length 1, so that a dot product is the cosine.
    normalize: bool = True
    # @end

    max_body_bytes: PositiveInt = 1_048_576
    # For a client to send its request.
    body_timeout_seconds: PositiveFloat = 30
    # Waiting and computing; the service answers before Cloud Run gives up on it.
    request_timeout_seconds: PositiveFloat = @@timeout@@
    # After SIGTERM. Cloud Run kills the container after 10 seconds.
    drain_seconds: NonNegativeFloat = 8

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["json", "text"] = "json"
    # Logs what users send, which may be private.
    log_prompts: bool = False
    # Links log entries to the traces of this project.
    google_cloud_project: str | None = None

    @property
    def model_name(self) -> str:
        name = self.model_id.rstrip("/")
        is_folder = name.startswith(("/", "."))
        return self.served_model_name or (Path(name).name if is_folder else name)
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
