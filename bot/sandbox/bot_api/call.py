"""One call of a Bot API method: its parameters, and the chat it is meant for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.sandbox import objects
from bot.sandbox.entities import Formatted, caption_text, message_text
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.keyboards import checked_markup
from bot.sandbox.params import Params
from bot.sandbox.records import Json, Message
from bot.sandbox.views import message_view

if TYPE_CHECKING:
    from bot.sandbox.state import Sandbox


NUMBER = re.compile(r"-?[0-9]{1,18}")


@dataclass(frozen=True)
class BotCall:
    """What a method is called with."""

    sandbox: Sandbox
    params: Params

    def chat_id(self, name: str = "chat_id") -> int:
        """A chat the bot knows of; Refusal 400 if it is missing or unknown."""
        if not self.params.has(name):
            raise bad_request(f"{name} is empty")
        text = self.params.text(name)
        if not NUMBER.fullmatch(text):
            raise bad_request("chat not found")
        chat_id = int(text)
        if chat_id not in self.sandbox.people and chat_id not in self.sandbox.groups:
            if chat_id == self.sandbox.bot_id:
                raise forbidden("bots can't send messages to bots")
            raise bad_request("chat not found")
        return chat_id

    def reachable(self) -> int:
        """A chat the bot may write to; Refusal 403 if it was blocked, kicked or never met."""
        chat_id = self.chat_id()
        group = self.sandbox.groups.get(chat_id)
        if group:
            if not group.bot_present:
                raise forbidden("bot is not a member of the supergroup chat")
            return chat_id
        person = self.sandbox.people[chat_id]
        if person.deactivated:
            raise forbidden("user is deactivated")
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat_id

    def destination(self) -> int:
        """A chat that can take one more message now; 429 when they come too fast."""
        chat_id = self.reachable()
        self.sandbox.flood.check(chat_id, self.sandbox.now())
        return chat_id

    def body(self) -> Formatted:
        """The text of a message."""
        explicit = self.params.structure("entities", "entities")
        return message_text(self.params.text("text"), self.params.text("parse_mode"), explicit)

    def caption(self) -> Formatted:
        """The caption of a file."""
        explicit = self.params.structure("caption_entities", "entities")
        return caption_text(self.params.text("caption"), self.params.text("parse_mode"), explicit)

    def raw_markup(self) -> Any:
        """The keyboard as given."""
        return self.params.structure("reply_markup", "reply keyboard markup")

    def markup(self) -> Json | None:
        """The keyboard for a new message, checked."""
        private = not self.params.text("chat_id").startswith("-")
        return checked_markup(self.raw_markup(), private)

    def reply_to(self, chat_id: int) -> int | None:
        """The number of the message replied to; Refusal 400 if it is not there."""
        given = self.params.structure("reply_parameters", "reply parameters")
        if isinstance(given, dict):
            reply = Params(given, {})
            message_id = reply.integer("message_id")
        else:
            reply = self.params
            message_id = reply.integer("reply_to_message_id")
        if not message_id:
            return None
        if self.sandbox.find(chat_id, message_id) is None:
            if reply.flag("allow_sending_without_reply"):
                return None
            raise bad_request("message to be replied not found")
        return message_id

    def found(self, what: str) -> Message:
        """The message named by chat and number; Refusal 400 ``… not found``."""
        message = self.sandbox.find(self.reachable(), self.params.integer("message_id"))
        if message is None:
            raise bad_request(f"{what} not found")
        return message

    def post(self, message: Message) -> Json:
        """Put the bot's new message into its chat and answer with it."""
        if self.params.flag("protect_content"):
            message.extra["has_protected_content"] = True
        self.sandbox.put(message)
        self.tell("message", message)
        return objects.message(self.sandbox, message)

    def blank(self, chat_id: int, kind: str = "text") -> Message:
        """A message from the bot with nothing in it yet."""
        return Message(
            chat_id=chat_id,
            message_id=self.sandbox.next_message_id(chat_id),
            sender_id=self.sandbox.bot_id,
            at=self.sandbox.now(),
            kind=kind,
            reply_to=self.reply_to(chat_id),
        )

    def tell(self, kind: str, message: Message) -> None:
        """Tell those who watch about a message."""
        if self.sandbox.stream.watched:
            self.sandbox.stream.publish(kind, message_view(self.sandbox, message))


Method = Callable[[BotCall], Any]
