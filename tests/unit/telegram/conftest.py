"""A mock Telegram and a gateway to it, fresh for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from bot.adapters.telegram.gateway import TelegramGateway
from tests.unit.telegram.mock_telegram import SENT, MockTelegram, gateway_to, served


@pytest_asyncio.fixture
async def mock() -> AsyncIterator[MockTelegram]:
    """A mock that takes messages and documents."""
    async with served(MockTelegram()) as server:
        server.reply("sendMessage", SENT)
        server.reply("sendDocument", SENT)
        yield server


@pytest_asyncio.fixture
async def gateway(mock: MockTelegram) -> AsyncIterator[TelegramGateway]:
    """A gateway to that mock."""
    async with gateway_to(mock.address) as opened:
        yield opened
