"""A finger on an inline button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import objects
from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.records import Json, Message, Person, Press

if TYPE_CHECKING:
    from bot.sandbox.state import Sandbox


def press(
    sandbox: Sandbox,
    person_id: int,
    message_id: int | None = None,
    *,
    data: str | None = None,
    button: str | None = None,
    chat_id: int | None = None,
    stale: bool = False,
) -> Press:
    """Press a button by its data or its label, on this message or the latest that has it.

    Without ``chat_id`` the private chat is searched first, then the person's groups. With
    ``stale`` a button counts that the message had before an edit, as on a phone that lags.
    Raises Refusal 404 without such a message, 400 without such a button.
    """
    person = sandbox.person(person_id)
    if (data is None) == (button is None):
        raise bad_request("give either data or button")
    message, found = _locate(sandbox, person, message_id, chat_id, data, button, stale)
    if message.chat_id == person.id and person.blocked:
        raise Refusal(403, "Forbidden: this person has blocked the bot; unblock it first")
    return _send(sandbox, person, message, found)


def _locate(
    sandbox: Sandbox,
    person: Person,
    message_id: int | None,
    chat_id: int | None,
    data: str | None,
    button: str | None,
    stale: bool,
) -> tuple[Message, str]:
    exists = False
    for chat in _chats(sandbox, person, chat_id):
        for message in reversed(sandbox.messages.get(chat, [])):
            if message.deleted or message_id not in (None, message.message_id):
                continue
            exists = True
            found = _matching(message, data, button, stale)
            if found is not None:
                return message, found
    if message_id is not None and not exists:
        raise Refusal(404, f"Not Found: no message {message_id}")
    raise bad_request("no such button on the message")


def _chats(sandbox: Sandbox, person: Person, chat_id: int | None) -> list[int]:
    mine = [person.id] + [g.id for g in sandbox.groups.values() if person.id in g.members]
    if chat_id is None:
        return mine
    if chat_id not in mine:
        raise Refusal(404, f"Not Found: person {person.id} is not in chat {chat_id}")
    return [chat_id]


def _matching(message: Message, data: str | None, button: str | None, stale: bool) -> str | None:
    keyboards = [message.reply_markup]
    if stale:
        keyboards += [version.reply_markup for version in reversed(message.versions)]
    for keyboard in keyboards:
        for one in _buttons(keyboard):
            if one["callback_data"] == data or one["text"] == button:
                return str(one["callback_data"])
    return None


def _buttons(keyboard: Json | None) -> list[Json]:
    rows = (keyboard or {}).get("inline_keyboard", [])
    return [button for row in rows for button in row if "callback_data" in button]


def _send(sandbox: Sandbox, person: Person, message: Message, data: str) -> Press:
    query_id = sandbox.next_query_id()
    made = Press(query_id, person.id, message.chat_id, message.message_id, data, sandbox.now())
    sandbox.presses[query_id] = made
    if message.chat_id == person.id:
        person.started = True
    query: Json = {
        "id": query_id,
        "from": objects.person_user(person),
        "message": objects.message(sandbox, message),
        "chat_instance": str(abs(message.chat_id)),
        "data": data,
    }
    sandbox.updates.add("callback_query", query, message.chat_id)
    seen = {"person_id": person.id, "chat_id": message.chat_id, "message_id": message.message_id}
    sandbox.stream.publish("press", seen | {"data": data, "callback_query_id": query_id})
    return made
