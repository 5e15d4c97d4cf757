"""The way to people's phones through Telegram's Bot API (telegram.md)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Literal

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.error import TelegramError

from bot.adapters.telegram.faults import messenger_error, outcome_of, reason_of
from bot.adapters.telegram.markup import markup_of
from bot.adapters.telegram.request import AiohttpRequest
from bot.ports import Attachment, FileTooLarge, MessengerError, Outcome, Outgoing

BASE_URL = "https://api.telegram.org/bot"
BASE_FILE_URL = "https://api.telegram.org/file/bot"
# Telegram's own limit on what a bot may fetch.
DOWNLOAD_LIMIT = 20 * 1024 * 1024
# What we handle; Telegram holds back every other kind.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
# A long poll that is silent this much longer than it asked for is taken for dead.
_POLL_GRACE = 10.0

_log = logging.getLogger(__name__)

CommandScope = Literal["everywhere", "private", "groups"] | int


class _QuietBot(Bot):
    """PTB's bot, without its debug logging of tokens and whole messages, and with raw updates."""

    __slots__ = ()
    # A logger outside the hierarchy: no setting of the deployment can wake it.
    _LOGGER = logging.Logger("telegram.silent", level=logging.CRITICAL + 1)  # noqa: LOG001

    async def raw_updates(self, offset: int, timeout: int) -> Any:
        """The updates as Telegram gave them; PTB's own call parses the whole batch or none."""
        asked = {"offset": offset, "timeout": timeout, "allowed_updates": list(ALLOWED_UPDATES)}
        return await self._post("getUpdates", asked, read_timeout=timeout + _POLL_GRACE)


class TelegramGateway:
    """Implements `Messenger`. Both addresses end where the token begins, as Telegram's do.

    Sends once and never retries; pacing and repetition belong to the outbox. Nothing that is
    logged here contains the token or anything a person wrote.
    """

    def __init__(
        self,
        token: str,
        *,
        base_url: str = BASE_URL,
        base_file_url: str = BASE_FILE_URL,
        download_limit: int = DOWNLOAD_LIMIT,
        proxy: str = "",
        read_timeout: float = 20.0,
    ) -> None:
        self._download_limit = download_limit
        self._calls = AiohttpRequest(proxy=proxy, read_timeout=read_timeout)
        self._polls = AiohttpRequest(proxy=proxy, read_timeout=read_timeout, pool_size=2)
        self._bot = _QuietBot(
            token,
            base_url=base_url,
            base_file_url=base_file_url,
            request=self._calls,
            get_updates_request=self._polls,
        )

    async def open(self) -> None:
        """Opens the connection pools; asks Telegram nothing."""
        await self._calls.initialize()
        await self._polls.initialize()

    async def close(self) -> None:
        """Closes the connection pools; what is under way fails as unknown."""
        await self._polls.shutdown()
        await self._calls.shutdown()

    async def me(self) -> tuple[int, str]:
        """The bot's account and its name without @. Raises MessengerError."""
        try:
            user = await self._bot.get_me()
        except Exception as error:
            raise messenger_error(error) from None
        return user.id, user.username or ""

    async def poll(self, offset: int, timeout: int) -> list[dict[str, object]]:
        """Raw updates from `offset` on; waits up to `timeout` seconds. Raises MessengerError.

        They are not parsed, so that one bad update cannot hold back its batch.
        """
        try:
            updates = await self._bot.raw_updates(offset, timeout)
        except Exception as error:
            raise messenger_error(error) from None
        if not isinstance(updates, list):
            raise MessengerError("the answer is not a list of updates")
        return [update for update in updates if isinstance(update, dict)]

    async def send(self, message: Outgoing, content: bytes | None = None) -> Outcome:
        """Sends once; `content` are the attachment's bytes. Never raises.

        With an attachment the text is its caption, of at most 1024 UTF-16 units.
        """
        try:
            markup = markup_of(message)
        except ValueError as error:
            return Outcome("refused", reason=str(error))
        if message.attachment is not None and content is None:
            return Outcome("refused", reason="the attachment has no content")
        try:
            sent = await self._dispatch(message, _options(message, markup), content)
        except Exception as error:
            return outcome_of(error)
        return Outcome("sent", message_id=sent.message_id)

    async def _dispatch(
        self, message: Outgoing, options: dict[str, Any], content: bytes | None
    ) -> Message:
        if message.attachment is None or content is None:
            preview = LinkPreviewOptions(is_disabled=True)
            return await self._bot.send_message(
                text=message.text, link_preview_options=preview, **options
            )
        return await self._bot.send_document(
            document=_input_file(message.attachment, content),
            caption=message.text or None,
            disable_content_type_detection=True,
            **options,
        )

    async def answer_press(self, press_id: str, text: str = "", alert: bool = False) -> None:
        """Stops the button's spinner; failures are only logged (the press itself is kept)."""
        try:
            await self._bot.answer_callback_query(press_id, text or None, show_alert=alert)
        except Exception as error:
            _log.warning("press not answered: %s", reason_of(error))

    async def fetch(self, file_id: str, limit: int) -> bytes:
        """The file's bytes. Raises FileTooLarge over `limit` bytes, MessengerError otherwise."""
        bound = min(limit, self._download_limit)
        try:
            file = await self._bot.get_file(file_id)
            if file.file_size is not None and file.file_size > bound:
                raise FileTooLarge(f"more than {bound} bytes", permanent=True)
            return await self._calls.download(file.file_path or "", bound)
        except MessengerError:
            raise
        except Exception as error:
            raise _fetch_error(error) from None

    async def set_commands(
        self,
        commands: Sequence[tuple[str, str]],
        *,
        language: str = "",
        scope: CommandScope = "everywhere",
    ) -> None:
        """Sets the command menu (name, description) for a language and a scope, or one chat.

        Raises MessengerError.
        """
        menu = [BotCommand(name, description) for name, description in commands]
        try:
            await self._bot.set_my_commands(
                menu, scope=_scope(scope), language_code=language or None
            )
        except Exception as error:
            raise messenger_error(error) from None


def _options(message: Outgoing, markup: object) -> dict[str, Any]:
    reply = message.reply_to and ReplyParameters(message.reply_to, allow_sending_without_reply=True)
    return {
        "chat_id": message.chat,
        "reply_markup": markup,
        "reply_parameters": reply or None,
        "protect_content": message.protect or None,
    }


def _input_file(attachment: Attachment, content: bytes) -> InputFile:
    file = InputFile(content, filename=attachment.name)
    file.mimetype = attachment.content_type or file.mimetype
    return file


def _fetch_error(error: Exception) -> MessengerError:
    if isinstance(error, TelegramError) and "too big" in error.message.lower():
        return FileTooLarge(error.message, permanent=True)
    return messenger_error(error)


def _scope(scope: CommandScope) -> BotCommandScope:
    if isinstance(scope, int):
        return BotCommandScopeChat(scope)
    return {
        "everywhere": BotCommandScopeDefault,
        "private": BotCommandScopeAllPrivateChats,
        "groups": BotCommandScopeAllGroupChats,
    }[scope]()
