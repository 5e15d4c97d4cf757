"""What the sandbox remembers: people, groups, files, messages, presses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass
class Person:
    """Somebody with a phone. ``started`` says whether the bot may write first."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    phone: str = ""
    language_code: str | None = None
    started: bool = False
    blocked: bool = False
    deactivated: bool = False


@dataclass
class Group:
    """A supergroup. With ``privacy`` the bot sees commands, replies and mentions only."""

    id: int
    title: str
    members: list[int]
    privacy: bool = True
    bot_admin: bool = False
    bot_present: bool = True


@dataclass(frozen=True)
class StoredFile:
    """An uploaded file; name and MIME type are what the uploader claims."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Where the Bot API's download address finds it."""
        return f"{self.kind}s/{self.file_id}"


@dataclass(frozen=True)
class Version:
    """What a message said before an edit."""

    text: str
    at: datetime
    reply_markup: Json | None


@dataclass
class Message:
    """One message of one chat; ``text`` is the caption when there is a file."""

    chat_id: int
    message_id: int
    sender_id: int
    at: datetime
    kind: str = "text"
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    file: StoredFile | None = None
    contact: Json | None = None
    extra: Json = field(default_factory=dict)
    reply_to: int | None = None
    reply_markup: Json | None = None
    edited_at: datetime | None = None
    versions: list[Version] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)
    deleted: bool = False
    pinned: bool = False


@dataclass
class Press:
    """A press of an inline button, waiting for its answer."""

    query_id: str
    person_id: int
    chat_id: int
    message_id: int
    data: str
    at: datetime
    answered: bool = False


@dataclass(frozen=True)
class PressAnswer:
    """The toast or alert that a person saw after a press."""

    query_id: str
    person_id: int
    chat_id: int
    message_id: int
    text: str
    show_alert: bool
    at: datetime
    url: str | None = None


@dataclass
class Profile:
    """What the bot says about itself, per language."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)


@dataclass
class Webhook:
    """What setWebhook was told, and how delivery went last."""

    secret_token: str = ""
    max_connections: int = 40
    last_error: str = ""
    last_error_at: datetime | None = None
