"""The sandbox's HTTP server: Bot API, people, control, demo and page in one application."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.bot_routes import BotRoutes
from bot.sandbox.control_routes import ControlRoutes
from bot.sandbox.demo_routes import DemoRoutes
from bot.sandbox.desk import Desk
from bot.sandbox.errors import Refusal
from bot.sandbox.people_routes import PeopleRoutes
from bot.sandbox.state import Sandbox
from bot.sandbox.webhook import WebhookPump

logger = logging.getLogger(__name__)
PAGE = Path(__file__).parent / "page"
CLIENT_MAX_BYTES = 64 * 1024 * 1024
STOP_WITHIN_S = 1.0
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def create_app(
    state: Sandbox, desk: Desk | None = None, *, any_host: bool = False
) -> web.Application:
    """The whole sandbox as an aiohttp application.

    Unless ``any_host``, requests must name a loopback host, so that no foreign web page
    can reach the sandbox through the reader's own browser.
    """
    guards = [answer_in_json] if any_host else [answer_in_json, loopback_only]
    app = web.Application(middlewares=guards, client_max_size=CLIENT_MAX_BYTES)
    BotRoutes(state).add_to(app)
    PeopleRoutes(state).add_to(app)
    ControlRoutes(state).add_to(app)
    DemoRoutes(desk).add_to(app)
    app.router.add_get("/", _page)
    app.router.add_get("/page/{name}", _page)
    app.cleanup_ctx.append(_deliveries(state))
    app.on_shutdown.append(_stopper(state))
    return app


async def serve(
    host: str, port: int, state: Sandbox, desk: Desk | None = None
) -> tuple[web.AppRunner, int]:
    """Start the sandbox and return its runner and port (``port`` 0 picks a free one).

    Stop it with ``await runner.cleanup()``. Raises OSError if the port is taken.
    """
    app = create_app(state, desk, any_host=not _is_loopback(host))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=STOP_WITHIN_S)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError:
        await runner.cleanup()
        raise
    actual: int = runner.addresses[0][1]
    return runner, actual


@web.middleware
async def answer_in_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Whatever goes wrong is answered in the contract's form, never with a trace."""
    try:
        return await handler(request)
    except Refusal as refused:
        return _refused(refused)
    except web.HTTPException as error:
        return _refused(Refusal(error.status, error.reason))
    except (ConnectionError, asyncio.CancelledError):
        raise
    except Exception:
        logger.exception("the sandbox failed to answer")
        return _refused(Refusal(500, "Internal Server Error"))


def _refused(refusal: Refusal) -> web.Response:
    return web.json_response(refusal.body(), status=refusal.code)


@web.middleware
async def loopback_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests made in another name or from another site's page."""
    origin = request.headers.get("Origin")
    if not _is_loopback(request.url.host or ""):
        raise Refusal(403, "Forbidden: the sandbox answers on loopback only")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Refusal(403, "Forbidden: request from another site")
    return await handler(request)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def _page(request: web.Request) -> web.StreamResponse:
    file = PAGE / request.match_info.get("name", "index.html")
    if file.parent != PAGE or not file.is_file():
        raise Refusal(404, "Not Found")
    return web.FileResponse(file, headers=PAGE_HEADERS)


def _deliveries(state: Sandbox) -> Callable[[web.Application], AsyncIterator[None]]:
    """Webhook delivery runs for as long as the application does."""

    async def context(_: web.Application) -> AsyncIterator[None]:
        state.updates.closing = False
        task = asyncio.create_task(WebhookPump(state).run())
        yield
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    return context


def _stopper(state: Sandbox) -> Callable[[web.Application], Awaitable[None]]:
    """On shutdown nobody is left waiting for updates or events."""

    async def stop(_: web.Application) -> None:
        state.updates.closing = True
        state.updates.wake()
        state.stream.close()

    return stop
