"""What leaves, and what its outcome is taken to be (law 4)."""

from __future__ import annotations

import asyncio
import socket

import pytest

from bot.adapters.telegram.gateway import TelegramGateway
from bot.ports import Attachment, Button, Outgoing
from tests.unit.telegram.mock_telegram import MockTelegram, gateway_to

pytestmark = pytest.mark.asyncio
HELLO = Outgoing(chat=5, text="黃小姐，您好 & <b>不是標記</b>")


async def test_a_text_leaves_exact_to_the_character(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    outcome = await gateway.send(HELLO)
    assert (outcome.state, outcome.message_id) == ("sent", 77)
    [(method, asked)] = mock.asked
    assert method == "sendMessage"
    assert asked["text"] == HELLO.text
    assert asked["chat_id"] == "5"
    assert "parse_mode" not in asked


async def test_buttons_reply_and_protection_are_passed_on(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    button = Button("確認", data="p1:yes", tone="success")
    link = Button("Rules", url="https://example.org/")
    await gateway.send(Outgoing(5, "x", buttons=((button,), (link,)), reply_to=9, protect=True))
    asked = mock.asked[0][1]
    assert asked["reply_markup"]["inline_keyboard"] == [
        [{"text": "確認", "callback_data": "p1:yes", "style": "success"}],
        [{"text": "Rules", "url": "https://example.org/"}],
    ]
    assert asked["reply_parameters"]["message_id"] == 9
    assert asked["protect_content"] == "true"


async def test_a_document_leaves_with_its_name_type_and_caption(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    paper = Attachment("d" * 64, '結案證明 "v1".pdf', "application/pdf")
    outcome = await gateway.send(Outgoing(5, "請查收", attachment=paper), b"%PDF-1.7 body")
    assert outcome.state == "sent"
    method, asked = mock.asked[0]
    assert method == "sendDocument"
    assert asked["document"] == ("結案證明 _v1_.pdf", "application/pdf", b"%PDF-1.7 body")
    assert asked["caption"] == "請查收"


async def test_a_file_name_cannot_break_out_of_its_header(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    paper = Attachment("d" * 64, 'a"\r\nX-Evil: 1\r\n\r\n.pdf', "application/pdf")
    outcome = await gateway.send(Outgoing(5, "", attachment=paper), b"body")
    assert outcome.state == "sent"
    assert mock.asked[0][1]["document"][2] == b"body"


async def test_an_attachment_without_its_content_is_refused_before_it_leaves(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    paper = Attachment("d" * 64, "a.pdf", "application/pdf")
    outcome = await gateway.send(Outgoing(5, "x", attachment=paper))
    assert outcome.state == "refused"
    assert mock.asked == []


@pytest.mark.parametrize(
    ("status", "description", "reason"),
    [
        (403, "Forbidden: bot was blocked by the user", "bot was blocked by the user"),
        (403, "Forbidden: user is deactivated", "user is deactivated"),
        (400, "Bad Request: chat not found", "Chat not found"),
        (400, "Bad Request: message is too long", "Message is too long"),
        (413, "Request Entity Too Large", "HTTP 413"),
    ],
)
async def test_what_telegram_refuses_is_refused_with_its_words(
    gateway: TelegramGateway, mock: MockTelegram, status: int, description: str, reason: str
) -> None:
    mock.refuse("sendMessage", status, description)
    outcome = await gateway.send(HELLO)
    assert outcome.state == "refused"
    assert reason in outcome.reason


async def test_a_migrated_group_is_refused_with_its_new_chat(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.refuse("sendMessage", 400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100)
    outcome = await gateway.send(HELLO)
    assert (outcome.state, outcome.migrated_to) == ("refused", -100)


async def test_too_many_requests_are_later_and_say_when(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.refuse("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
    outcome = await gateway.send(HELLO)
    assert (outcome.state, outcome.retry_after) == ("later", 7.0)


async def test_too_many_requests_without_a_time_are_still_later(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.answers["sendMessage"] = (429, b"slow down")
    outcome = await gateway.send(HELLO)
    assert (outcome.state, outcome.retry_after) == ("later", None)


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_failing_server_is_later(
    gateway: TelegramGateway, mock: MockTelegram, status: int
) -> None:
    mock.answers["sendMessage"] = (status, b"<html>Wong's words</html>")
    outcome = await gateway.send(HELLO)
    assert (outcome.state, outcome.reason) == ("later", f"HTTP {status}")


async def test_a_gateway_that_gave_up_waiting_leaves_the_outcome_unknown(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.answers["sendMessage"] = (504, b"")
    assert (await gateway.send(HELLO)).state == "unknown"


@pytest.mark.parametrize("status", [401, 404])
async def test_a_rejected_token_is_not_the_messages_fault(
    gateway: TelegramGateway, mock: MockTelegram, status: int
) -> None:
    mock.refuse("sendMessage", status, "Unauthorized")
    assert (await gateway.send(HELLO)).state == "later"


async def test_silence_after_the_request_left_is_unknown(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    mock.fault = "silence"
    outcome = await gateway.send(HELLO)
    assert outcome.state == "unknown"
    assert len(mock.asked) == 1


async def test_a_reset_after_the_request_left_is_unknown_and_not_repeated(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    await gateway.send(HELLO)
    mock.fault = "reset"
    outcome = await gateway.send(HELLO)
    assert outcome.state == "unknown"
    assert len(mock.asked) == 2


@pytest.mark.parametrize(
    "answer", [(200, b"not json"), (200, b"[]"), (200, b"{}"), (302, b""), (200, b'{"result": {}}')]
)
async def test_an_answer_that_cannot_be_read_leaves_the_outcome_unknown(
    gateway: TelegramGateway, mock: MockTelegram, answer: tuple[int, bytes]
) -> None:
    mock.answers["sendMessage"] = answer
    assert (await gateway.send(HELLO)).state == "unknown"


async def test_a_refused_connection_is_later() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    async with gateway_to(address) as gateway:
        assert (await gateway.send(HELLO)).state == "later"


async def test_a_name_that_does_not_resolve_is_later() -> None:
    async with gateway_to("http://telegram.invalid") as gateway:
        assert (await gateway.send(HELLO)).state == "later"


async def test_a_connection_that_breaks_before_it_stands_is_later() -> None:
    """TLS against a server that hangs up: the handshake fails before a byte of the message."""

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.transport.abort()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, gateway_to(f"https://127.0.0.1:{port}") as gateway:
        assert (await gateway.send(HELLO)).state == "later"


async def test_a_gateway_that_is_not_open_sends_later(mock: MockTelegram) -> None:
    async with gateway_to(mock.address) as gateway:
        await gateway.close()
        assert (await gateway.send(HELLO)).state == "later"
    assert mock.asked == []


async def test_text_that_cannot_be_encoded_is_refused_rather_than_tried_for_ever(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    assert (await gateway.send(Outgoing(5, "half \ud83d"))).state == "refused"
    assert mock.asked == []


async def test_two_keyboards_at_once_are_refused(
    gateway: TelegramGateway, mock: MockTelegram
) -> None:
    twice = Outgoing(5, "x", buttons=((Button("a", data="b"),),), ask_contact="share")
    assert (await gateway.send(twice)).state == "refused"
    assert mock.asked == []
