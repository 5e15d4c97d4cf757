"""What the rooms ask of the outside world, as Protocols and plain values (architecture.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.case.meaning import Values

Audience = Literal["", "client", "staff"]
Tone = Literal["", "primary", "success", "danger"]
ArrivalKind = Literal[
    "text",
    "press",
    "contact",
    "file",
    "edit",
    "voice",
    "sticker",
    "membership",
    "other",
    "undecodable",
]


@dataclass(frozen=True)
class FileRef:
    """A file as the messenger announces it: nothing of this is trusted but the identifier."""

    file_id: str
    unique_id: str
    name: str
    claimed_type: str
    size: int | None
    kind: Literal["photo", "document", "voice", "audio", "video", "animation"]


@dataclass(frozen=True)
class Arrival:
    """One update, told apart; `account` is the person's account, `chat` where it happened.

    `edited_text`, `command` and the rest are empty where they do not apply.
    """

    update_id: int
    kind: ArrivalKind
    account: int | None = None
    chat: int | None = None
    chat_type: Literal["private", "group", "channel", ""] = ""
    name: str = ""
    language_code: str = ""
    message_id: int | None = None
    text: str = ""
    command: str = ""
    argument: str = ""
    reply_to: int | None = None
    press_id: str = ""
    press_data: str = ""
    contact_phone: str = ""
    contact_user: int | None = None
    file: FileRef | None = None
    album: str = ""
    forwarded: bool = False
    membership: Literal["", "joined", "left", "blocked", "unblocked"] = ""
    migrated_to: int | None = None
    chat_title: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Button:
    """An inline button: `data` comes back with the press, `url` opens a page."""

    label: str
    data: str = ""
    url: str = ""
    tone: Tone = ""


@dataclass(frozen=True)
class Attachment:
    """A file to be sent along: bytes are read from the document store only when it leaves."""

    digest: str
    name: str
    content_type: str


@dataclass(frozen=True)
class Outgoing:
    """One message as it will leave, exact to the character."""

    chat: int
    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    ask_contact: str = ""
    drop_keyboard: bool = False
    attachment: Attachment | None = None
    reply_to: int | None = None
    protect: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a sending (law 4): sent, refused for good, to be tried later, or unknown.

    `later` is only given where nothing can have reached Telegram (429, connection refused, 5xx).
    """

    state: Literal["sent", "refused", "later", "unknown"]
    message_id: int | None = None
    reason: str = ""
    retry_after: float | None = None
    migrated_to: int | None = None


class Clock(Protocol):
    """Time comes in here and nowhere else."""

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        ...


class Entropy(Protocol):
    """New identifiers come in here and nowhere else."""

    def token(self, length: int) -> str:
        """A new unguessable token of [A-Za-z0-9_-], `length` characters."""
        ...


class Messenger(Protocol):
    """The way to people's phones."""

    async def poll(self, offset: int, timeout: int) -> list[dict[str, object]]:
        """Raw updates from `offset` on; waits up to `timeout` seconds. Raises MessengerError."""
        ...

    async def send(self, message: Outgoing, content: bytes | None = None) -> Outcome:
        """Sends once, never retries, never raises for what Telegram or the network does."""
        ...

    async def answer_press(self, press_id: str, text: str = "", alert: bool = False) -> None:
        """Stops the button's spinner; failures are only logged (the press itself is kept)."""
        ...

    async def fetch(self, file_id: str, limit: int) -> bytes:
        """The file's bytes. Raises FileTooLarge over `limit` bytes, MessengerError otherwise."""
        ...


class MessengerError(Exception):
    """The messenger did not do as asked; `permanent` says whether asking again can help."""

    def __init__(
        self, reason: str, *, permanent: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_after = retry_after


class FileTooLarge(MessengerError):
    """The file is larger than is accepted."""


class DocumentStore(Protocol):
    """Keeps bytes under the hash of their content."""

    def put(self, content: bytes) -> str:
        """Stores and gives the SHA-256 in hexadecimal; the same bytes give the same digest."""
        ...

    def get(self, digest: str) -> bytes:
        """Raises KeyError where there is no such content."""
        ...


@dataclass(frozen=True)
class Understanding:
    """What free text was understood to mean, and by whom (nlu.md)."""

    intent: str
    confidence: float
    accepted: bool
    language: str | None = None
    engine: str = "none"
    model_version: str = ""
    runner_up: str = ""
    entities: tuple[tuple[str, str], ...] = field(default=())
    intents: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlainReading:
    """What rules read in a text; see `Meant` for the meaning of `reading` and `language`."""

    reading: str = ""
    language: str = ""
    values: Values = field(default_factory=Values)


class Understander(Protocol):
    """Reads free text; what it gives never confirms anything (law 6)."""

    async def understand(self, text: str, audience: Audience = "") -> Understanding:
        """The most likely meaning, `accepted` only above the threshold of that meaning."""
        ...

    def counters(self) -> Mapping[str, int | str]:
        """What happened to the engine so far, for `python -m bot metrics`."""
        ...

    async def close(self) -> None:
        """Gives back what is held."""
        ...


class WordReader(Protocol):
    """Reads by closed lists and rules, without any classifier, so it works with every engine."""

    def read(self, text: str, now: datetime) -> PlainReading:
        """The language, the whole-sentence reading and the values of a text."""
        ...
