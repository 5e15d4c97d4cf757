"""The HTTP class told apart from the gateway: time-outs before and after the request leaves."""

from __future__ import annotations

import asyncio

import pytest

from bot.adapters.telegram.faults import MaybeSent, NotSent, Postponed
from bot.adapters.telegram.request import AiohttpRequest
from tests.unit.telegram.mock_telegram import TOKEN, MockTelegram

pytestmark = pytest.mark.asyncio


async def test_a_connection_that_does_not_come_about_in_time_was_not_sent() -> None:
    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(mute, "127.0.0.1", 0)
    address = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/x"
    async with server, AiohttpRequest(connect_timeout=0.2) as request:
        with pytest.raises(NotSent):
            await request.post(address)


async def test_a_request_that_finds_no_free_connection_in_time_was_not_sent(
    mock: MockTelegram,
) -> None:
    mock.fault = "silence"
    address = f"{mock.address}/bot{TOKEN}/sendMessage"
    request = AiohttpRequest(pool_size=1, pool_timeout=0.1, connect_timeout=0.1, read_timeout=1.0)
    async with request:
        first = asyncio.ensure_future(request.post(address))
        await asyncio.sleep(0.05)
        with pytest.raises(NotSent):
            await request.post(address)
        with pytest.raises(MaybeSent):
            await first
    assert len(mock.asked) == 1


async def test_a_call_may_bring_its_own_time_out(mock: MockTelegram) -> None:
    mock.fault = "silence"
    async with AiohttpRequest(read_timeout=30.0) as request:
        assert request.read_timeout == 30.0
        with pytest.raises(MaybeSent):
            await request.post(f"{mock.address}/bot{TOKEN}/getMe", read_timeout=0.1)


async def test_a_call_without_parameters_has_no_body(mock: MockTelegram) -> None:
    mock.reply("getMe", True)
    async with AiohttpRequest() as request:
        assert await request.post(f"{mock.address}/bot{TOKEN}/getMe") is True
    assert mock.asked == [("getMe", {})]


async def test_the_pool_can_be_closed_twice_and_opened_again(mock: MockTelegram) -> None:
    mock.reply("getMe", True)
    request = AiohttpRequest()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    async with request:
        assert await request.post(f"{mock.address}/bot{TOKEN}/getMe") is True


async def test_a_download_that_is_not_there_may_be_asked_for_again(mock: MockTelegram) -> None:
    async with AiohttpRequest() as request:
        with pytest.raises(Postponed):
            await request.download(f"{mock.address}/nowhere", 10)
