"""Entries about what was said: by clients, by staff, by the bot; and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.case.entries.base import Body, entry


@dataclass(frozen=True)
class PromptAsked:
    """A question put with a message (architecture.md): its options are pressed as buttons.

    `account` is the only account that may press; none where any member of staff with the right
    role may. `takes_text` tells that words may answer it. `context` is for the procedure alone.
    """

    prompt_id: str
    procedure: str
    options: tuple[str, ...]
    account: int | None = None
    context: tuple[tuple[str, str], ...] = ()
    takes_text: bool = False
    ends: datetime | None = None

    def about(self, key: str) -> str:
        """What the question is about; an empty text where that was not said."""
        return dict(self.context).get(key, "")


@entry("message.recorded")
@dataclass(frozen=True)
class MessageRecorded(Body):
    """A message in its exact words, recorded before it is sent (laws 3 and 4).

    `purpose` names within the file what it is for, as `notice:A1`; `audience` is client, staff
    or group; `recipient` the client's or staff member's id; `text_hash` SHA-256 of text and labels.
    """

    message_id: str
    purpose: str
    template: str
    template_version: int
    language: str
    audience: str
    recipient: str
    chat: int
    text: str
    labels: tuple[str, ...]
    text_hash: str
    weight: str
    attachment: str = ""
    prompt: PromptAsked | None = None


@entry("message.undeliverable")
@dataclass(frozen=True)
class MessageUndeliverable(Body):
    """A message that could not be addressed at all: nobody on the other side has enrolled."""

    purpose: str
    template: str
    audience: str
    recipient: str
    reason: str


@entry("message.outcome")
@dataclass(frozen=True)
class MessageOutcome(Body):
    """What became of a message: sent, refused for good, or unknown (law 4)."""

    message_id: str
    state: str
    reason: str = ""
    telegram_id: int | None = None


@entry("received")
@dataclass(frozen=True)
class Received(Body):
    """Anything a person sent, as it came: text, press, file, voice, sticker, edit, undecodable.

    `what` is the kind of arrival, `detail` what could be told of it, `digest` the stored bytes.
    """

    what: str
    account: int
    text: str = ""
    detail: str = ""
    telegram_id: int | None = None
    digest: str = ""
    file_name: str = ""
    content_type: str = ""
    size: int | None = None
    intent: str = ""
    confidence_percent: int | None = None
    engine: str = ""
    model_version: str = ""
    language: str = ""


@entry("prompt.answered")
@dataclass(frozen=True)
class PromptAnswered(Body):
    """An open question was answered, by a press or (where it takes words) by text."""

    prompt_id: str
    option: str
    text: str = ""


@entry("prompt.closed")
@dataclass(frozen=True)
class PromptClosed(Body):
    """A question can no longer be answered; `reason` is superseded, ended, settled."""

    prompt_id: str
    reason: str


@entry("press.refused")
@dataclass(frozen=True)
class PressRefused(Body):
    """A press that could not count: `reason` is closed, ended, not_yours, unknown, may_not."""

    prompt_id: str
    option: str
    account: int
    reason: str


@entry("confirmed")
@dataclass(frozen=True)
class Confirmed(Body):
    """A confirmation that carries weight: of exactly this text, from this account (law 6)."""

    what: str
    subject: str
    prompt_id: str
    message_id: str
    text_hash: str
    account: int
    client_id: str


@entry("language.chosen")
@dataclass(frozen=True)
class LanguageChosen(Body):
    """The language this person wants from now on; `why` is wish, detected or register."""

    language: str
    why: str


@entry("misunderstood")
@dataclass(frozen=True)
class Misunderstood(Body):
    """Words that were not understood; `count` is how many times in a row."""

    count: int
