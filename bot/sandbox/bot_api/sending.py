"""Methods that put text, a contact or a place into a chat, or repeat a message there."""

from __future__ import annotations

from dataclasses import replace

from bot.sandbox import objects
from bot.sandbox.bot_api.call import BotCall, Method
from bot.sandbox.errors import bad_request
from bot.sandbox.records import Json, Message

ACTIONS_WORDS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
    "choose_sticker find_location record_video_note upload_video_note"
)
ACTIONS = frozenset(ACTIONS_WORDS.split())


def send_message(call: BotCall) -> Json:
    """A text message, with keyboard and reply."""
    body, markup = call.body(), call.markup()
    message = call.blank(call.destination())
    message.text, message.entities = body.text, body.entities
    message.reply_markup = markup
    return call.post(message)


def send_contact(call: BotCall) -> Json:
    """A card with name and number."""
    if not call.params.has("phone_number"):
        raise bad_request("phone number is empty")
    if not call.params.has("first_name"):
        raise bad_request("first name is empty")
    markup = call.markup()
    message = call.blank(call.destination(), "contact")
    message.contact = objects.without_gaps(
        phone_number=call.params.text("phone_number"),
        first_name=call.params.text("first_name"),
        last_name=call.params.text("last_name"),
    )
    message.reply_markup = markup
    return call.post(message)


def send_location(call: BotCall) -> Json:
    """A place on the map."""
    try:
        place = {
            name: float(call.params.text(name) or "none") for name in ("latitude", "longitude")
        }
    except ValueError:
        raise bad_request("latitude is empty") from None
    markup = call.markup()
    message = call.blank(call.destination(), "location")
    message.extra["location"] = place
    message.reply_markup = markup
    return call.post(message)


def send_chat_action(call: BotCall) -> bool:
    """“typing…” and the like; seen on the live stream only."""
    if call.params.text("action").lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat_id = call.reachable()
    call.sandbox.stream.publish(
        "action", {"chat_id": chat_id, "action": call.params.text("action")}
    )
    return True


def _source(call: BotCall, what: str) -> Message:
    from_chat = call.chat_id("from_chat_id")
    message = call.sandbox.find(from_chat, call.params.integer("message_id"))
    if message is None or "new_chat_members" in message.extra:
        raise bad_request(f"{what} not found")
    return message


def _repeat(call: BotCall, source: Message) -> Message:
    """The bot's new message with the content of another."""
    message = call.blank(call.destination(), source.kind)
    return replace(
        message,
        text=source.text,
        entities=list(source.entities),
        file=source.file,
        contact=source.contact,
        extra={name: source.extra[name] for name in source.extra if name == "location"},
    )


def forward_message(call: BotCall) -> Json:
    """A message passed on under its first sender's name; protected content is refused."""
    source = _source(call, "message to forward")
    if source.extra.get("has_protected_content"):
        raise bad_request("the message can't be forwarded")
    message = _repeat(call, source)
    message.extra["forward_origin"] = {
        "type": "user",
        "date": int(source.at.timestamp()),
        "sender_user": objects.user(call.sandbox, source.sender_id),
    }
    return call.post(message)


def copy_message(call: BotCall) -> Json:
    """A message passed on as the bot's own; answers with the new number only."""
    source = _source(call, "message to copy")
    if source.extra.get("has_protected_content"):
        raise bad_request("the message can't be copied")
    markup = call.markup()
    message = _repeat(call, source)
    if "caption" in call.params.values and source.file:
        caption = call.caption()
        message.text, message.entities = caption.text, caption.entities
    message.reply_markup = markup
    return {"message_id": call.post(message)["message_id"]}


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendContact": send_contact,
    "sendLocation": send_location,
    "sendChatAction": send_chat_action,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
}
