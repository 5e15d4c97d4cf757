"""Clock, live stream, desk, page and guards of the sandbox's server."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import serve
from bot.sandbox.state import Sandbox
from tests.unit.sandbox.sandbox_world import START, World


def test_a_frozen_clock_moves_only_when_moved_and_tells() -> None:
    clock, told = SandboxClock(frozen_at=START), list[datetime]()
    clock.listeners.append(told.append)
    assert clock.now() == clock() == START
    clock.advance(90)
    assert told == [START + timedelta(seconds=90)] == [clock.now()]
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)


def test_a_running_clock_keeps_its_offset() -> None:
    clock = SandboxClock()
    clock.advance(3600)
    ahead = clock.now() - datetime.now(UTC)
    assert timedelta(minutes=59) < ahead <= timedelta(hours=1)


@pytest.mark.asyncio
async def test_the_clock_is_moved_over_http(world: World) -> None:
    moved = await world.post("/sandbox/clock", advance_s=7 * 86_400)
    assert moved["now"] == (START + timedelta(days=7)).isoformat()
    assert (await world.get("/sandbox/clock"))["now"] == moved["now"]


@pytest.mark.asyncio
async def test_the_stream_tells_of_messages_calls_and_clock(world: World) -> None:
    person = await world.client()
    kinds: list[str] = []
    async with world.session.get(f"{world.url}/sandbox/stream") as stream:
        assert stream.content_type == "text/event-stream"
        await stream.content.readuntil(b"\n\n")
        await world.say(person, "hello")
        await world.result("sendMessage", chat_id=person, text="hi")
        await world.post("/sandbox/clock", advance_s=60)
        while len(kinds) < 4:
            block = (await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 5)).decode()
            kinds.append(block.splitlines()[0].removeprefix("event: "))
            assert json.loads(block.split("data: ", 1)[1])
    assert kinds == ["message", "message", "call", "clock"]


@pytest.mark.asyncio
async def test_a_foreign_page_cannot_reach_the_sandbox(world: World) -> None:
    url = f"{world.url}/sandbox/people"
    foreign = {"Origin": "https://evil.example"}
    rebound = {"Host": "evil.example"}
    own = {"Origin": world.url}
    statuses = []
    for headers in (foreign, rebound, own):
        async with world.session.get(url, headers=headers) as response:
            statuses.append(response.status)
    assert statuses == [403, 403, 200]


@pytest.mark.asyncio
async def test_the_page_is_served_and_nothing_beside_it(world: World) -> None:
    async with world.session.get(world.url + "/") as response:
        assert response.content_type == "text/html"
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    for path in ("/page/..%2fserver.py", "/page/nothing.js", "/page/"):
        assert (await world.get(path))["status"] == 404


@pytest.mark.asyncio
async def test_without_a_desk_the_demo_is_not_there(world: World) -> None:
    assert (await world.get("/demo/cases"))["status"] == 404
    assert (await world.post("/demo/alert", client_id="c"))["status"] == 404


class FakeDesk:
    """A firm with one case, that refuses on demand."""

    async def cases(self) -> list[dict[str, Any]]:
        return [{"case_no": "C-1"}]

    async def casefile(self, case_no: str) -> dict[str, Any]:
        if case_no != "C-1":
            raise LookupError(f"no case {case_no}")
        return {"case": {"case_no": case_no}, "entries": []}

    async def intake(self, filename: str, data: bytes) -> dict[str, Any]:
        return {"taken": len(data), "skipped": 0, "refused": [], "cases": [filename]}

    async def alert(self, alert: dict[str, Any]) -> dict[str, Any]:
        if alert["severity"] == "huge":
            raise ValueError("severity is one of low, medium, high")
        return alert

    async def clients(self) -> list[dict[str, Any]]:
        return [{"client_id": "K1", "name": "Ms Chan", "person_id": None}]

    async def invite(self, client_id: str) -> dict[str, Any]:
        return {"link": "https://t.me/x?start=p", "payload": "p", "expires": client_id}

    async def verify(self) -> dict[str, Any]:
        return {"ok": False, "entries": 1, "cases": 1, "first_broken": {"case_no": "C-1"}}


@pytest.mark.asyncio
async def test_the_desk_answers_the_page() -> None:
    runner, port = await serve("127.0.0.1", 0, Sandbox(SandboxClock(START)), FakeDesk())
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        async with session.get("/demo/cases") as cases:
            assert (await cases.json())["cases"] == [{"case_no": "C-1"}]
        async with session.get("/demo/casefile/C-2") as absent:
            assert (absent.status, (await absent.json())["error_code"]) == (404, 404)
        alert = {"client_id": "K1", "risk_type": "margin", "severity": "huge"}
        async with session.post("/demo/alert", json=alert) as refused:
            assert "severity is one of" in (await refused.json())["description"]
        body = aiohttp.FormData()
        body.add_field("file", b"12345", filename="alerts.xlsx")
        async with session.post("/demo/intake", data=body) as taken:
            assert (await taken.json())["taken"] == 5
        async with session.get("/demo/verify") as verified:
            assert (await verified.json())["ok"] is False
    await runner.cleanup()


@pytest.mark.asyncio
async def test_stopping_does_not_wait_for_pollers_or_listeners() -> None:
    sandbox = Sandbox()
    runner, port = await serve("127.0.0.1", 0, sandbox)
    url = f"http://127.0.0.1:{port}"
    async with aiohttp.ClientSession() as session:
        poll = asyncio.create_task(
            session.post(f"{url}/bot{sandbox.token}/getUpdates", json={"timeout": 50})
        )
        stream = await session.get(f"{url}/sandbox/stream")
        await asyncio.sleep(0.05)
        async with asyncio.timeout(3):
            await runner.cleanup()
            answer = await poll
        assert (await answer.json())["result"] == []
        stream.close()


class StartingDesk:
    """A desk whose firm is not up yet."""

    def __getattr__(self, name: str) -> Any:
        raise LookupError("the bot is still starting")


@pytest.mark.asyncio
async def test_a_firm_that_is_still_starting_is_not_an_error_of_the_page() -> None:
    starting: Any = StartingDesk()
    runner, port = await serve("127.0.0.1", 0, Sandbox(), starting)
    async with (
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
        session.get("/demo/cases") as answer,
    ):
        assert answer.status == 503
        assert "still starting" in (await answer.json())["description"]
    await runner.cleanup()
