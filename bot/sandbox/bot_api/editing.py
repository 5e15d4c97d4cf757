"""Methods that change, delete, pin or react to messages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.sandbox import objects
from bot.sandbox.bot_api.call import BotCall, Method
from bot.sandbox.entities import Formatted
from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.keyboards import inline_only
from bot.sandbox.records import Json, Message, Version

DELETABLE_FOR = timedelta(hours=48)
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
VARIATION = "\ufe0f"
REACTIONS_WORDS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 "
    "🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 "
    "🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)
REACTIONS = frozenset(REACTIONS_WORDS.split())


def edit_message_text(call: BotCall) -> Json:
    """New words for a text message of the bot's own."""
    body = call.body()
    message = _own(call)
    if message.file or message.contact or message.kind != "text":
        raise bad_request("there is no text in the message to edit")
    return _changed(call, message, body)


def edit_message_caption(call: BotCall) -> Json:
    """New words under a file of the bot's own."""
    caption = call.caption()
    message = _own(call)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    return _changed(call, message, caption)


def edit_message_reply_markup(call: BotCall) -> Json:
    """New buttons under a message of the bot's own."""
    message = _own(call)
    return _changed(call, message, Formatted(message.text, message.entities))


def _own(call: BotCall) -> Message:
    """A message of the bot's own that Telegram lets it edit."""
    if call.params.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    if not call.params.has("message_id"):
        raise bad_request("message identifier is not specified")
    message = call.found("message to edit")
    foreign = message.sender_id != call.sandbox.bot_id
    under_reply_keyboard = message.reply_markup and "inline_keyboard" not in message.reply_markup
    if foreign or under_reply_keyboard:
        raise bad_request("message can't be edited")
    return message


def _changed(call: BotCall, message: Message, body: Formatted) -> Json:
    """Put the new content in place; without ``reply_markup`` the buttons go."""
    markup = inline_only(call.raw_markup())
    before = (message.text, message.entities, message.reply_markup)
    if before == (body.text, body.entities, markup):
        raise bad_request(NOT_MODIFIED)
    written = message.edited_at or message.at
    message.versions.append(Version(message.text, written, message.reply_markup))
    message.text, message.entities, message.reply_markup = body.text, body.entities, markup
    message.edited_at = call.sandbox.now()
    call.tell("edit", message)
    return objects.message(call.sandbox, message)


def delete_message(call: BotCall) -> bool:
    """A message gone for everyone, within 48 hours."""
    if not call.params.has("message_id"):
        raise bad_request("message identifier is not specified")
    _delete(call, call.found("message to delete"))
    return True


def delete_messages(call: BotCall) -> bool:
    """Messages that are not there are passed over, as Telegram does."""
    chat_id = call.reachable()
    wanted = call.params.structure("message_ids", "message identifiers")
    if not isinstance(wanted, list) or not 1 <= len(wanted) <= 100:
        raise bad_request("message identifiers are not specified")
    for number in wanted:
        message = call.sandbox.find(chat_id, number) if isinstance(number, int) else None
        if message:
            _delete(call, message)
    return True


def _delete(call: BotCall, message: Message) -> None:
    sandbox = call.sandbox
    group = sandbox.groups.get(message.chat_id)
    foreign = message.sender_id != sandbox.bot_id
    too_old = sandbox.now() - message.at > DELETABLE_FOR
    if too_old or (foreign and group is not None and not group.bot_admin):
        raise bad_request("message can't be deleted")
    message.deleted = True
    call.tell("delete", message)


def set_message_reaction(call: BotCall) -> bool:
    """The bot's reaction to a message: one of Telegram's emoji, or none."""
    message = call.found("message to react")
    given: Any = call.params.structure("reaction", "reaction") or []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise bad_request("can't parse reaction JSON object")
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = [str(one.get("emoji", "")).replace(VARIATION, "") for one in given]
    if not set(emoji) <= REACTIONS:
        raise Refusal(400, "Bad Request: REACTION_INVALID")
    message.reactions = emoji
    call.tell("edit", message)
    return True


def pin_chat_message(call: BotCall) -> bool:
    """A message pinned; in a group only by an administrator."""
    _pin(call, call.found("message to pin"), True)
    return True


def unpin_chat_message(call: BotCall) -> bool:
    """The named message unpinned, or the one pinned last."""
    if call.params.has("message_id"):
        _pin(call, call.found("message to unpin"), False)
        return True
    pinned = [m for m in call.sandbox.messages.get(call.reachable(), []) if m.pinned]
    if not pinned:
        raise bad_request("message to unpin not found")
    _pin(call, pinned[-1], False)
    return True


def unpin_all_chat_messages(call: BotCall) -> bool:
    """No message pinned any more."""
    for message in call.sandbox.messages.get(call.reachable(), []):
        message.pinned = False
    return True


def _pin(call: BotCall, message: Message, pinned: bool) -> None:
    group = call.sandbox.groups.get(message.chat_id)
    if group is not None and not group.bot_admin:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    message.pinned = pinned
    call.tell("edit", message)


METHODS: dict[str, Method] = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}
