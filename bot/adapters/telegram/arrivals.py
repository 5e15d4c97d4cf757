"""One raw update in, one Arrival out: whatever comes, it can be recorded (law 1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal

from telegram import (
    Animation,
    Audio,
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    Document,
    Message,
    PhotoSize,
    Update,
    User,
    Video,
    VideoNote,
    Voice,
)
from telegram.constants import MessageType

from bot.adapters.telegram.strict import is_whole, whole, whole_or_none, words
from bot.ports import Arrival, FileRef

UNNUMBERED = -1
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)
_CHAT_TYPES: Mapping[str, Literal["private", "group", "channel"]] = {
    "private": "private",
    "group": "group",
    "supergroup": "group",
    "channel": "channel",
}
_ABSENT = frozenset({ChatMember.LEFT, ChatMember.BANNED})

Media = Document | Voice | Audio | Video | VideoNote | Animation | PhotoSize
MediaKind = Literal["photo", "document", "voice", "audio", "video", "animation"]


def read_update(raw: Mapping[str, object]) -> Arrival:
    """What a raw update says. Never raises.

    What cannot be parsed is `undecodable`, what is not ours to handle `other`; both keep the
    update's number (UNNUMBERED where it has none), account and chat as far as they are given.
    Text is clean Unicode: half surrogates and NUL become U+FFFD.
    """
    try:
        return _read(Update.de_json(dict(raw)), raw)
    except Exception as error:
        # Only the error's name: its message may quote what the person wrote.
        return _salvage(raw, "undecodable", type(error).__name__)


def _read(update: Update, raw: Mapping[str, object]) -> Arrival:
    number = whole(update.update_id)
    if update.message is not None:
        return _message(number, update.message)
    if update.edited_message is not None:
        return _edit(number, update.edited_message)
    if update.callback_query is not None:
        return _press(number, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(number, update.my_chat_member)
    kind = next((name for name in raw if name != "update_id"), "empty")
    return _salvage(raw, "other", words(kind))


def _message(number: int, message: Message) -> Arrival:
    facts = _facts(message)
    if message.contact is not None:
        phone, user = words(message.contact.phone_number), message.contact.user_id
        return Arrival(
            number, "contact", **facts, contact_phone=phone, contact_user=whole_or_none(user)
        )
    if message.sticker is not None:
        return Arrival(number, "sticker", **facts | {"text": words(message.sticker.emoji)})
    file = _file(message)
    if file is not None:
        return Arrival(number, "voice" if file.kind == "voice" else "file", **facts, file=file)
    if message.text is not None:
        return Arrival(number, "text", **facts, **_command(facts["text"]))
    moved = whole_or_none(message.migrate_to_chat_id)
    return Arrival(number, "other", **facts, migrated_to=moved, detail=_content(message))


def _edit(number: int, message: Message) -> Arrival:
    """An edit never carries a command: what was done once is not done again by editing."""
    return Arrival(number, "edit", **_facts(message), file=_file(message))


def _press(number: int, query: CallbackQuery) -> Arrival:
    message = query.message
    return Arrival(
        number,
        "press",
        **_person(query.from_user),
        **_place(message.chat if message else None),
        message_id=whole(message.message_id) if message else None,
        press_id=words(query.id),
        press_data=words(query.data),
    )


def _membership(number: int, change: ChatMemberUpdated) -> Arrival:
    before, after = _present(change.old_chat_member), _present(change.new_chat_member)
    place = _place(change.chat)
    came, went = "joined", "left"
    if place["chat_type"] == "private":
        came, went = "unblocked", "blocked"
    turn = "" if before == after else came if after else went
    return Arrival(
        number,
        "membership",
        **_person(change.from_user),
        **place,
        membership=turn,  # type: ignore[arg-type]
        detail=words(change.new_chat_member.status),
    )


def _present(member: ChatMember) -> bool:
    if member.status == ChatMember.RESTRICTED:
        return bool(getattr(member, "is_member", False))
    return member.status not in _ABSENT


def _facts(message: Message) -> dict[str, Any]:
    reply = message.reply_to_message
    return {
        **_person(message.from_user),
        **_place(message.chat),
        "message_id": whole(message.message_id),
        "text": words(message.text if message.text is not None else message.caption),
        "reply_to": whole(reply.message_id) if reply else None,
        "album": words(message.media_group_id),
        "forwarded": message.forward_origin is not None,
    }


def _person(user: User | None) -> dict[str, Any]:
    if user is None:
        return {}
    return {
        "account": whole(user.id),
        "name": words(" ".join(filter(None, (user.first_name, user.last_name)))),
        "language_code": words(user.language_code),
    }


def _place(chat: Chat | None) -> dict[str, Any]:
    if chat is None:
        return {"chat_type": ""}
    return {
        "chat": whole(chat.id),
        "chat_type": _CHAT_TYPES.get(words(chat.type), ""),
        "chat_title": words(chat.title),
    }


def _command(text: str) -> dict[str, Any]:
    """`/case@other_bot C-1`: detail names the bot addressed, since this room knows no name."""
    found = _COMMAND.fullmatch(text.strip())
    if found is None:
        return {}
    name, addressed, argument = found.groups(default="")
    return {
        "command": name.lower(),
        "argument": argument.strip(),
        "detail": f"@{addressed}" if addressed else "",
    }


def _file(message: Message) -> FileRef | None:
    """Animations come with a document beside them, so they are looked for first."""
    if message.photo:
        return _reference(max(message.photo, key=lambda size: whole(size.width)), "photo")
    candidates: tuple[tuple[Media | None, MediaKind], ...] = (
        (message.animation, "animation"),
        (message.document, "document"),
        (message.voice, "voice"),
        (message.audio, "audio"),
        (message.video, "video"),
        (message.video_note, "video"),
    )
    for media, kind in candidates:
        if media is not None:
            return _reference(media, kind)
    return None


def _reference(media: Media, kind: MediaKind) -> FileRef:
    return FileRef(
        file_id=words(media.file_id),
        unique_id=words(media.file_unique_id),
        name=words(getattr(media, "file_name", None)),
        claimed_type=words(getattr(media, "mime_type", None)),
        size=whole_or_none(media.file_size),
        kind=kind,
    )


def _content(message: Message) -> str:
    """The name of what a message holds that we have no use for, such as `location`."""
    for kind in MessageType:
        if getattr(message, kind.value, None):
            return str(kind.value)
    return "unknown content"


def _salvage(
    raw: Mapping[str, object], kind: Literal["other", "undecodable"], detail: str
) -> Arrival:
    number = raw.get("update_id")
    return Arrival(
        update_id=number if is_whole(number) else UNNUMBERED,
        kind=kind,
        account=_found_id(raw, "from") or _found_id(raw, "user"),
        chat=_found_id(raw, "chat"),
        detail=detail,
    )


def _found_id(raw: Mapping[str, object], owner: str) -> int | None:
    """The id of the first `owner` one or two levels down, such as callback_query.message.chat."""
    level: list[Mapping[str, object]] = [raw]
    for _ in range(2):
        level = [child for node in level for child in node.values() if isinstance(child, dict)]
        for node in level:
            found = node.get(owner)
            if isinstance(found, dict) and is_whole(found.get("id")):
                return int(found["id"])
    return None
