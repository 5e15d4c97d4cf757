"""python-telegram-bot, unchanged, works against the sandbox."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from telegram import (
    Bot,
    BotCommand,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    ReactionTypeEmoji,
    Update,
)
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from tests.unit.sandbox.sandbox_world import World

pytestmark = pytest.mark.asyncio
BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("Agree", callback_data="agree")]])


def bot_for(world: World, token: str | None = None) -> Bot:
    return Bot(
        token or world.sandbox.token,
        base_url=f"{world.url}/bot",
        base_file_url=f"{world.url}/file/bot",
    )


@pytest_asyncio.fixture
async def bot(world: World) -> AsyncIterator[Bot]:
    async with bot_for(world) as bot:
        yield bot


async def test_every_kind_of_update_can_be_parsed(world: World, bot: Bot) -> None:
    person = await world.client(last_name="Tai Man", username="chan_tm", language_code="zh-hant")
    await bot.send_message(person, "ok?", reply_markup=BUTTONS)
    path = f"/sandbox/people/{person}"
    await world.say(person, "/help me", reply_to=2)
    await world.post(f"{path}/edits", message_id=3, text="changed")
    await world.post(f"{path}/contact")
    await world.post(f"{path}/press", button="Agree")
    await world.post(f"{path}/block")
    await world.post("/sandbox/groups", title="Staff", members=[person], bot_admin=True)
    updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    said, edited, contact, press, blocked, added, service = updates
    assert said.message
    assert said.message.reply_to_message
    assert said.message.reply_to_message.text == "ok?"
    assert edited.edited_message
    assert edited.edited_message.text == "changed"
    assert contact.message
    assert contact.message.contact
    assert contact.message.contact.user_id == person
    assert isinstance(press.callback_query, CallbackQuery)
    assert blocked.my_chat_member
    assert added.my_chat_member
    assert added.my_chat_member.new_chat_member.status == "administrator"
    assert service.message
    assert service.message.new_chat_members[0].is_bot


async def test_files_go_there_and_back(world: World, bot: Bot) -> None:
    person = await world.client()
    sent = await bot.send_document(
        person, b"%PDF", filename="纪要.pdf", caption="*b*", parse_mode="MarkdownV2"
    )
    assert sent.document
    assert sent.document.file_name == "纪要.pdf"
    assert sent.caption_entities[0].type == "bold"
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"%PDF"
    album = await bot.send_media_group(
        person, [InputMediaDocument(b"1", filename="1"), InputMediaDocument(b"2", filename="2")]
    )
    assert len(album) == 2


async def test_chats_members_and_profile_can_be_asked(world: World, bot: Bot) -> None:
    person = await world.client()
    group = (await world.post("/sandbox/groups", title="Staff", members=[person]))["id"]
    assert (await bot.get_chat(person)).type == "private"
    assert (await bot.get_chat(group)).title == "Staff"
    assert (await bot.get_chat_member(group, person)).status == "creator"
    assert (await bot.get_chat_member(group, bot.id)).status == "member"
    assert await bot.get_chat_member_count(group) == 2
    assert len(await bot.get_chat_administrators(group)) == 1
    await bot.set_my_commands([BotCommand("help", "Help")])
    assert (await bot.get_my_commands())[0].command == "help"
    assert (await bot.get_my_name()).name == "Casebot"
    assert (await bot.get_my_short_description()).short_description == ""
    assert (await bot.get_chat_menu_button()).type == "commands"
    await bot.set_message_reaction(person, 1, [ReactionTypeEmoji("👍")])
    await bot.send_chat_action(person, "typing")
    assert await bot.leave_chat(group)


async def test_refusals_become_the_right_exceptions(world: World, bot: Bot) -> None:
    person = (await world.post("/sandbox/people", first_name="Ann"))["id"]
    with pytest.raises(Forbidden, match="initiate conversation"):
        await bot.send_message(person, "x")
    with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
        await bot.send_message(1, "x")
    with pytest.raises(InvalidToken):
        async with bot_for(world, "1:wrong"):
            pass
    await world.post("/sandbox/faults", kind="429", method="getMe", count=1, retry_after=3)
    with pytest.raises(RetryAfter) as caught:
        await bot.get_me()
    assert "3" in str(caught.value)
    await world.post("/sandbox/faults", kind="reset", method="getMe", count=1)
    with pytest.raises(NetworkError):
        await bot.get_me()


async def test_a_second_poller_ends_the_first_with_conflict(world: World, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    async with bot_for(world) as second:
        await second.get_updates(timeout=0)
    with pytest.raises(Conflict):
        await first


async def test_an_application_polls_answers_and_edits(world: World) -> None:
    app: Application[Any, Any, Any, Any, Any, Any] = (
        Application.builder()
        .token(world.sandbox.token)
        .base_url(f"{world.url}/bot")
        .base_file_url(f"{world.url}/file/bot")
        .build()
    )

    async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message
        assert context.args
        await update.message.reply_html(f"<b>{context.args[0]}</b>", reply_markup=BUTTONS)

    async def pressed(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query
        await update.callback_query.answer("done")
        await update.callback_query.edit_message_text("agreed")

    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(pressed))
    person = (await world.post("/sandbox/people", first_name="Ann"))["id"]
    async with app:
        assert app.updater
        await app.updater.start_polling()
        await app.start()
        await world.say(person, "/start payload")
        await shown(world, person, "payload")
        await world.post(f"/sandbox/people/{person}/press", button="Agree")
        await shown(world, person, "agreed")
        await app.updater.stop()
        await app.stop()
    answers = (await world.get(f"/sandbox/people/{person}/chat"))["callback_answers"]
    assert [answer["text"] for answer in answers] == ["done"]


async def shown(world: World, person: int, text: str) -> None:
    """Wait until the bot's message says so."""
    async with asyncio.timeout(5):
        while [message["text"] for message in await world.chat(person, after=1)] != [text]:
            await asyncio.sleep(0.01)
