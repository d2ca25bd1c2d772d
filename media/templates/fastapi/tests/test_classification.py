"""Labels and scores are those of plain transformers, and requests share batches."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import torch
from fastapi.testclient import TestClient
from transformers import AutoModelForSequenceClassification, AutoTokenizer

StartService = Callable[..., TestClient]

_TEXTS = ["A fox.", "Many requests at the same time, and a longer text.", "😀"]


def _expected(folder: Path, text: str) -> dict[str, float]:
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    with torch.inference_mode():
        logits = model(**tokenizer(text, return_tensors="pt")).logits[0]
    scores = logits.softmax(dim=-1).tolist()
    return {model.config.id2label[i]: score for i, score in enumerate(scores)}


def test_scores_equal_those_of_transformers(
    client: TestClient, model_folder: Path
) -> None:
    answer = client.post("/classify", json={"inputs": _TEXTS}).json()
    for text, result in zip(_TEXTS, answer["results"], strict=True):
        found = {each["label"]: each["score"] for each in result["scores"]}
        expected = _expected(model_folder, text)
        assert found == pytest.approx(expected, abs=1e-5)
        assert result["label"] == max(expected, key=lambda label: expected[label])


def test_top_k_gives_the_best(client: TestClient) -> None:
    body = {"inputs": "A fox.", "top_k": 1}
    result = client.post("/classify", json=body).json()["results"][0]
    assert result["scores"] == [{"label": result["label"], "score": result["score"]}]


def test_concurrent_requests_share_batches(start: StartService) -> None:
    client = start(batch_wait_ms=200, max_batch_size=8)

    def classify(index: int) -> int:
        answer = client.post("/classify", json={"inputs": f"Text number {index}."})
        return answer.status_code

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(classify, range(8))) == {200}
    app: Any = client.app
    registry = app.state.services.metrics.registry
    assert registry.get_sample_value("batch_size_sum") == 8
    assert registry.get_sample_value("batch_size_count") < 8
