"""The lives of the bot, one after another, and the story that goes on over their deaths."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from signal import SIGKILL

from tests.crash.child import LEASE_SECONDS, Birth, Order, live

DEADLINE = 60.0
# Kills at these leave a message of which nobody knows whether it arrived.
DOUBTFUL = ("claimed", "sent", "outcome.before_commit")
CERTAIN = (
    "polled", "journal.before_commit", "journalled", "file.fetched", "prepared",
    "decide.before_commit", "decided", "answered", "due.before_commit", "due.after_commit",
    "outcome.after_commit",
)  # fmt: skip

_CONTEXT = multiprocessing.get_context("forkserver")


def preload() -> None:
    """Has every life forked from a process that has read the program already."""
    _CONTEXT.set_forkserver_preload(["tests.crash.child"])


@dataclass
class Lives:
    """Keeps a bot alive: starts the next life where one ended, and counts the deaths.

    Every certain step is deadly at each new place; of the doubtful steps, which come three to a
    message, a share of `doubt`. `mortal` is the share of orders in which anybody can die.
    """

    birth: Birth
    seed: int
    doubt: float = 0.0
    mortal: float = 1.0
    deadly: bool = False
    kills: dict[str, int] = field(default_factory=dict)
    steps: set[str] = field(default_factory=set)
    _number: int = 0
    _survived: set[str] = field(default_factory=set)
    _wall: datetime | None = None
    _process: ForkServerProcess | None = None
    _link: Connection | None = None
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    @property
    def killed(self) -> int:
        """How many lives ended by SIGKILL."""
        return sum(self.kills.values())

    async def work(self, now: datetime) -> None:
        """Everything there is to do gets done, whatever it costs in lives."""
        self._wall = max(now, self._wall or now)
        while True:
            order = Order(
                now, self._wall, self.seed, self._deadly_now(), frozenset(self._survived)
            )  # fmt: skip
            if self._process is None:
                await self._born(order)
            assert self._link is not None
            self._link.send(order)
            word, what = await self._hear()
            if word == "done":
                self.steps.update(what.split(","))
                return
            await self._bury(what)

    def _deadly_now(self) -> dict[str, float]:
        if not self.deadly or self._random.random() >= self.mortal:
            return {}
        certain = dict.fromkeys(CERTAIN, 1.0)
        # What is deadly every time hides the step that follows it.
        certain |= {"decided": 0.6, "outcome.after_commit": 0.6}
        return {**certain, **dict.fromkeys(DOUBTFUL, self.doubt)}

    async def _born(self, order: Order) -> None:
        self._number += 1
        link, theirs = _CONTEXT.Pipe()
        birth = Birth(**{**vars(self.birth), "life": self.seed * 10_000 + self._number})
        process = _CONTEXT.Process(target=live, args=(theirs, birth, order), daemon=True)
        process.start()
        theirs.close()
        self._process, self._link = process, link
        assert await self._hear() == ("ready", "")

    async def _hear(self) -> tuple[str, str]:
        assert self._link is not None
        link = self._link

        def wait() -> tuple[str, str]:
            assert link.poll(DEADLINE), "the bot does not answer"
            word: tuple[str, str] = link.recv()
            return word

        return await asyncio.to_thread(wait)

    async def _bury(self, place: str) -> None:
        assert self._process is not None
        assert self._link is not None
        await asyncio.to_thread(self._process.join, DEADLINE)
        assert self._process.exitcode == -SIGKILL
        self._link.close()
        self._process = self._link = None
        self._survived.add(place)
        name = place.split(maxsplit=1)[0]
        self.kills[name] = self.kills.get(name, 0) + 1
        assert self._wall is not None
        # So long a time without word, and the message that was under way counts as unknown.
        self._wall += timedelta(seconds=LEASE_SECONDS + 1)

    async def end(self) -> None:
        """Lets the last life end by itself."""
        if self._process is not None:
            assert self._link is not None
            self._link.close()
            await asyncio.to_thread(self._process.join, DEADLINE)
            assert self._process.exitcode == 0
            self._process = None
