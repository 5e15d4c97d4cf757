"""A sandbox on loopback with a frozen clock."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio

from bot.sandbox.clock import SandboxClock
from bot.sandbox.server import serve
from bot.sandbox.state import Sandbox
from tests.unit.sandbox.sandbox_world import START, World


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    sandbox = Sandbox(SandboxClock(frozen_at=START))
    runner, port = await serve("127.0.0.1", 0, sandbox)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session:
        yield World(sandbox, f"http://127.0.0.1:{port}", session)
    await runner.cleanup()
