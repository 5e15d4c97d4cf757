"""Telegram's JSON objects, built from what the sandbox remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.records import Group, Json, Message, Person, StoredFile

if TYPE_CHECKING:
    from bot.sandbox.state import Sandbox


def without_gaps(**fields: object) -> Json:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value not in (None, "")}


def person_user(person: Person) -> Json:
    """A person as Telegram's User."""
    return without_gaps(
        id=person.id,
        is_bot=False,
        first_name=person.first_name,
        last_name=person.last_name,
        username=person.username,
        language_code=person.language_code,
    )


def bot_user(sandbox: Sandbox) -> Json:
    """The bot as Telegram's User."""
    name = sandbox.profile.names.get("") or sandbox.bot_name
    return {
        "id": sandbox.bot_id,
        "is_bot": True,
        "first_name": name,
        "username": sandbox.username,
    }


def user(sandbox: Sandbox, user_id: int) -> Json:
    """The bot or a person as Telegram's User."""
    if user_id == sandbox.bot_id:
        return bot_user(sandbox)
    return person_user(sandbox.people[user_id])


def chat(sandbox: Sandbox, chat_id: int) -> Json:
    """A private chat or a group as Telegram's Chat."""
    if chat_id in sandbox.groups:
        return group_chat(sandbox.groups[chat_id])
    person = sandbox.people[chat_id]
    return without_gaps(
        id=person.id,
        type="private",
        first_name=person.first_name,
        last_name=person.last_name,
        username=person.username,
    )


def group_chat(group: Group) -> Json:
    """A group as Telegram's Chat."""
    return {"id": group.id, "type": "supergroup", "title": group.title}


def file_fields(kind: str, file: StoredFile) -> Json:
    """What a message says about its file, under the name of its kind."""
    base: Json = {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
    }
    named = {"file_name": file.name, "mime_type": file.mime_type}
    picture = {"width": file.width, "height": file.height}
    match kind:
        case "photo":
            return {"photo": [base | picture]}
        case "voice":
            return {"voice": base | {"duration": 1, "mime_type": file.mime_type}}
        case "audio":
            return {"audio": base | named | {"duration": 1}}
        case "video" | "animation":
            return {kind: base | named | picture | {"duration": 1}}
    return {"document": without_gaps(**base, **named)}


def message(sandbox: Sandbox, record: Message, with_reply: bool = True) -> Json:
    """A message as Telegram's Message, to the bot's eyes."""
    body: Json = {
        "message_id": record.message_id,
        "from": user(sandbox, record.sender_id),
        "chat": chat(sandbox, record.chat_id),
        "date": int(record.at.timestamp()),
    }
    body.update(_content(record))
    body.update(record.extra)
    if record.edited_at:
        body["edit_date"] = int(record.edited_at.timestamp())
    if record.reply_markup and "inline_keyboard" in record.reply_markup:
        body["reply_markup"] = record.reply_markup
    if with_reply and record.reply_to:
        original = sandbox.find(record.chat_id, record.reply_to)
        if original:
            body["reply_to_message"] = message(sandbox, original, with_reply=False)
    return body


def _content(record: Message) -> Json:
    if record.contact:
        return {"contact": record.contact}
    prefix = "caption" if record.file else "text"
    body: Json = file_fields(record.kind, record.file) if record.file else {}
    if record.text:
        body[prefix] = record.text
    if record.entities:
        body["caption_entities" if record.file else "entities"] = record.entities
    return body


def membership(member: Json, status: str) -> Json:
    """A ChatMember with every field that its status demands."""
    body: Json = {"user": member, "status": status}
    if status == "kicked":
        body["until_date"] = 0
    if status == "creator":
        body["is_anonymous"] = False
    if status == "administrator":
        body.update(dict.fromkeys(ADMIN_RIGHTS, False))
        body["can_manage_chat"] = True
    return body


ADMIN_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)
