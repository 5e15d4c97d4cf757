"""The demo: a local Telegram, the bot, and sample people, alerts and staff, in one process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.app import OFFSET_SETTING, App, SystemClock, SystemEntropy, World, build_app, build_store
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

SNAPSHOT_SECONDS = 2.0
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


async def demo(config: Config, var: Path, port: int, samples: bool) -> None:
    """Serves until stopped; prints `ready http://127.0.0.1:PORT` when everything answers."""
    store = build_store(config, var)
    clock = stored_clock(store)
    state = Sandbox(clock)
    known = snapshot.load(state, var / "sandbox.pickle")
    late = LateDesk()
    runner, actual = await serve("127.0.0.1", port, state, late)  # type: ignore[arg-type]
    local = replace(config, telegram=replace(config.telegram, api_url=f"http://127.0.0.1:{actual}"))
    world = World(clock, SystemClock(), SystemEntropy())
    app = await build_app(local, var, state.token, world, pace=DEMO_PACE, store=store)
    late.desk = DemoDesk(app.engine, config.report)
    clock.listeners.append(lambda _now: app.engine.wake_send.set())
    on_signals(app.engine.stopping)
    serving = asyncio.ensure_future(
        app.engine.serve(frozenset(["receive", "work", "clock", "send"]))
    )
    await publish_commands(app)
    if samples and not known:
        await settle_in(app, state, clock)
    keeping = asyncio.ensure_future(_keep(state, var / "sandbox.pickle"))
    sys.stdout.write(f"ready http://127.0.0.1:{actual}\n")
    sys.stdout.flush()
    try:
        await serving
    finally:
        await _stop(app, keeping)
        snapshot.save(state, var / "sandbox.pickle")
        await runner.cleanup()


async def _stop(app: App, keeping: asyncio.Future[None]) -> None:
    keeping.cancel()
    with suppress(asyncio.CancelledError):
        await keeping
    await app.close()


async def _keep(state: Sandbox, path: Path) -> None:
    """Writes a snapshot whenever something was said since the last one."""
    seen = -1
    while True:
        await asyncio.sleep(SNAPSHOT_SECONDS)
        said = sum(len(chat) for chat in state.messages.values()) + len(state.people)
        if said != seen:
            snapshot.save(state, path)
            seen = said


def stored_clock(store: Store) -> SandboxClock:
    """The sandbox's clock, going on from the day it was moved to before; commands beside follow."""
    clock = SandboxClock()
    with store.begin() as tx:
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
