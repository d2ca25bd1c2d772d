"""Fixtures: a tiny model, made once, and a client of a service that serves it."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tiny_model import make_tiny_model

from @@package@@.application import create_app
from @@package@@.settings import Settings

StartService = Callable[..., TestClient]


@pytest.fixture(scope="session")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    make_tiny_model(folder)
    return folder


@pytest.fixture
def start(model_folder: Path) -> Iterator[StartService]:
    """Starts a service with some settings changed, and waits until it is ready."""
    with ExitStack() as stack:

        def start_service(**changes: object) -> TestClient:
            values = {"model_id": str(model_folder), "device": "cpu", **changes}
            settings = Settings(_env_file=None, **values)  # type: ignore
            client = stack.enter_context(TestClient(create_app(settings)))
            deadline = time.monotonic() + 60
            while client.get("/ready").status_code != 200:
                assert time.monotonic() < deadline, "the model was not loaded in time"
                time.sleep(0.02)
            return client

        yield start_service


@pytest.fixture
def client(start: StartService) -> TestClient:
    return start()
