"""Polling, fetching and the other calls."""

from __future__ import annotations

import pytest

from bot.adapters.telegram.gateway import TelegramGateway
from bot.ports import FileTooLarge, MessengerError
from tests.unit.telegram.mock_telegram import MockTelegram, gateway_to

pytestmark = pytest.mark.asyncio


async def test_polling_gives_updates_raw_even_where_one_cannot_be_parsed(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    batch = [{"update_id": 1, "message": {"message_id": "broken"}}, {"update_id": 2, "new": {}}]
    mock.reply("getUpdates", batch)
    assert await gateway.poll(7, 0) == batch
    asked = mock.asked[0][1]
    assert asked["offset"] == "7"
    assert set(asked["allowed_updates"]) >= {"message", "callback_query", "my_chat_member"}


async def test_a_flooded_poll_says_when_to_come_back(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.refuse("getUpdates", 429, "Too Many Requests", retry_after=3)
    with pytest.raises(MessengerError) as caught:
        await gateway.poll(0, 0)
    assert (caught.value.retry_after, caught.value.permanent) == (3.0, False)


@pytest.mark.parametrize(
    ("status", "permanent"), [(409, False), (500, False), (401, True), (404, True)]
)
async def test_a_failing_poll_says_whether_asking_again_can_help(
    gateway: TelegramGateway, mock: MockTelegram, status: int, permanent: bool
) -> None:
    mock.refuse("getUpdates", status, "Conflict: terminated by other getUpdates request")
    with pytest.raises(MessengerError) as caught:
        await gateway.poll(0, 0)
    assert caught.value.permanent is permanent


async def test_a_poll_answered_with_rubbish_is_an_error(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.reply("getUpdates", {"update_id": 1})
    with pytest.raises(MessengerError):
        await gateway.poll(0, 0)


async def test_the_bot_knows_its_account_and_name(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.reply("getMe", {"id": 4242, "is_bot": True, "first_name": "F", "username": "firm_bot"})
    assert await gateway.me() == (4242, "firm_bot")


async def test_a_wrong_token_is_a_permanent_error_that_does_not_show_it(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.refuse("getMe", 401, "Unauthorized")
    with pytest.raises(MessengerError) as caught:
        await gateway.me()
    assert caught.value.permanent
    assert "secret" not in str(caught.value)


async def test_a_press_is_answered(gateway: TelegramGateway, mock: MockTelegram) -> None:
    mock.reply("answerCallbackQuery", True)
    await gateway.answer_press("q1", "已記錄", alert=True)
    asked = mock.asked[0][1]
    assert (asked["callback_query_id"], asked["text"], asked["show_alert"]) == (
        "q1",
        "已記錄",
        "true",
    )


async def test_a_press_too_old_to_answer_raises_nothing(
    gateway: TelegramGateway, mock: MockTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    mock.refuse("answerCallbackQuery", 400, "Bad Request: query is too old")
    await gateway.answer_press("q1", "words for the client")
    assert "Query is too old" in caplog.text
    assert "words for the client" not in caplog.text


async def test_a_file_is_fetched_whole(gateway: TelegramGateway, mock: MockTelegram) -> None:
    mock.files["documents/報 告.pdf"] = b"%PDF" + bytes(200_000)
    mock.reply(
        "getFile", {"file_id": "f", "file_unique_id": "u", "file_path": "documents/報 告.pdf"}
    )
    assert await gateway.fetch("f", 1_000_000) == mock.files["documents/報 告.pdf"]


async def test_a_file_announced_too_large_is_not_fetched(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    found = {"file_id": "f", "file_unique_id": "u", "file_size": 11, "file_path": "missing"}
    mock.reply("getFile", found)
    with pytest.raises(FileTooLarge):
        await gateway.fetch("f", 10)


async def test_a_file_that_grows_past_the_limit_is_dropped(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.files["big"] = bytes(300_000)
    mock.reply("getFile", {"file_id": "f", "file_unique_id": "u", "file_path": "big"})
    with pytest.raises(FileTooLarge):
        await gateway.fetch("f", 100_000)


async def test_the_gateways_own_limit_holds_too(mock: MockTelegram) -> None:
    mock.files["big"] = bytes(300)
    mock.reply("getFile", {"file_id": "f", "file_unique_id": "u", "file_path": "big"})
    async with gateway_to(mock.address, download_limit=200) as gateway:
        with pytest.raises(FileTooLarge):
            await gateway.fetch("f", 1_000)


async def test_telegrams_own_limit_reads_as_too_large(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.refuse("getFile", 400, "Bad Request: file is too big")
    with pytest.raises(FileTooLarge):
        await gateway.fetch("f", 10)


async def test_a_file_that_is_gone_is_a_permanent_error(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.refuse("getFile", 400, "Bad Request: wrong file_id")
    with pytest.raises(MessengerError) as caught:
        await gateway.fetch("f", 10)
    assert caught.value.permanent
    assert not isinstance(caught.value, FileTooLarge)


async def test_commands_are_set_for_a_language_and_a_scope(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.reply("setMyCommands", True)
    await gateway.set_commands([("case", "打開個案")], language="zh", scope="groups")
    asked = mock.asked[0][1]
    assert asked["commands"] == [{"command": "case", "description": "打開個案"}]
    assert asked["language_code"] == "zh"
    assert asked["scope"] == {"type": "all_group_chats"}
