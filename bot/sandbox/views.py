"""Chats as the people in them see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import objects
from bot.sandbox.errors import Refusal
from bot.sandbox.records import Group, Json, Message, Person, PressAnswer, StoredFile

if TYPE_CHECKING:
    from bot.sandbox.state import Sandbox


def person_view(person: Person) -> Json:
    """A person as ``/sandbox/people`` lists them."""
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "phone": person.phone,
        "language_code": person.language_code,
        "started": person.started,
        "blocked": person.blocked,
        "deactivated": person.deactivated,
    }


def group_view(group: Group) -> Json:
    """A group as ``/sandbox/groups`` lists it."""
    return {
        "id": group.id,
        "title": group.title,
        "members": group.members,
        "privacy": group.privacy,
        "bot_admin": group.bot_admin,
        "bot_present": group.bot_present,
    }


def keyboard_view(markup: Json | None) -> Json | None:
    """A keyboard as ``{type, rows}``; inline buttons have text, data and url."""
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return {"type": "inline", "rows": _inline_rows(markup)}
    if "keyboard" in markup:
        return {
            "type": "reply",
            "rows": markup["keyboard"],
            "one_time": bool(markup.get("one_time_keyboard")),
            "placeholder": markup.get("input_field_placeholder"),
        }
    kind = "remove" if markup.get("remove_keyboard") else "force_reply"
    return {"type": kind, "rows": []}


def _inline_rows(markup: Json) -> list[list[Json]]:
    return [
        [
            {"text": b["text"], "data": b.get("callback_data"), "url": b.get("url")}
            | {name: b[name] for name in ("style", "copy_text") if name in b}
            for b in row
        ]
        for row in markup["inline_keyboard"]
    ]


def file_view(file: StoredFile | None) -> Json | None:
    """A file with the address from which a phone fetches it."""
    if file is None:
        return None
    return {
        "file_id": file.file_id,
        "file_name": file.name,
        "mime_type": file.mime_type,
        "size": len(file.data),
        "url": f"/sandbox/files/{file.file_id}",
    }


def message_view(sandbox: Sandbox, message: Message) -> Json:
    """A message as shown on a phone; of a deleted one only that it was there."""
    view: Json = {
        "message_id": message.message_id,
        "chat_id": message.chat_id,
        "from": objects.user(sandbox, message.sender_id),
        "date": int(message.at.timestamp()),
        "at": message.at.isoformat(),
        "deleted": message.deleted,
    }
    if message.deleted:
        return view | _content(Message(0, 0, 0, message.at, message.kind))
    return view | _content(message)


def _content(message: Message) -> Json:
    return {
        "kind": message.kind,
        "text": message.text,
        "entities": message.entities,
        "keyboard": keyboard_view(message.reply_markup),
        "document": file_view(message.file),
        "contact": message.contact,
        "reply_to": message.reply_to,
        "edited": bool(message.versions),
        "edited_at": message.edited_at.isoformat() if message.edited_at else None,
        "edits": [{"text": v.text, "at": v.at.isoformat()} for v in message.versions],
        "reactions": message.reactions,
        "pinned": message.pinned,
        "protected": bool(message.extra.get("has_protected_content")),
        "forwarded": "forward_origin" in message.extra,
        "location": message.extra.get("location"),
    }


def press_answer_view(answer: PressAnswer) -> Json:
    """The toast or alert after a press."""
    return {
        "callback_query_id": answer.query_id,
        "person_id": answer.person_id,
        "chat_id": answer.chat_id,
        "message_id": answer.message_id,
        "text": answer.text,
        "show_alert": answer.show_alert,
        "url": answer.url,
        "at": answer.at.isoformat(),
    }


def chat_view(sandbox: Sandbox, chat_id: int, after: int = 0) -> Json:
    """A whole chat: messages numbered above ``after``, answers to presses, keyboard in force."""
    if chat_id not in sandbox.people and chat_id not in sandbox.groups:
        raise Refusal(404, f"Not Found: no chat {chat_id}")
    messages = sandbox.messages.get(chat_id, [])
    answers = [a for a in sandbox.press_answers if a.chat_id == chat_id and a.message_id > 0]
    return {
        "ok": True,
        "chat": objects.chat(sandbox, chat_id),
        "messages": [message_view(sandbox, m) for m in messages if m.message_id > after],
        "callback_answers": [press_answer_view(answer) for answer in answers],
        "reply_keyboard": keyboard_in_force(messages),
    }


def keyboard_in_force(messages: list[Message]) -> Json | None:
    """The reply keyboard that a phone shows below the chat now."""
    for message in reversed(messages):
        view = keyboard_view(message.reply_markup)
        if view and not message.deleted and view["type"] != "inline":
            return view if view["type"] == "reply" else None
    return None
