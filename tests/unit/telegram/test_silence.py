"""Neither the token nor anything personal reaches a log or an error's text."""

from __future__ import annotations

import logging
import socket
import traceback

import pytest

from bot.adapters.telegram.gateway import TelegramGateway
from bot.ports import MessengerError, Outgoing
from tests.unit.telegram.mock_telegram import SENT, TOKEN, MockTelegram, gateway_to

pytestmark = pytest.mark.asyncio
WORDS = "my account is 8812-3456"


def _clean(text: str) -> bool:
    return not any(secret in text for secret in (TOKEN, TOKEN.split(":")[1], "8812", "Wong"))


async def test_nothing_secret_is_logged_at_any_level_whatever_happens(
    mock: MockTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("telegram", "telegram.Bot", "httpx", "aiohttp.client", "bot"):
        caplog.set_level(logging.DEBUG, logger=name)
    update = {"update_id": 1, "message": {**SENT, "text": WORDS}}
    mock.reply("getUpdates", [update])
    async with gateway_to(mock.address) as gateway:
        await gateway.poll(0, 0)
        await gateway.send(Outgoing(5, WORDS))
        for answer in ((200, WORDS.encode()), (500, WORDS.encode()), (401, WORDS.encode())):
            mock.answers["sendMessage"] = answer
            assert _clean((await gateway.send(Outgoing(5, WORDS))).reason)
        mock.fault = "silence"
        await gateway.send(Outgoing(5, WORDS))
        await gateway.answer_press("q", WORDS)
    ours = [record for record in caplog.records if not record.name.startswith("aiohttp.access")]
    assert _clean("\n".join(record.getMessage() for record in ours))


async def test_an_error_shown_with_its_whole_traceback_does_not_name_the_address() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{deaf.getsockname()[1]}"
    async with gateway_to(address) as gateway:
        with pytest.raises(MessengerError) as caught:
            await gateway.poll(0, 0)
    assert _clean("".join(traceback.format_exception(caught.value)))


@pytest.mark.parametrize("status", [400, 403])
async def test_a_refusal_that_is_not_telegrams_is_later_and_not_quoted(
    gateway: TelegramGateway, mock: MockTelegram, status: int
) -> None:
    mock.answers["sendMessage"] = (status, WORDS.encode())
    outcome = await gateway.send(Outgoing(5, WORDS))
    assert outcome.state == "later"
    assert _clean(outcome.reason)
