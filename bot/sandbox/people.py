"""What a person does with a phone; each act becomes the update that Telegram would send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.sandbox import objects
from bot.sandbox.entities import Formatted, caption_text, message_text
from bot.sandbox.errors import Refusal, bad_request
from bot.sandbox.params import Upload
from bot.sandbox.pictures import picture_size
from bot.sandbox.records import Group, Json, Message, Person, Version
from bot.sandbox.utf16 import slice_units
from bot.sandbox.views import group_view, message_view, person_view

if TYPE_CHECKING:
    from bot.sandbox.state import Sandbox

FILE_KINDS = ("photo", "document", "voice")
UNKNOWN_PICTURE = (1280, 720)


def add_person(
    sandbox: Sandbox,
    first_name: str,
    last_name: str | None = None,
    username: str | None = None,
    phone: str | None = None,
    language_code: str | None = None,
) -> Person:
    """Give somebody a phone; without ``phone`` the number follows from the identifier."""
    person_id = sandbox.next_person_id()
    number = re.sub(r"[^\d+]", "", phone) if phone else f"+852510{person_id:05d}"
    person = Person(person_id, first_name, last_name, username, number, language_code)
    sandbox.people[person_id] = person
    sandbox.stream.publish("person", person_view(person))
    return person


def say(
    sandbox: Sandbox,
    person_id: int,
    text: str,
    chat_id: int | None = None,
    reply_to: int | None = None,
) -> Message:
    """Write a message to the bot, or in a group."""
    person = _able(sandbox, person_id)
    body = message_text(text)
    message = _new(sandbox, person, chat_id, "text", body, reply_to)
    return _arrive(sandbox, message)


def send_file(
    sandbox: Sandbox,
    person_id: int,
    kind: str,
    upload: Upload,
    caption: str = "",
    chat_id: int | None = None,
) -> Message:
    """Send a photo, document or voice message with the name and type the uploader claims."""
    person = _able(sandbox, person_id)
    if kind not in FILE_KINDS:
        raise bad_request(f"kind must be one of {', '.join(FILE_KINDS)}")
    if not upload.data:
        raise bad_request("file must be non-empty")
    message = _new(sandbox, person, chat_id, kind, caption_text(caption), None)
    size = (picture_size(upload.data) or UNKNOWN_PICTURE) if kind == "photo" else (0, 0)
    message.file = sandbox.store_file(kind, upload.name, upload.mime_type, upload.data, size)
    return _arrive(sandbox, message)


def share_contact(
    sandbox: Sandbox,
    person_id: int,
    phone: str | None = None,
    first_name: str | None = None,
    chat_id: int | None = None,
) -> Message:
    """Share the own contact, or with ``phone`` somebody else's."""
    person = _able(sandbox, person_id)
    message = _new(sandbox, person, chat_id, "contact", Formatted("", []), None)
    message.contact = _own_contact(person) if phone is None else _card(sandbox, phone, first_name)
    return _arrive(sandbox, message)


def _own_contact(person: Person) -> Json:
    return objects.without_gaps(
        phone_number=person.phone,
        first_name=person.first_name,
        last_name=person.last_name,
        user_id=person.id,
    )


def _card(sandbox: Sandbox, phone: str, first_name: str | None) -> Json:
    """A card from the address book; Telegram adds the account if the number has one."""
    number = re.sub(r"[^\d+]", "", phone)
    if not number.lstrip("+"):
        raise bad_request("phone number is empty")
    for person in sandbox.people.values():
        if person.phone.lstrip("+") == number.lstrip("+"):
            return _own_contact(person) | {"phone_number": number}
    return {"phone_number": number, "first_name": first_name or "Contact"}


def edit(
    sandbox: Sandbox, person_id: int, message_id: int, text: str, chat_id: int | None = None
) -> Message:
    """Change the text of an own message (the caption, if it has a file)."""
    person = _able(sandbox, person_id)
    message = sandbox.find(_chat_of(sandbox, person, chat_id), message_id)
    if message is None or message.sender_id != person_id:
        raise Refusal(404, f"Not Found: no message {message_id} of person {person_id}")
    if message.contact:
        raise bad_request("message can't be edited")
    body = caption_text(text) if message.file else message_text(text)
    if body.text == message.text:
        raise bad_request("message is not modified")
    written = message.edited_at or message.at
    message.versions.append(Version(message.text, written, None))
    message.text, message.entities = body.text, body.entities
    message.edited_at = sandbox.now()
    return _arrive(sandbox, message, "edited_message", "edit")


def set_blocked(sandbox: Sandbox, person_id: int, blocked: bool) -> bool:
    """Block or unblock the bot; whether anything changed."""
    person = sandbox.person(person_id)
    if person.blocked == blocked:
        return False
    person.blocked = blocked
    states = ("member", "kicked") if blocked else ("kicked", "member")
    _tell_membership(sandbox, person, person.id, *states)
    sandbox.stream.publish("person", person_view(person))
    return True


def make_group(
    sandbox: Sandbox,
    title: str,
    members: list[int],
    privacy: bool = True,
    bot_admin: bool = False,
) -> Group:
    """Make a group with the bot in it; the first member is the one who added it."""
    if not members:
        raise bad_request("a group needs at least one member")
    founder = sandbox.person(members[0])
    for member in members:
        sandbox.person(member)
    group = Group(sandbox.next_group_id(), title, list(dict.fromkeys(members)), privacy, bot_admin)
    sandbox.groups[group.id] = group
    sandbox.stream.publish("group", group_view(group))
    _tell_membership(sandbox, founder, group.id, "left", "administrator" if bot_admin else "member")
    added = _new(sandbox, founder, group.id, "service", Formatted("", []), None)
    added.extra["new_chat_members"] = [objects.bot_user(sandbox)]
    _arrive(sandbox, added)
    return group


def _tell_membership(
    sandbox: Sandbox, person: Person, chat_id: int, before: str, after: str
) -> None:
    bot = objects.bot_user(sandbox)
    change: Json = {
        "chat": objects.chat(sandbox, chat_id),
        "from": objects.person_user(person),
        "date": int(sandbox.now().timestamp()),
        "old_chat_member": objects.membership(bot, before),
        "new_chat_member": objects.membership(bot, after),
    }
    sandbox.updates.add("my_chat_member", change, chat_id)


def _able(sandbox: Sandbox, person_id: int) -> Person:
    person = sandbox.person(person_id)
    if person.deactivated:
        raise Refusal(403, "Forbidden: this account is deactivated")
    return person


def _chat_of(sandbox: Sandbox, person: Person, chat_id: int | None) -> int:
    """The private chat, or a group the person is in."""
    if chat_id is None or chat_id in (person.id, sandbox.bot_id):
        if person.blocked:
            raise Refusal(403, "Forbidden: this person has blocked the bot; unblock it first")
        return person.id
    group = sandbox.groups.get(chat_id)
    if group is None:
        raise Refusal(404, f"Not Found: no chat {chat_id}")
    if person.id not in group.members:
        raise Refusal(403, f"Forbidden: person {person.id} is not in chat {chat_id}")
    return chat_id


def _new(
    sandbox: Sandbox,
    person: Person,
    chat_id: int | None,
    kind: str,
    body: Formatted,
    reply_to: int | None,
) -> Message:
    chat = _chat_of(sandbox, person, chat_id)
    if reply_to is not None and sandbox.find(chat, reply_to) is None:
        raise bad_request("message to be replied not found")
    number = sandbox.next_message_id(chat)
    return Message(
        chat,
        number,
        person.id,
        sandbox.now(),
        kind,
        body.text,
        body.entities,
        reply_to=reply_to,
    )


def _arrive(
    sandbox: Sandbox, message: Message, kind: str = "message", event: str = "message"
) -> Message:
    """Show the message in its chat and send it to the bot, if the bot may see it."""
    if event == "message":
        sandbox.put(message)
    if message.chat_id == message.sender_id:
        sandbox.people[message.sender_id].started = True
    if sandbox.stream.watched:
        sandbox.stream.publish(event, message_view(sandbox, message))
    if _bot_sees(sandbox, message):
        sandbox.updates.add(kind, objects.message(sandbox, message), message.chat_id)
    return message


def _bot_sees(sandbox: Sandbox, message: Message) -> bool:
    """Privacy mode: in groups the bot sees commands, replies to it and mentions only."""
    group = sandbox.groups.get(message.chat_id)
    if group is None:
        return True
    if not group.bot_present:
        return False
    if not group.privacy or group.bot_admin or message.kind == "service":
        return True
    original = sandbox.find(message.chat_id, message.reply_to) if message.reply_to else None
    replies_to_bot = original is not None and original.sender_id == sandbox.bot_id
    return replies_to_bot or any(_addresses(sandbox, message, e) for e in message.entities)


def _addresses(sandbox: Sandbox, message: Message, entity: Json) -> bool:
    part = slice_units(message.text, entity["offset"], entity["length"]).lower()
    own = f"@{sandbox.username.lower()}"
    if entity["type"] == "bot_command":
        return "@" not in part or part.endswith(own)
    return entity["type"] == "mention" and part == own
