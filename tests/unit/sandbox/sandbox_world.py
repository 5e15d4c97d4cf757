"""Short ways to call a sandbox over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp

from bot.sandbox.state import Sandbox

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@dataclass
class World:
    """The sandbox, its address, and a client session."""

    sandbox: Sandbox
    url: str
    session: aiohttp.ClientSession

    def method_url(self, method: str, token: str | None = None) -> str:
        return f"{self.url}/bot{token or self.sandbox.token}/{method}"

    async def api(self, method: str, **params: Any) -> dict[str, Any]:
        """Call a Bot API method with JSON; the whole answer."""
        async with self.session.post(self.method_url(method), json=params) as response:
            answer: dict[str, Any] = await response.json()
            assert answer["ok"] == (response.status == 200)
            assert answer["ok"] or answer["error_code"] == response.status
            return answer

    async def result(self, method: str, **params: Any) -> Any:
        """Call a Bot API method that must succeed; its result."""
        answer = await self.api(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        """Call a Bot API method that must be refused; ``code description``."""
        answer = await self.api(method, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"

    async def post(self, path: str, **fields: Any) -> dict[str, Any]:
        async with self.session.post(self.url + path, json=fields) as response:
            answer: dict[str, Any] = await response.json()
            return answer | {"status": response.status}

    async def get(self, path: str) -> dict[str, Any]:
        async with self.session.get(self.url + path) as response:
            answer: dict[str, Any] = await response.json()
            return answer | {"status": response.status}

    async def client(self, first_name: str = "Ms Chan", **more: Any) -> int:
        """Somebody who has pressed Start; the update is already confirmed."""
        person = int((await self.post("/sandbox/people", first_name=first_name, **more))["id"])
        await self.post(f"/sandbox/people/{person}/messages", text="/start")
        await self.updates()
        return person

    async def say(self, person: int, text: str, **more: Any) -> dict[str, Any]:
        return await self.post(f"/sandbox/people/{person}/messages", text=text, **more)

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """All that waits, confirmed at once."""
        batch: list[dict[str, Any]] = await self.result("getUpdates", **params)
        if batch:
            await self.result("getUpdates", offset=batch[-1]["update_id"] + 1, limit=1)
        return batch

    async def chat(self, person: int, after: int = 0) -> list[dict[str, Any]]:
        answer = await self.get(f"/sandbox/people/{person}/chat?after={after}")
        messages: list[dict[str, Any]] = answer["messages"]
        return messages
