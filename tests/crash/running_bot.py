"""`python -m bot run` in a process of its own, on the sandbox of the test."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGTERM

from bot.sandbox import people
from bot.sandbox.server import serve
from bot.sandbox.state import Sandbox
from tests.flow.running_demo import ROOT, environment, quick_config

PATIENCE_S = 60.0


@dataclass
class Telegram:
    """The sandbox that the bot is sent to, and a stranger in it."""

    sandbox: Sandbox
    base: str
    person: int

    def says(self, *texts: str) -> None:
        """The stranger writes."""
        for text in texts:
            people.say(self.sandbox, self.person, text)

    @property
    def answers(self) -> int:
        """How many messages the bot has written to the stranger."""
        chat = self.sandbox.messages.get(self.person, [])
        return sum(message.sender_id == self.sandbox.bot_id for message in chat)


@dataclass
class Bot:
    """One process of the bot."""

    process: Process

    async def ready(self) -> None:
        """Returns when it serves."""
        assert self.process.stdout is not None
        line = await asyncio.wait_for(self.process.stdout.readline(), PATIENCE_S)
        assert line.startswith(b"ready"), await self.ended()

    async def ended(self) -> tuple[int | None, str]:
        """Its exit code and all that it wrote to standard error."""
        _, errors = await asyncio.wait_for(self.process.communicate(), PATIENCE_S)
        return self.process.returncode, errors.decode()

    async def stopped(self) -> tuple[int | None, str]:
        """Asked to stop as systemd and Docker ask."""
        self.process.send_signal(SIGTERM)
        return await self.ended()


async def until(holds: Callable[[], bool]) -> None:
    """Waits for something that another process does."""
    async with asyncio.timeout(PATIENCE_S):
        while not holds():
            await asyncio.sleep(0.05)


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    """A sandbox of the test's own."""
    sandbox = Sandbox()
    runner, port = await serve("127.0.0.1", 0, sandbox)
    person = people.add_person(sandbox, first_name="Lee")
    try:
        yield Telegram(sandbox, f"http://127.0.0.1:{port}", person.id)
    finally:
        await runner.cleanup()


@asynccontextmanager
async def bot(where: Telegram, var: Path, database: str = "") -> AsyncIterator[Bot]:
    """A bot that is killed at the end where it has not ended by itself."""
    var.mkdir(exist_ok=True)
    more = {"TELEGRAM_API_URL": where.base, "TELEGRAM_TOKEN": where.sandbox.token}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", "--var", str(var),
        "--config", str(quick_config(var)), cwd=ROOT, stdout=PIPE, stderr=PIPE,
        env=environment(**more, **({"DATABASE_URL": database} if database else {})),
    )  # fmt: skip
    try:
        yield Bot(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
