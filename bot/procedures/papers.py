"""Papers as they stand: each item of each request, read from the entries about them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.case.decision import Value
from bot.case.entries import documents as d
from bot.case.entries.base import Entry
from bot.case.playbook import Playbook
from bot.case.state import Case


@dataclass(frozen=True)
class Item:
    """One paper as it stands: missing, received, rejected or accepted."""

    item_id: str
    document: str
    request_id: str
    state: str
    upload_id: str

    @property
    def wanted(self) -> bool:
        """Whether the client still has to send something for it."""
        return self.state in ("missing", "rejected")


@dataclass(frozen=True)
class Request:
    """One request with its items and the day they are due now, which was set at `dated_at`."""

    request_id: str
    alert_id: str
    asked_at: datetime
    due: datetime
    items: tuple[Item, ...]
    dated_at: datetime

    @property
    def complete(self) -> bool:
        """Whether every item was accepted."""
        return all(item.state == "accepted" for item in self.items)

    @property
    def wanted(self) -> tuple[Item, ...]:
        """What the client still has to send."""
        return tuple(item for item in self.items if item.wanted)


def requests(case: Case) -> tuple[Request, ...]:
    """Every request as it stands after all entries about it."""
    return tuple(_request(case, entry, body) for entry, body in case.all(d.DocumentsRequested))


def _request(case: Case, entry: Entry, body: d.DocumentsRequested) -> Request:
    moved = [(e.at, m.due) for e, m in case.all(d.DueMoved) if m.request_id == body.request_id]
    items = tuple(_item(case, asked, body.request_id) for asked in body.items)
    return Request(
        body.request_id, body.alert_id, entry.at, moved[-1][1] if moved else body.due, items,
        moved[-1][0] if moved else entry.at,
    )  # fmt: skip


def uploads(case: Case) -> dict[str, str]:
    """The item each upload belongs to now."""
    places = {body.upload_id: body.item_id for body in case.bodies(d.DocumentReceived)}
    for moved in case.bodies(d.DocumentMoved):
        places[moved.upload_id] = moved.item_id
    return places


def _item(case: Case, asked: d.RequestedItem, request_id: str) -> Item:
    places = uploads(case)
    state, upload = "missing", ""
    for entry in case.entries:
        body = entry.body
        if isinstance(body, d.DocumentReceived) and places[body.upload_id] == asked.item_id:
            state, upload = "received", body.upload_id
        elif isinstance(body, d.DocumentAccepted) and body.item_id == asked.item_id:
            state = "accepted"
        elif isinstance(body, d.DocumentRejected) and body.upload_id == upload and upload:
            state = "rejected"
    return Item(asked.item_id, asked.document, request_id, state, upload)


def items(case: Case) -> Iterator[Item]:
    """Every item of every request."""
    for request in requests(case):
        yield from request.items


def open_requests(case: Case) -> tuple[Request, ...]:
    """Requests of undecided alerts with something not accepted yet."""
    undecided = {alert.alert_id for alert in case.open_alerts}
    return tuple(r for r in requests(case) if not r.complete and r.alert_id in undecided)


def questions(case: Case, alert_id: str) -> tuple[str, ...]:
    """The purposes of all that the client was ever asked about an alert, its papers included."""
    asked = {r.request_id for r in requests(case) if r.alert_id == alert_id}
    return tuple(sorted({
        message.purpose for message, prompt in case.prompts.values()
        if message.audience == "client"
        and (prompt.about("alert") == alert_id or prompt.about("request") in asked)
    }))  # fmt: skip


def listed(some: tuple[Item, ...]) -> Value:
    """Items as values for a message."""
    return tuple({"item_id": i.item_id, "document": i.document, "state": i.state} for i in some)


def formats(playbook: Playbook) -> dict[str, Value]:
    """What may be uploaded, for messages."""
    kinds = sorted({kind.rsplit("/", 1)[-1].upper() for kind in playbook.documents.content_types})
    return {
        "formats": ", ".join(kinds),
        "max_megabytes": playbook.documents.max_bytes // 1_000_000,
    }


def find(case: Case, request_id: str) -> Request:
    """One request. Raises StopIteration where the case has no such request."""
    return next(r for r in requests(case) if r.request_id == request_id)
