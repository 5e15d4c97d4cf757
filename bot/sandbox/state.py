"""Everything the sandbox holds, in memory: the firm's bot, its people, chats, files and calls."""

from __future__ import annotations

from datetime import datetime

from bot.sandbox.calls import CallLog
from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import Refusal
from bot.sandbox.faults import Faults
from bot.sandbox.flood import Flood
from bot.sandbox.records import (
    Group,
    Message,
    Person,
    Press,
    PressAnswer,
    Profile,
    StoredFile,
    Webhook,
)
from bot.sandbox.stream import Stream
from bot.sandbox.updates import UpdateQueue

BOT_ID = 7_000_001
BOT_TOKEN = "7000001:sandbox-token-for-loopback-use-only"  # noqa: S105 - good on loopback only
BOT_USERNAME = "casebot_sandbox_bot"
BOT_NAME = "Casebot"
FIRST_PERSON_ID = 10_001
FIRST_GROUP_ID = -1_001_000_000_001
FIRST_QUERY_ID = 30_000_000_000_001


class Sandbox:
    """A local Telegram with one bot in it.

    All identifiers are counters, so the same calls in the same order give the same bytes.
    """

    def __init__(
        self,
        clock: SandboxClock | None = None,
        *,
        token: str = BOT_TOKEN,
        username: str = BOT_USERNAME,
        flood_limits: bool = False,
        expire_updates: bool = False,
    ) -> None:
        self.clock = clock or SandboxClock()
        self.token = token
        self.username = username
        self.bot_name = BOT_NAME
        self.bot_id = int(token.partition(":")[0])
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.messages: dict[int, list[Message]] = {}
        self.files: dict[str, StoredFile] = {}
        self.presses: dict[str, Press] = {}
        self.press_answers: list[PressAnswer] = []
        self.profile = Profile()
        self.calls = CallLog()
        self.faults = Faults()
        self.flood = Flood(enabled=flood_limits)
        self.stream = Stream()
        self.updates = UpdateQueue(self.clock.now, self.faults)
        self.updates.expires = expire_updates
        self.webhook = Webhook()
        self._albums = 0
        self.clock.listeners.append(self._tell_time)

    def now(self) -> datetime:
        """The sandbox's time, aware UTC."""
        return self.clock.now()

    def _tell_time(self, now: datetime) -> None:
        self.stream.publish("clock", {"now": now.isoformat()})

    def person(self, person_id: int) -> Person:
        """The person with this identifier; Refusal 404 if there is none."""
        if person_id not in self.people:
            raise Refusal(404, f"Not Found: no person {person_id}")
        return self.people[person_id]

    def next_person_id(self) -> int:
        """The identifier the next person will have."""
        return FIRST_PERSON_ID + len(self.people)

    def next_group_id(self) -> int:
        """The identifier the next group will have."""
        return FIRST_GROUP_ID - len(self.groups)

    def next_query_id(self) -> str:
        """The identifier the next press will have."""
        return str(FIRST_QUERY_ID + len(self.presses))

    def next_album_id(self) -> str:
        """A new ``media_group_id``."""
        self._albums += 1
        return str(13_000_000_000_000_000 + self._albums)

    def next_message_id(self, chat_id: int) -> int:
        """Message numbers count from 1 in each chat."""
        return len(self.messages.get(chat_id, [])) + 1

    def put(self, message: Message) -> Message:
        """Keep a new message in its chat."""
        self.messages.setdefault(message.chat_id, []).append(message)
        return message

    def find(self, chat_id: int, message_id: int) -> Message | None:
        """A message that exists and is not deleted."""
        chat = self.messages.get(chat_id, [])
        if not 1 <= message_id <= len(chat) or chat[message_id - 1].deleted:
            return None
        return chat[message_id - 1]

    def store_file(
        self, kind: str, name: str, mime_type: str, data: bytes, size: tuple[int, int] = (0, 0)
    ) -> StoredFile:
        """Keep a file under a new identifier; ``size`` is a picture's width and height."""
        number = len(self.files) + 1
        file = StoredFile(
            f"SBX{kind}{number:08d}", f"SBU{number:08d}", kind, name, mime_type, data, *size
        )
        self.files[file.file_id] = file
        return file
