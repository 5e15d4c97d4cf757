"""Updates are delivered by polling or webhook, confirmed by offset, and lost by nobody."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from tests.unit.sandbox.sandbox_world import World

pytestmark = pytest.mark.asyncio


async def test_a_long_poll_wakes_within_milliseconds(world: World) -> None:
    person = await world.client()
    poll = asyncio.create_task(world.result("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    said = time.perf_counter()
    await world.say(person, "hello")
    [update] = await poll
    assert update["message"]["text"] == "hello"
    assert time.perf_counter() - said < 1.0


async def test_the_older_poller_is_told_of_the_conflict(world: World) -> None:
    older = asyncio.create_task(world.refusal("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    assert await world.result("getUpdates", timeout=0) == []
    assert (await older).startswith("409 Conflict: terminated by other getUpdates request")


async def test_updates_stay_until_confirmed_by_offset(world: World) -> None:
    person = await world.client()
    for text in "abc":
        await world.say(person, text)
    first = await world.result("getUpdates", limit=2)
    again = await world.result("getUpdates")
    rest = await world.result("getUpdates", offset=first[-1]["update_id"] + 1)
    assert [u["message"]["text"] for u in first] == ["a", "b"]
    assert again[:2] == first
    assert [u["message"]["text"] for u in rest] == ["c"]


async def test_a_negative_offset_keeps_only_the_last(world: World) -> None:
    person = await world.client()
    for text in "abc":
        await world.say(person, text)
    last = await world.result("getUpdates", offset=-1)
    assert [u["message"]["text"] for u in last] == ["c"]


async def test_allowed_updates_are_remembered(world: World) -> None:
    person = await world.client()
    await world.result("getUpdates", allowed_updates=["callback_query"])
    await world.say(person, "unseen")
    assert await world.updates() == []
    await world.result("getUpdates", allowed_updates=[])
    await world.say(person, "seen")
    assert len(await world.updates()) == 1


async def test_old_updates_are_dropped_only_when_asked_for(world: World) -> None:
    person = await world.client()
    await world.say(person, "kept")
    await world.post("/sandbox/clock", advance_s=25 * 3600)
    assert len(await world.updates()) == 1
    await world.post("/sandbox/settings", expire_updates=True)
    await world.say(person, "lost")
    await world.post("/sandbox/clock", advance_s=25 * 3600)
    assert await world.updates() == []


class Hook:
    """A bot's webhook that fails as often as told."""

    def __init__(self) -> None:
        self.received: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.failures = 0
        self.reply: dict[str, Any] = {}
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.failures:
            self.failures -= 1
            return web.Response(status=503)
        self.received.append(await request.json())
        return web.json_response(self.reply)

    async def until(self, count: int) -> None:
        """Wait until so many updates have arrived."""
        async with asyncio.timeout(5):
            while len(self.received) < count:
                await asyncio.sleep(0.01)


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_webhook_delivers_in_order_with_the_secret_until_it_is_taken(
    world: World, hook: Hook
) -> None:
    person = await world.client()
    hook.failures = 1
    await world.result("setWebhook", url=hook.url, secret_token="s3cret")
    for text in "abc":
        await world.say(person, text)
    await hook.until(3)
    assert [update["message"]["text"] for update in hook.received] == ["a", "b", "c"]
    assert set(hook.secrets) == {"s3cret"}
    info = await world.result("getWebhookInfo")
    assert info["url"] == hook.url
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")
    conflict = await world.refusal("getUpdates")
    assert conflict.startswith("409 Conflict: can't use getUpdates method while webhook is active")
    await world.result("deleteWebhook")
    assert await world.result("getUpdates") == []


async def test_a_method_in_the_webhooks_answer_is_performed(world: World, hook: Hook) -> None:
    person = await world.client()
    hook.reply = {"method": "sendMessage", "chat_id": person, "text": "by reply"}
    await world.result("setWebhook", url=hook.url)
    await world.say(person, "a")
    await hook.until(1)
    async with asyncio.timeout(5):
        while len(await world.chat(person)) < 3:
            await asyncio.sleep(0.01)
    assert (await world.chat(person))[-1]["text"] == "by reply"


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"url": "http://example.org/x"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_set_webhook_refuses(world: World, params: dict[str, str], expected: str) -> None:
    assert await world.refusal("setWebhook", **params) == f"400 Bad Request: {expected}"
