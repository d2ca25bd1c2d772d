"""Checks on texts that requests bring."""

import logging

from ..errors import ApiError
from ..settings import Settings

logger = logging.getLogger(__name__)


def check_texts(given: str | list[str], param: str, settings: Settings) -> list[str]:
    """The texts of a request, one or many; raises 400 where there is nothing to do."""
    texts = [given] if isinstance(given, str) else given
    if not texts:
        raise ApiError(400, "invalid_request", f"{param} is empty.", param=param)
    if len(texts) > settings.max_texts_per_request:
        raise ApiError(
            400,
            "too_many_texts",
            f"{param} has {len(texts)} texts; "
            f"{settings.max_texts_per_request} are allowed.",
            param=param,
        )
    for index, text in enumerate(texts):
        if not text:
            raise ApiError(
                400,
                "invalid_request",
                f"Text {index} of {param} is empty.",
                param=param,
            )
    return texts


def log_texts(texts: list[str], settings: Settings) -> None:
    if settings.log_prompts:
        logger.info("Texts of a request.", extra={"fields": {"texts": texts}})
