"""The bot in a process of its own, that dies by SIGKILL where the plan says so."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import text

from bot.adapters.store.engine import SqlStore, make_engine
from bot.app import App, SeededEntropy, World, approved_words, build_app
from bot.config import load_config
from bot.loops import Pace, on_the_spot
from tests.flow.world import SaysNothing

# Read once in the process that all lives are forked from.
CONFIG = load_config(Path(__file__).resolve().parents[2] / "config.yml")
approved_words(CONFIG.playbook.zone, tuple(CONFIG.timezone_names.items()))
LEASE_SECONDS = 60.0

# What has been committed: a step reached twice in the same state is the same place.
PLACE = text(
    "SELECT (SELECT count(*) FROM inbox), (SELECT count(*) FROM inbox WHERE state <> 'waiting'),"
    " (SELECT count(*) FROM entries), (SELECT count(*) FROM outbox WHERE state <> 'waiting'),"
    " (SELECT count(*) FROM outbox WHERE state NOT IN ('waiting', 'sending'))"
)


@dataclass(frozen=True)
class Birth:
    """What a life begins with; `life` is its number."""

    life: int
    database: str
    var: Path
    api: str
    token: str


@dataclass(frozen=True)
class Order:
    """Work to do: everything there is, at this time.

    Killed at the first step whose share in `deadly` is drawn and whose place is not in `survived`;
    never, where `deadly` is empty. Draws are made by `seed` and place.
    """

    now: datetime
    wall: datetime
    seed: int = 0
    deadly: Mapping[str, float] = field(default_factory=dict)
    survived: frozenset[str] = frozenset()

    def kills(self, name: str, place: str) -> bool:
        """Whether it is the end here."""
        drawn = random.Random(f"{self.seed} {place}").random() < self.deadly[name]
        return drawn and place not in self.survived


@dataclass
class SetClock:
    """A clock that shows what it was set to."""

    at: datetime

    def now(self) -> datetime:
        """The time it was set to."""
        return self.at


@dataclass
class Life:
    """One process of the bot from start to end."""

    link: Connection
    store: SqlStore
    clock: SetClock
    wall: SetClock
    order: Order | None = None
    steps: list[str] = field(default_factory=list)

    def step(self, name: str) -> None:
        """Dies here, by the kernel's hand, where the order says so."""
        self.steps.append(name)
        if self.order is None or name not in self.order.deadly:
            return
        place = f"{name} {self._place()}"
        if not self.order.kills(name, place):
            return
        self.link.send(("killed", place))
        os.kill(os.getpid(), signal.SIGKILL)

    def _place(self) -> str:
        with self.store.reading() as tx:
            return "/".join(map(str, tx.connection.execute(PLACE).one()))

    async def serve(self, app: App) -> None:
        """Does what it is told, until nobody is there to tell it."""
        self.link.send(("ready", ""))
        while True:
            try:
                self.order = await asyncio.to_thread(self.link.recv)
            except EOFError:
                return
            assert self.order is not None
            self.clock.at, self.wall.at = self.order.now, self.order.wall
            self.steps.clear()
            # What the life before left half sent is settled as the sweep would, when its time came.
            await app.engine.sweep_once()
            await app.engine.settle_all()
            self.link.send(("done", ",".join(self.steps)))


def live(link: Connection, birth: Birth, order: Order) -> None:
    """The process's whole life."""
    asyncio.run(_live(link, birth, order))


async def _live(link: Connection, birth: Birth, order: Order) -> None:
    store = SqlStore(make_engine(birth.database))
    life = Life(link, store, SetClock(order.now), SetClock(order.wall))
    world = World(life.clock, life.wall, SeededEntropy(birth.life), life.step)
    local = replace(CONFIG, telegram=replace(CONFIG.telegram, api_url=birth.api))
    app = await build_app(
        local, birth.var, birth.token, world, run_blocking=on_the_spot,
        pace=Pace(0.0, 0.0, LEASE_SECONDS, 0), store=store, understander=SaysNothing(),
        owner=f"life-{birth.life}",
    )  # fmt: skip
    try:
        await life.serve(app)
    finally:
        await app.close()
