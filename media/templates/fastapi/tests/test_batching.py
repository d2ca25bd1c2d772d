"""The queue in front of the model: bounds, failures, requests that are given up."""

import asyncio
import threading
from collections.abc import Callable, Sequence

import pytest
from fastapi.testclient import TestClient

from @@package@@.batching import Batcher
from @@package@@.errors import ApiError
from @@package@@.metrics import Metrics

StartService = Callable[..., TestClient]


def _batcher(compute: "Compute", **changes: float) -> Batcher[int, int]:
    return Batcher(
        compute.run,
        Metrics(),
        max_batch_size=int(changes.get("max_batch_size", 2)),
        wait_seconds=changes.get("wait_seconds", 0.01),
        max_queued=int(changes.get("max_queued", 4)),
    )


class Compute:
    """Doubles numbers, once it may."""

    def __init__(self) -> None:
        self.may = threading.Event()
        self.batches: list[list[int]] = []

    def run(self, batch: Sequence[int]) -> list[int]:
        self.may.wait(10)
        self.batches.append(list(batch))
        if 13 in batch:
            raise ValueError("13")
        return [2 * each for each in batch]


def test_results_come_in_order() -> None:
    async def scenario() -> None:
        compute = Compute()
        compute.may.set()
        batcher = _batcher(compute)
        assert await batcher.submit([1, 2, 3]) == [2, 4, 6]
        assert compute.batches == [[1, 2], [3]]
        await batcher.close()

    asyncio.run(scenario())


def test_beyond_the_bound_work_is_refused_at_once() -> None:
    async def scenario() -> None:
        compute = Compute()
        batcher = _batcher(compute)
        first = asyncio.create_task(batcher.submit([1, 2]))
        await asyncio.sleep(0.05)  # these two are in the model
        second = asyncio.create_task(batcher.submit([3, 4, 5]))
        await asyncio.sleep(0)
        with pytest.raises(ApiError) as refusal:
            await batcher.submit([6, 7])
        assert refusal.value.status == 429
        compute.may.set()
        assert await first == [2, 4]
        assert await second == [6, 8, 10]
        await batcher.close()

    asyncio.run(scenario())


def test_what_is_given_up_is_not_computed() -> None:
    async def scenario() -> None:
        compute = Compute()
        batcher = _batcher(compute)
        first = asyncio.create_task(batcher.submit([1, 2]))
        await asyncio.sleep(0.05)
        given_up = asyncio.create_task(batcher.submit([3]))
        await asyncio.sleep(0)
        given_up.cancel()
        compute.may.set()
        assert await first == [2, 4]
        assert await batcher.submit([5]) == [10]
        assert compute.batches == [[1, 2], [5]]
        await batcher.close()

    asyncio.run(scenario())


def test_a_failure_ends_its_batch_only() -> None:
    async def scenario() -> None:
        compute = Compute()
        compute.may.set()
        batcher = _batcher(compute)
        with pytest.raises(ApiError) as failure:
            await batcher.submit([13])
        assert failure.value.status == 500
        assert await batcher.submit([1]) == [2]
        await batcher.close()

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ([], "invalid_request"),
        ([""], "invalid_request"),
        (["x"] * 5, "too_many_texts"),
        (["a long text " * 50], "context_length_exceeded"),
    ],
)
def test_bad_texts_are_explained(
    start: StartService, texts: list[str], code: str
) -> None:
    client = start(max_texts_per_request=4)
    answer = client.post("@@path@@", json={"@@input@@": texts})
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == code


def test_long_texts_are_cut_when_asked_for(start: StartService) -> None:
    body = {"@@input@@": "a long text " * 50, "truncate": True}
    assert start().post("@@path@@", json=body).status_code == 200
