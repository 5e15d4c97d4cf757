"""HTTP for the bot: the Bot API's addresses, with faults and the log of calls."""

from __future__ import annotations

import asyncio
import hmac
import socket
import struct
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.bot_api import canonical, perform
from bot.sandbox.errors import Refusal, too_many_requests
from bot.sandbox.faults import Fault
from bot.sandbox.params import Params, read_params
from bot.sandbox.records import Json

if TYPE_CHECKING:
    from bot.sandbox.state import Sandbox

LOOK_EVERY_S = 0.05


class BotRoutes:
    """Handlers for ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def add_to(self, app: web.Application) -> None:
        """Put the routes into the application."""
        app.router.add_route("*", "/bot{token}/{method}", self.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if ":" not in token:
            raise Refusal(401, "Unauthorized: invalid token specified")
        if not hmac.compare_digest(token.encode(), self._sandbox.token.encode()):
            raise Refusal(401, "Unauthorized")

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One method call."""
        self._check_token(request)
        method = canonical(request.match_info["method"])
        params = Params({}, {})
        fault: Fault | None = None
        try:
            params = await read_params(request)
            fault = self._sandbox.faults.for_call(method)
            if fault and fault.kind in ("timeout_before", "reset"):
                self._log(method, params, 0, None, fault)
                return await _lose(request, fault)
            _refuse_by(fault)
            body: Json = {"ok": True, "result": await perform(self._sandbox, method, params)}
            status = 200
        except Refusal as refusal:
            body, status = refusal.body(), refusal.code
        self._log(method, params, status, body, fault)
        if fault and fault.kind == "timeout_after":
            return await _lose(request, fault)
        return web.json_response(body, status=status)

    def _log(
        self, method: str, params: Params, status: int, body: Json | None, fault: Fault | None
    ) -> None:
        sandbox = self._sandbox
        kind = fault.kind if fault else None
        call = sandbox.calls.add(sandbox.now(), method, params.logged(), status, body, kind)
        if sandbox.stream.watched and method != "getUpdates":
            sandbox.stream.publish("call", call.view())

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file by the path that getFile gave."""
        self._check_token(request)
        fault = self._sandbox.faults.for_call("file") if self._names_file() else None
        if fault and fault.kind in ("timeout_before", "timeout_after", "reset"):
            return await _lose(request, fault)
        _refuse_by(fault)
        file = self._sandbox.files.get(request.match_info["path"].rpartition("/")[2])
        if file is None or file.path != request.match_info["path"]:
            raise Refusal(404, "Not Found")
        return web.Response(body=file.data, content_type="application/octet-stream")

    def _names_file(self) -> bool:
        """Downloads are not calls: only a fault for ``file`` meets them."""
        waiting = self._sandbox.faults.waiting()
        return any((fault["method"] or "").lower() == "file" for fault in waiting)


def _refuse_by(fault: Fault | None) -> None:
    if fault and fault.kind == "429":
        raise too_many_requests(fault.retry_after)
    if fault and fault.kind == "500":
        raise Refusal(500, "Internal Server Error")


async def _lose(request: web.Request, fault: Fault) -> web.StreamResponse:
    """Let the answer be lost: keep the caller waiting, then close; or reset at once."""
    if fault.kind == "reset":
        _set_linger(request.transport)
    else:
        await _hold(request, fault.hold_s)
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def _hold(request: web.Request, seconds: float) -> None:
    """Wait, but no longer than the caller does."""
    end = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < end:
        if request.transport is None or request.transport.is_closing():
            return
        await asyncio.sleep(LOOK_EVERY_S)


def _set_linger(transport: asyncio.Transport | None) -> None:
    """With a linger of nothing, closing sends a reset instead of an orderly end."""
    raw: Any = transport.get_extra_info("socket") if transport else None
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
