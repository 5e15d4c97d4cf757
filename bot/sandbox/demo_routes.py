"""HTTP for the demo's page: the firm's side, answered by the desk."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web

from bot.sandbox.desk import Desk, Refused
from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.fields import read_fields
from bot.sandbox.people_routes import read_upload

Answer = TypeVar("Answer")
STARTING = 503
ALERT_FIELDS = ("client_id", "risk_type", "severity", "description")


class DemoRoutes:
    """Handlers for ``/demo/…``; without a desk each answers 404."""

    def __init__(self, desk: Desk | None) -> None:
        self._desk = desk

    def add_to(self, app: web.Application) -> None:
        """Put the routes into the application."""
        app.router.add_get("/demo/cases", self.cases)
        app.router.add_get("/demo/casefile/{case_no}", self.casefile)
        app.router.add_get("/demo/clients", self.clients)
        app.router.add_post("/demo/intake", self.intake)
        app.router.add_post("/demo/alert", self.alert)
        app.router.add_post("/demo/invite", self.invite)
        app.router.add_get("/demo/verify", self.verify)

    def _at_desk(self) -> Desk:
        if self._desk is None:
            raise Refusal(404, "Not Found: no firm behind this sandbox; run the demo")
        return self._desk

    async def cases(self, _: web.Request) -> web.Response:
        """All cases."""
        return web.json_response(
            {"ok": True, "cases": await _asked(lambda: self._at_desk().cases(), STARTING)}
        )

    async def casefile(self, request: web.Request) -> web.Response:
        """One case file."""
        return _answer(
            await _asked(lambda: self._at_desk().casefile(request.match_info["case_no"]))
        )

    async def clients(self, _: web.Request) -> web.Response:
        """All clients."""
        return web.json_response(
            {"ok": True, "clients": await _asked(lambda: self._at_desk().clients(), STARTING)}
        )

    async def intake(self, request: web.Request) -> web.Response:
        """A file of alerts."""
        desk = self._at_desk()
        _, upload = await read_upload(request)
        return _answer(await _asked(lambda: desk.intake(upload.name, upload.data)))

    async def alert(self, request: web.Request) -> web.Response:
        """One alert."""
        desk, given = self._at_desk(), await read_fields(request)
        alert = {name: given.text(name) for name in ALERT_FIELDS if name != "description"}
        alert["description"] = given.text_or_none("description") or ""
        return _answer(await _asked(lambda: desk.alert(alert)))

    async def invite(self, request: web.Request) -> web.Response:
        """An invitation for a client."""
        desk, given = self._at_desk(), await read_fields(request)
        return _answer(await _asked(lambda: desk.invite(given.text("client_id"))))

    async def verify(self, _: web.Request) -> web.Response:
        """Whether every case file is whole."""
        return _answer(await _asked(lambda: self._at_desk().verify(), STARTING))


def _answer(body: dict[str, Any]) -> web.Response:
    return web.json_response({"ok": True} | body)


async def _asked(question: Callable[[], Awaitable[Answer]], missing: int = 404) -> Answer:
    """The desk's answer; what it refuses becomes an error in the sandbox's form.

    A lookup that fails where nothing particular was asked for means the firm is not up yet.
    """
    try:
        return await question()
    except LookupError as error:
        what = "Not Found" if missing == 404 else "Service Unavailable"
        raise Refusal(missing, f"{what}: {error}") from None
    except (Refused, ValueError) as error:
        raise bad_request(str(error)) from None
