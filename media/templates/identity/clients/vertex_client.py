"""Gemini on Vertex AI, asked as the service itself: no key, here or anywhere.

Credentials are found by Google's own rules (Application Default Credentials). On Cloud Run and GKE they are those of
the account that the service runs as. On your own machine they are yours, after

    gcloud auth application-default login

Settings: GOOGLE_CLOUD_PROJECT (the project of the credentials, if it is not set), GOOGLE_CLOUD_LOCATION and GEMINI_MODEL.
"""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import cache

import google.auth
from google import genai
from google.auth.exceptions import DefaultCredentialsError, RefreshError
from google.genai import errors

# Models are retired: https://cloud.google.com/vertex-ai/generative-ai/docs/learn/model-versions
MODEL = os.environ.get("GEMINI_MODEL", "@@model@@")
LOCATION = os.environ.get("GOOGLE_CLOUD_LOCATION", "global")


class VertexError(RuntimeError):
    """Vertex AI cannot be asked. The message says what to do."""


def generate(prompt: str, model: str = MODEL) -> str:
    """The whole answer to one prompt."""
    with _explained():
        return client().models.generate_content(model=model, contents=prompt).text or ""


def stream(prompt: str, model: str = MODEL) -> Iterator[str]:
    """The answer piece by piece, as it is written."""
    with _explained():
        for chunk in client().models.generate_content_stream(model=model, contents=prompt):
            if chunk.text:
                yield chunk.text


async def stream_async(prompt: str, model: str = MODEL) -> AsyncIterator[str]:
    """The answer piece by piece, for asynchronous servers such as FastAPI."""
    with _explained():
        chunks = await client().aio.models.generate_content_stream(model=model, contents=prompt)
        async for chunk in chunks:
            if chunk.text:
                yield chunk.text


@cache
def client() -> genai.Client:
    """The one client of the process; it keeps connections, and tokens until they end."""
    try:
        credentials, project = google.auth.default(scopes=["https://www.googleapis.com/auth/cloud-platform"])
    except DefaultCredentialsError as error:
        raise VertexError(
            "No Google credentials were found. On your own machine: gcloud auth application-default login. "
            "On Cloud Run: the service needs a service account."
        ) from error
    project = os.environ.get("GOOGLE_CLOUD_PROJECT") or project
    if not project:
        raise VertexError("GOOGLE_CLOUD_PROJECT is not set. Set it to the id of the Google Cloud project.")
    # All of this is said outright, so that a key which happens to be in the environment is not used.
    return genai.Client(@@flag@@=True, credentials=credentials, project=project, location=LOCATION)


@contextmanager
def _explained() -> Iterator[None]:
    """Says what to do where the identity is what is wrong; all other errors stay as they are."""
    try:
        yield
    except RefreshError as error:
        raise VertexError(
            "The Google credentials are no longer accepted. Sign in again: gcloud auth application-default login"
        ) from error
    except errors.ClientError as error:
        if error.code != 403:
            raise
        raise VertexError(
            "This account may not use Vertex AI in the project. "
            "Grant it roles/aiplatform.user (@@setUp@@), and see that aiplatform.googleapis.com is enabled."
        ) from error
