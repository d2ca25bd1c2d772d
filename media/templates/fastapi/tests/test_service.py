"""What holds for every request, whatever the model does."""

import json
import logging
import threading
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from @@package@@.application import create_app
from @@package@@.logs import JsonFormatter, current_trace, read_trace
from @@package@@.settings import Settings, SettingsError, load_settings

StartService = Callable[..., TestClient]


def test_health_answers_while_the_model_is_loaded() -> None:
    let_go = threading.Event()

    def load(_: Settings) -> None:
        let_go.wait(10)
        raise OSError("no such model")

    failed = threading.Event()
    app = create_app(
        Settings(model_id="nowhere"),
        load_model=load,  # type: ignore[arg-type]
        on_load_failure=failed.set,
    )
    with TestClient(app) as client:
        assert client.get("/health").json() == {"status": "ok"}
        assert client.get("/ready").status_code == 503
        assert client.get("/ready").json()["status"] == "loading"
        waiting = client.get("/v1/models")
        assert waiting.status_code == 503
        assert waiting.headers["Retry-After"] == "5"
        let_go.set()
        assert failed.wait(10)
        assert client.get("/ready").json()["status"] == "failed"


def test_draining_takes_no_more_requests(client: TestClient) -> None:
    assert client.get("/v1/models").status_code == 200
    client.portal.call(client.app.state.services.lifecycle.drain)  # type: ignore
    assert client.get("/ready").json()["status"] == "draining"
    refused = client.get("/v1/models")
    assert refused.status_code == 503
    assert refused.json()["error"]["code"] == "shutting_down"
    assert client.get("/health").status_code == 200


def test_errors_have_one_form(client: TestClient) -> None:
    error = client.get("/nothing").json()["error"]
    assert error["code"] == "not_found"
    assert set(error) == {"message", "type", "param", "code"}
    kind = {"Content-Type": "application/json"}
    broken = client.post("@@path@@", content=b"{", headers=kind)
    assert broken.status_code == 400
    assert "not valid JSON" in broken.json()["error"]["message"]
    kind = {"Content-Type": "text/plain"}
    text = client.post("@@path@@", content=b"{}", headers=kind)
    assert text.status_code == 400
    assert "Content-Type" in text.json()["error"]["message"]


def test_large_bodies_are_refused(start: StartService) -> None:
    client = start(max_body_bytes=1000)
    assert client.post("@@path@@", content=b" " * 1001).status_code == 413
    chunks = (b" " * 600 for _ in range(2))
    assert client.post("@@path@@", content=chunks).status_code == 413


def test_metrics_count_requests(client: TestClient) -> None:
    client.get("/no/such/path")
    text = client.get("/metrics").text
    assert 'route="unmatched",status="404"' in text
    assert "model_ready 1.0" in text


def test_settings_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DTYPE", "float8")
    with pytest.raises(SettingsError, match='DTYPE is "float8": input should be'):
        load_settings()


def test_log_entries_belong_to_their_trace() -> None:
    trace = read_trace(None, "0af7651916cd43dd8448eb211c80319c/123;o=1")
    assert trace == read_trace(
        "00-0af7651916cd43dd8448eb211c80319c-000000000000007b-01", None
    )
    token = current_trace.set(trace)
    try:
        record = logging.LogRecord("x", logging.WARNING, "", 0, "a %s", ("b",), None)
        entry = json.loads(JsonFormatter("acme").format(record))
    finally:
        current_trace.reset(token)
    assert entry["severity"] == "WARNING"
    assert entry["message"] == "a b"
    assert entry["logging.googleapis.com/trace"] == (
        "projects/acme/traces/0af7651916cd43dd8448eb211c80319c"
    )
    assert read_trace("nonsense", "nonsense") is None
