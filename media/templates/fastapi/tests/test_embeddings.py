"""Vectors are those of plain transformers, and requests share batches."""

import base64
import math
import struct
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import torch
from fastapi.testclient import TestClient
from transformers import AutoModel, AutoTokenizer

from @@package@@.model.embeddings import pool

StartService = Callable[..., TestClient]

_TEXTS = ["A fox.", "Many requests at the same time, and a longer text.", "😀"]


def _expected(folder: Path, texts: Sequence[str]) -> torch.Tensor:
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval()
    rows = []
    for text in texts:
        with torch.inference_mode():
            hidden = model(**tokenizer(text, return_tensors="pt")).last_hidden_state
        rows.append(torch.nn.functional.normalize(hidden.mean(dim=1), dim=1)[0])
    return torch.stack(rows)


def _vectors(answer: Any) -> torch.Tensor:
    return torch.tensor([each["embedding"] for each in answer.json()["data"]])


def test_vectors_equal_those_of_transformers(
    client: TestClient, model_folder: Path
) -> None:
    answer = client.post("/v1/embeddings", json={"input": _TEXTS})
    expected = _expected(model_folder, _TEXTS)
    assert torch.allclose(_vectors(answer), expected, atol=1e-5)
    assert answer.json()["usage"]["prompt_tokens"] > 0


def test_base64_holds_the_same_numbers(client: TestClient) -> None:
    body = {"input": "A fox."}
    plain = client.post("/v1/embeddings", json=body).json()["data"][0]["embedding"]
    body["encoding_format"] = "base64"
    coded = client.post("/v1/embeddings", json=body).json()["data"][0]["embedding"]
    numbers = struct.unpack(f"<{len(plain)}f", base64.b64decode(coded))
    assert numbers == pytest.approx(plain, abs=1e-6)


def test_fewer_dimensions_have_length_one(client: TestClient) -> None:
    body = {"input": "A fox.", "dimensions": 8}
    vector = client.post("/v1/embeddings", json=body).json()["data"][0]["embedding"]
    assert len(vector) == 8
    assert math.hypot(*vector) == pytest.approx(1)
    answer = client.post("/v1/embeddings", json={**body, "dimensions": 1000})
    assert answer.status_code == 400


def test_concurrent_requests_share_batches(
    start: StartService, model_folder: Path
) -> None:
    client = start(batch_wait_ms=200, max_batch_size=8)
    texts = [f"Text number {index}." for index in range(8)]

    def embed(text: str) -> torch.Tensor:
        return _vectors(client.post("/v1/embeddings", json={"input": text}))[0]

    with ThreadPoolExecutor(8) as threads:
        found = torch.stack(list(threads.map(embed, texts)))
    assert torch.allclose(found, _expected(model_folder, texts), atol=1e-5)
    app: Any = client.app
    registry = app.state.services.metrics.registry
    assert registry.get_sample_value("batch_size_sum") == 8
    assert registry.get_sample_value("batch_size_count") < 8


def test_poolings_do_not_count_padding() -> None:
    hidden = torch.tensor([[[1.0], [3.0], [100.0]]])
    mask = torch.tensor([[1, 1, 0]])
    found = {how: pool(hidden, mask, how).item() for how in ("mean", "cls", "max")}
    assert found == {"mean": 2.0, "cls": 1.0, "max": 3.0}
    assert pool(hidden, mask, "last").item() == 3.0
