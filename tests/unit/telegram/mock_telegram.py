"""A Telegram of a few lines: it notes what is asked of it and answers as the test has set."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web

from bot.adapters.telegram.gateway import TelegramGateway

TOKEN = "4242:secret-token-that-must-not-be-seen"
SENT = {
    "message_id": 77,
    "date": 1_700_000_000,
    "chat": {"id": 5, "type": "private", "first_name": "Wong"},
    "text": "hello",
}
Fault = Literal["", "silence", "reset"]


@dataclass
class MockTelegram:
    """`answers` holds what a method answers with (status, body), `files` what can be fetched."""

    answers: dict[str, tuple[int, object]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    fault: Fault = ""
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    address: str = ""

    def reply(self, method: str, result: object) -> None:
        """From now on `method` succeeds with `result`."""
        self.answers[method] = (200, {"ok": True, "result": result})

    def refuse(self, method: str, status: int, description: str, **parameters: int) -> None:
        """From now on `method` fails as Telegram fails."""
        body: dict[str, object] = {"ok": False, "error_code": status, "description": description}
        if parameters:
            body["parameters"] = parameters
        self.answers[method] = (status, body)

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Any Bot API method."""
        method = request.match_info["method"]
        self.asked.append((method, await _parameters(request)))
        if self.fault == "silence":
            await asyncio.sleep(5)
        if self.fault == "reset":
            assert request.transport is not None
            request.transport.abort()
        status, body = self.answers.get(method, (404, {"ok": False, "description": "Not Found"}))
        if isinstance(body, bytes):
            return web.Response(status=status, body=body)
        return web.json_response(body, status=status)

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The way files are fetched: in pieces and without saying how much is to come."""
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(self.files[request.match_info["path"]])
        return response


async def _parameters(request: web.Request) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            found[name] = (value.filename, value.content_type, value.file.read())
        elif name in {"reply_markup", "reply_parameters", "allowed_updates", "commands", "scope"}:
            found[name] = json.loads(str(value))
        else:
            found[name] = value
    return found


@asynccontextmanager
async def served(mock: MockTelegram) -> AsyncIterator[MockTelegram]:
    """The mock on a free port of the loopback."""
    app = web.Application(client_max_size=2**26)
    app.router.add_route("*", "/bot" + TOKEN + "/{method}", mock.call)
    app.router.add_get("/file/bot" + TOKEN + "/{path:.+}", mock.file)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert runner.addresses
    mock.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield mock
    finally:
        await runner.cleanup()


@asynccontextmanager
async def gateway_to(address: str, **options: Any) -> AsyncIterator[TelegramGateway]:
    """An open gateway that speaks to `address`."""
    gateway = TelegramGateway(
        TOKEN,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        **{"read_timeout": 0.4, **options},
    )
    await gateway.open()
    try:
        yield gateway
    finally:
        await gateway.close()
