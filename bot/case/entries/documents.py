"""Entries about documents: asked for, received (which is not accepted), accepted, rejected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.case.entries.base import Body, entry


@dataclass(frozen=True)
class RequestedItem:
    """One paper that is asked for: its number in the case and its type."""

    item_id: str
    document: str


@entry("documents.requested")
@dataclass(frozen=True)
class DocumentsRequested(Body):
    """The papers needed for one alert, item by item, with the day they are due (R11)."""

    request_id: str
    alert_id: str
    items: tuple[RequestedItem, ...]
    due: datetime


@entry("document.received")
@dataclass(frozen=True)
class DocumentReceived(Body):
    """A file came for an item: received is not accepted. `digest` is SHA-256 of its bytes."""

    item_id: str
    upload_id: str
    digest: str
    file_name: str
    content_type: str
    size: int


@entry("document.moved")
@dataclass(frozen=True)
class DocumentMoved(Body):
    """The client said that a file belongs to another item."""

    upload_id: str
    item_id: str


@entry("document.unusable")
@dataclass(frozen=True)
class DocumentUnusable(Body):
    """A file that cannot count: `reason` is too_large, wrong_kind, empty, damaged, locked …"""

    reason: str
    file_name: str
    detail: str = ""


@entry("document.accepted")
@dataclass(frozen=True)
class DocumentAccepted(Body):
    """A member of staff accepted what came for an item."""

    item_id: str
    upload_id: str


@entry("document.rejected")
@dataclass(frozen=True)
class DocumentRejected(Body):
    """A member of staff rejected what came, with a reason from the list or in own words."""

    item_id: str
    upload_id: str
    reason: str
    words: str = ""


@entry("documents.due_moved")
@dataclass(frozen=True)
class DueMoved(Body):
    """Staff gave more time: for a request, or (as `reply:A1`) for the answer to a low alert."""

    request_id: str
    due: datetime


@entry("reminded")
@dataclass(frozen=True)
class Reminded(Body):
    """A reminder of something open went out; `subject` as `reply:A1` or `request:R1`."""

    subject: str
    number: int


@entry("deadline.missed")
@dataclass(frozen=True)
class DeadlineMissed(Body):
    """A date for the client passed without an answer; silence is never consent."""

    subject: str
    due: datetime
