"""Ordered faults meet the calls they are meant for, and only so many of them."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from tests.unit.sandbox.sandbox_world import World

pytestmark = pytest.mark.asyncio


async def order(world: World, **fault: Any) -> None:
    assert (await world.post("/sandbox/faults", **fault))["ok"]


async def test_429_names_the_seconds_to_wait_and_passes(world: World) -> None:
    person = await world.client()
    await order(world, kind="429", method="sendmessage", count=2, retry_after=7)
    await world.result("getMe")
    for _ in range(2):
        refused = await world.api("sendMessage", chat_id=person, text="x")
        assert refused["description"] == "Too Many Requests: retry after 7"
        assert refused["parameters"] == {"retry_after": 7}
    await world.result("sendMessage", chat_id=person, text="x")
    assert (await world.get("/sandbox/faults"))["faults"] == []


async def test_without_a_method_the_next_call_of_any_fails(world: World) -> None:
    await order(world, kind="500", count=1)
    assert await world.refusal("getMe") == "500 Internal Server Error"
    await world.result("getMe")


@pytest.mark.parametrize(
    ("kind", "sent"), [("timeout_before", 0), ("timeout_after", 1), ("reset", 0)]
)
async def test_a_lost_answer_says_nothing_of_whether_it_was_done(
    world: World, kind: str, sent: int
) -> None:
    person = await world.client()
    await order(world, kind=kind, method="sendMessage", count=1, hold_s=0)
    with pytest.raises(aiohttp.ClientConnectionError):
        await world.api("sendMessage", chat_id=person, text="x")
    assert len(await world.chat(person, after=1)) == sent
    calls = (await world.get("/sandbox/calls"))["calls"]
    assert [call["fault"] for call in calls if call["fault"]] == [kind]


async def test_a_timeout_holds_the_caller_until_it_gives_up(world: World) -> None:
    await order(world, kind="timeout_before", method="getMe", count=1)
    begun = time.perf_counter()
    with pytest.raises(asyncio.TimeoutError):
        async with world.session.post(
            world.method_url("getMe"), timeout=aiohttp.ClientTimeout(total=0.3)
        ):
            pass
    assert time.perf_counter() - begun >= 0.3


async def test_a_duplicate_has_the_same_update_id(world: World) -> None:
    person = await world.client()
    await order(world, kind="duplicate_update", count=1)
    await world.say(person, "a")
    await world.say(person, "b")
    updates = await world.updates()
    assert [update["message"]["text"] for update in updates] == ["a", "a", "b"]
    assert updates[0]["update_id"] == updates[1]["update_id"]


async def test_reorder_swaps_the_next_two(world: World) -> None:
    person = await world.client()
    await order(world, kind="reorder", count=1)
    for text in "abc":
        await world.say(person, text)
    updates = await world.updates()
    assert [update["message"]["text"] for update in updates] == ["b", "a", "c"]
    numbers = [update["update_id"] for update in updates]
    assert numbers == sorted(numbers)


async def test_faults_can_be_called_off(world: World) -> None:
    await order(world, kind="500", count=5)
    async with world.session.delete(f"{world.url}/sandbox/faults") as response:
        assert (await response.json())["faults"] == []
    await world.result("getMe")
