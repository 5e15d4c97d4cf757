"""HTTP for whoever runs the sandbox: clock, faults, calls, settings, the live stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.sandbox.errors import bad_request
from bot.sandbox.faults import DEFAULT_HOLD_S, KINDS, Fault
from bot.sandbox.fields import Fields, after, read_fields

if TYPE_CHECKING:
    from bot.sandbox.state import Sandbox

MAX_COUNT = 1_000_000


class ControlRoutes:
    """Handlers for ``/sandbox/clock``, ``faults``, ``calls``, ``settings``, ``stream``."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def add_to(self, app: web.Application) -> None:
        """Put the routes into the application."""
        app.router.add_get("/sandbox/clock", self.clock)
        app.router.add_post("/sandbox/clock", self.advance)
        app.router.add_get("/sandbox/faults", self.faults)
        app.router.add_post("/sandbox/faults", self.order_fault)
        app.router.add_delete("/sandbox/faults", self.clear_faults)
        app.router.add_get("/sandbox/calls", self.calls)
        app.router.add_get("/sandbox/settings", self.settings)
        app.router.add_post("/sandbox/settings", self.change_settings)
        app.router.add_get("/sandbox/stream", self.stream)

    async def clock(self, _: web.Request) -> web.Response:
        """The sandbox's time."""
        now, frozen = self._sandbox.now(), self._sandbox.clock.frozen
        return web.json_response(
            {"ok": True, "now": now.isoformat(), "timestamp": now.timestamp(), "frozen": frozen}
        )

    async def advance(self, request: web.Request) -> web.Response:
        """The clock moved forward."""
        seconds = (await read_fields(request)).number("advance_s")
        try:
            self._sandbox.clock.advance(seconds)
        except ValueError as error:
            raise bad_request(str(error)) from None
        return await self.clock(request)

    async def faults(self, _: web.Request) -> web.Response:
        """Faults that wait."""
        return web.json_response({"ok": True, "faults": self._sandbox.faults.waiting()})

    async def order_fault(self, request: web.Request) -> web.Response:
        """A fault for the next calls."""
        fault = _fault(await read_fields(request))
        self._sandbox.faults.add(fault)
        self._sandbox.stream.publish("fault", fault.view())
        return await self.faults(request)

    async def clear_faults(self, request: web.Request) -> web.Response:
        """No faults any more."""
        self._sandbox.faults.clear()
        return await self.faults(request)

    async def calls(self, request: web.Request) -> web.Response:
        """Bot API calls received."""
        calls = [call.view() for call in self._sandbox.calls.after(after(request))]
        return web.json_response({"ok": True, "calls": calls})

    async def settings(self, _: web.Request) -> web.Response:
        """What can be switched, and the bot's name and token."""
        sandbox = self._sandbox
        return web.json_response(
            {
                "ok": True,
                "token": sandbox.token,
                "username": sandbox.username,
                "bot_id": sandbox.bot_id,
                "flood_limits": sandbox.flood.enabled,
                "expire_updates": sandbox.updates.expires,
            }
        )

    async def change_settings(self, request: web.Request) -> web.Response:
        """Flood limits and the 24-hour rule switched on or off."""
        given, sandbox = await read_fields(request), self._sandbox
        sandbox.flood.enabled = given.flag("flood_limits", sandbox.flood.enabled)
        sandbox.updates.expires = given.flag("expire_updates", sandbox.updates.expires)
        return await self.settings(request)

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Everything that happens, as server-sent events."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        try:
            async for event in self._sandbox.stream.events():
                await response.write(event.encode())
        except ConnectionError:
            pass
        return response


def _fault(given: Fields) -> Fault:
    kind = given.text("kind")
    if kind not in KINDS:
        raise bad_request(f"kind must be one of {', '.join(KINDS)}")
    count = given.integer_or_none("count")
    retry_after = given.integer_or_none("retry_after")
    hold_s = given.number("hold_s", DEFAULT_HOLD_S)
    if count is not None and not 1 <= count <= MAX_COUNT:
        raise bad_request(f"count must lie between 1 and {MAX_COUNT}")
    if retry_after is not None and not 1 <= retry_after <= 86_400:
        raise bad_request("retry_after must lie between 1 and 86400")
    if not 0 <= hold_s <= 600:
        raise bad_request("hold_s must lie between 0 and 600")
    method = given.text_or_none("method")
    method = None if method in ("", "*") else method
    return Fault(kind, method, count or 1, retry_after or 1, hold_s)
