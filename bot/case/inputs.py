"""What can happen to a case. An input is plain data; `actor` did it, `cause` led to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.case.entries.talk import PromptAsked
from bot.case.meaning import NOTHING_MEANT, Meant
from bot.case.people import Actor


@dataclass(frozen=True)
class Input:
    """Something that happened."""

    actor: Actor


@dataclass(frozen=True)
class AlertReceived(Input):
    """The risk system or a person reports a risk (R2)."""

    key: str
    risk_type: str
    severity: str
    detected_at: datetime | None
    description: str
    source: str


@dataclass(frozen=True)
class Enrolled(Input):
    """The client's account is known from now on."""

    account: int
    language: str


@dataclass(frozen=True)
class Pressed(Input):
    """A button was pressed from `account`; the prompt is as it was recorded."""

    prompt: PromptAsked
    option: str
    account: int


@dataclass(frozen=True)
class Said(Input):
    """Words came that answer `prompt`, or (None) that answer no open question."""

    text: str
    account: int
    prompt: PromptAsked | None = None
    meant: Meant = NOTHING_MEANT


@dataclass(frozen=True)
class Uploaded(Input):
    """A file came and was stored; `problem` says why it cannot count, empty where it can."""

    account: int
    upload_id: str
    digest: str
    file_name: str
    content_type: str
    size: int
    caption: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Acted(Input):
    """A member of staff does an action, with what the button was about and her own words."""

    action: str
    about: tuple[tuple[str, str], ...] = ()
    words: str = ""
    earlier: tuple[EarlierCase, ...] = field(default=())

    def arg(self, key: str) -> str:
        """What the action is about; an empty text where it was not said."""
        return dict(self.about).get(key, "")


@dataclass(frozen=True)
class EarlierCase:
    """What the recurrence check must know of another case of the same client (R32)."""

    case_no: str
    opened_at: datetime
    risk_types: tuple[str, ...]
    outcome: str


@dataclass(frozen=True)
class Delivered(Input):
    """A message's outcome became known: sent, refused or unknown (law 4)."""

    message_id: str
    state: str
    reason: str = ""


@dataclass(frozen=True)
class Tick(Input):
    """Time has passed; nothing else happened."""
