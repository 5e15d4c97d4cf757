"""The demo: a local Telegram, the bot, and sample people, alerts and staff, in one process."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import cast

from aiohttp import web

from bot.app import OFFSET_SETTING, App, SystemClock, SystemEntropy, World, build_app
from bot.cli.command import Refusal, store_at
from bot.cli.running import on_signals
from bot.commands_menu import publish_commands
from bot.config import Config
from bot.demo_desk import DemoDesk
from bot.demo_people import settle_in
from bot.loops import Pace
from bot.ports_store import Store
from bot.sandbox import snapshot
from bot.sandbox.clock import SandboxClock
from bot.sandbox.desk import Desk
from bot.sandbox.server import serve
from bot.sandbox.state import Sandbox

ROLES = frozenset(["receive", "work", "clock", "send"])
SNAPSHOT = "sandbox.pickle"
SAMPLES_SETTING = "demo_samples"
OWN_FILES = (
    "casebot.sqlite", "casebot.sqlite-wal", "casebot.sqlite-shm", SNAPSHOT, "sandbox.new",
)  # fmt: skip
# The local Telegram has no flood limits, so the demo need not wait between messages.
DEMO_PACE = Pace(0.0, 0.0, 30.0, 25)


class LateDesk:
    """Stands in for the desk until the bot, which needs the server first, is there."""

    def __init__(self) -> None:
        self.desk: Desk | None = None

    def __getattr__(self, name: str) -> Callable[..., object]:
        if self.desk is None:
            raise LookupError("the bot is still starting")
        found: Callable[..., object] = getattr(self.desk, name)
        return found


async def demo(
    config: Config, var: Path, port: int, samples: bool, ready: Callable[[str], None]
) -> None:
    """Serves until stopped; calls `ready` with the page's address when everything answers.

    Raises Refusal where it cannot start, MessengerError where the bot is not let in.
    """
    async with AsyncExitStack() as at_end:
        store = store_at(config, var)
        clock = stored_clock(store)
        state = Sandbox(clock)
        known = snapshot.load(state, var / SNAPSHOT)
        late = LateDesk()
        runner, actual = await serve_sandbox(port, state, late)
        at_end.push_async_callback(runner.cleanup)
        url = f"http://127.0.0.1:{actual}"
        local = replace(config, telegram=replace(config.telegram, api_url=url))
        world = World(clock, SystemClock(), SystemEntropy())
        app = await build_app(local, var, state.token, world, pace=DEMO_PACE, store=store)
        at_end.push_async_callback(app.close)
        late.desk = DemoDesk(app.engine, config.report)
        clock.listeners.append(lambda _now: app.engine.wake_send.set())
        on_signals(app.engine.stopping)
        serving = asyncio.ensure_future(app.serve(ROLES))
        at_end.push_async_callback(_stopped, app, serving)
        await publish_commands(app)
        await at_end.enter_async_context(snapshot.kept(state, var / SNAPSHOT))
        if samples and not known:
            await _samples_once(app, state, var / SNAPSHOT)
        ready(url)
        await serving


async def _stopped(app: App, serving: asyncio.Future[None]) -> None:
    app.engine.stopping.set()
    await asyncio.wait([serving])


async def _samples_once(app: App, state: Sandbox, keep: Path) -> None:
    with app.store.begin() as tx:
        begun = tx.setting(SAMPLES_SETTING)
        tx.put_setting(SAMPLES_SETTING, begun or "begun")
    if begun == "begun":
        raise Refusal("the demo was stopped while it set up its samples; start it with --fresh")
    if not begun:
        await settle_in(app, state)
        snapshot.save(state, keep)
        with app.store.begin() as tx:
            tx.put_setting(SAMPLES_SETTING, "done")


async def serve_sandbox(
    port: int, state: Sandbox, desk: LateDesk | None = None
) -> tuple[web.AppRunner, int]:
    """The local Telegram on loopback. Raises Refusal where the port is taken."""
    try:
        return await serve("127.0.0.1", port, state, cast(Desk, desk) if desk else None)
    except OSError as error:
        raise Refusal(
            f"port {port} cannot be used ({error.strerror}); choose another with --port"
        ) from None


def make_empty(config: Config, var: Path) -> None:
    """Removes what earlier demos left in `var`, and nothing else that may lie there.

    Raises Refusal where the database is not in `var`.
    """
    if config.storage.database:
        raise Refusal("--fresh empties --var only, and the database configured is not there")
    for name in OWN_FILES:
        (var / name).unlink(missing_ok=True)
    shutil.rmtree(var / "documents", ignore_errors=True)


def stored_clock(store: Store) -> SandboxClock:
    """The sandbox's clock, going on from the day it was moved to before; commands beside follow."""
    clock = SandboxClock()
    with store.reading() as tx:
        offset = float(tx.setting(OFFSET_SETTING) or 0)
    if offset:
        clock.advance(offset)
    real = SystemClock()

    def keep(now: object) -> None:
        moved = clock.now() - real.now()
        with store.begin() as tx:
            tx.put_setting(OFFSET_SETTING, str(max(timedelta(), moved).total_seconds()))

    clock.listeners.append(keep)
    return clock
