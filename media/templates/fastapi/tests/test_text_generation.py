"""Chat and completions, whole and streamed, within their limits."""

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from @@package@@.model.text import TextAssembler

StartService = Callable[..., TestClient]

_CHAT = {"messages": [{"role": "user", "content": "Hello"}], "max_tokens": 8}


def _events(text: str) -> list[Any]:
    lines = [line.removeprefix("data: ") for line in text.split("\n\n") if line]
    assert lines[-1] == "[DONE]"
    return [json.loads(line) for line in lines[:-1]]


def test_chat(client: TestClient) -> None:
    answer = client.post("/v1/chat/completions", json=_CHAT).json()
    assert answer["object"] == "chat.completion"
    message = answer["choices"][0]["message"]
    assert message["role"] == "assistant"
    assert message["content"]
    usage = answer["usage"]
    assert usage["completion_tokens"] == 8
    assert usage["total_tokens"] == usage["prompt_tokens"] + 8
    assert answer["choices"][0]["finish_reason"] == "length"


def test_a_stream_says_what_the_whole_answer_says(client: TestClient) -> None:
    body = {"prompt": "The quick", "max_tokens": 40, "seed": 7, "temperature": 1}
    whole = client.post("/v1/completions", json=body).json()
    options = {"stream": True, "stream_options": {"include_usage": True}}
    response = client.post("/v1/completions", json={**body, **options})
    assert response.headers["content-type"].startswith("text/event-stream")
    *pieces, usage = _events(response.text)
    text = "".join(piece["choices"][0]["text"] for piece in pieces)
    assert text == whole["choices"][0]["text"]
    assert pieces[-1]["choices"][0]["finish_reason"] == "length"
    assert usage["usage"] == whole["usage"]


def test_a_seed_repeats_an_answer(client: TestClient) -> None:
    def generate(seed: int) -> str:
        body = {"prompt": "The", "max_tokens": 20, "seed": seed, "temperature": 1.0}
        text: str = client.post("/v1/completions", json=body).json()["choices"][0][
            "text"
        ]
        return text

    with ThreadPoolExecutor() as threads:
        answers = list(threads.map(generate, [1, 2, 1, 2]))
    assert answers[0] == answers[2] != answers[1] == answers[3]


def test_stop_sequences_end_the_text(client: TestClient) -> None:
    body = {"prompt": "The", "max_tokens": 40, "temperature": 0}
    text = client.post("/v1/completions", json=body).json()["choices"][0]["text"]
    stop = text[5:7]
    answer = client.post("/v1/completions", json={**body, "stop": stop}).json()
    assert answer["choices"][0]["text"] == text[: text.index(stop)]
    assert answer["choices"][0]["finish_reason"] == "stop"


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"max_tokens": 100_000}, "max_tokens"),
        ({"n": 2}, "n"),
        ({"temperature": -1}, "temperature"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "robot", "content": "x"}]}, "messages.0.role"),
        ({"tools": [{"type": "function"}]}, None),
    ],
)
def test_bad_requests_are_explained(
    client: TestClient, change: dict[str, object], param: str | None
) -> None:
    answer = client.post("/v1/chat/completions", json={**_CHAT, **change})
    assert answer.status_code == 400
    assert answer.json()["error"]["param"] == param


def test_prompts_beyond_the_limit_are_refused(start: StartService) -> None:
    client = start(max_input_tokens=20)
    body = {"prompt": "a b c " * 20}
    answer = client.post("/v1/completions", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "context_length_exceeded"


def test_too_much_work_is_refused_at_once(start: StartService) -> None:
    client = start(max_concurrent_generations=1, max_waiting_requests=1)
    body = {"prompt": "x", "max_tokens": 400}

    def generate(_: int) -> int:
        return client.post("/v1/completions", json=body).status_code

    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(generate, range(8)))
    assert set(statuses) == {200, 429}


def test_a_request_that_takes_too_long_ends(start: StartService) -> None:
    client = start(request_timeout_seconds=0.05)
    body = {"prompt": "x", "max_tokens": 1024}
    answer = client.post("/v1/completions", json=body)
    assert answer.status_code == 504
    assert answer.json()["error"]["code"] == "timeout"


def test_the_drain_ends_what_outlasts_it(start: StartService) -> None:
    client = start(drain_seconds=0)
    app: Any = client.app
    answers: list[Any] = []

    def generate() -> None:
        body = {"prompt": "x", "max_tokens": 1024}
        answers.append(client.post("/v1/completions", json=body))

    thread = threading.Thread(target=generate)
    thread.start()
    metrics = app.state.services.metrics
    deadline = time.monotonic() + 10
    while metrics.registry.get_sample_value("generations_running") != 1:
        assert time.monotonic() < deadline
        time.sleep(0.001)
    assert client.portal
    client.portal.call(app.state.services.lifecycle.drain)
    thread.join(10)
    assert answers[0].status_code == 503
    assert answers[0].json()["error"]["code"] == "shutting_down"


def test_characters_of_several_tokens_come_whole() -> None:
    pieces = "naïve 😀".encode()
    assembler = TextAssembler(lambda ids: bytes(ids).decode(errors="replace"))
    given = [assembler.push(each) for each in pieces]
    assert "\ufffd" not in "".join(given)
    assert "".join(given) + assembler.flush() == "naïve 😀"


def test_the_beginning_of_a_stop_sequence_is_held_back() -> None:
    assembler = TextAssembler(lambda ids: bytes(ids).decode(), ["END"])
    given = [assembler.push(each) for each in b"a E b EN"]
    assert "".join(given) == "a E b "
    assert assembler.push(ord("D")) == ""
    assert assembler.stopped
    other = TextAssembler(lambda ids: bytes(ids).decode(), ["END"])
    given = [other.push(each) for each in b"a EN"]
    assert "".join(given) + other.flush() == "a EN"
