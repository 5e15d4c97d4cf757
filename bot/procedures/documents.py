"""Documents: asked for item by item, received (not accepted), accepted or rejected (R11, R112)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, handler
from bot.case.entries import alerts as a
from bot.case.entries import documents as d
from bot.case.entries.talk import PromptAnswered
from bot.case.inputs import AlertReceived, Enrolled, Pressed, Uploaded
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.papers import (
    Item,
    Request,
    find,
    formats,
    items,
    listed,
    open_requests,
    requests,
    uploads,
)
from bot.procedures.procedure import NOTHING, Procedure, earliest, next_number
from bot.procedures.timing import is_last_reminder, next_reminder, working_days_after

NAME = "documents"


def on_alert(case: Case, what: AlertReceived, playbook: Playbook, now: datetime) -> Decision:
    """A medium or high alert asks for the papers that its risk type needs (R11)."""
    if what.severity == "low" or any(b.key == what.key for b in case.bodies(a.AlertRecorded)):
        return NOTHING
    wanted = playbook.documents.by_risk_type.get(what.risk_type, ())
    if not wanted:
        return NOTHING
    taken = sum(len(r.items) for r in requests(case))
    asked = d.DocumentsRequested(
        request_id=next_number("R", len(requests(case))),
        alert_id=next_number("A", len(case.alerts)),
        items=tuple(d.RequestedItem(f"D{taken + n}", kind) for n, kind in enumerate(wanted, 1)),
        due=working_days_after(now, playbook.documents.due_working_days, playbook),
    )
    says = (request_message(asked, playbook),) if case.account is not None else ()
    return Decision("documents.requested", (asked,), says)


def request_message(asked: d.DocumentsRequested, playbook: Playbook) -> Say:
    """The itemised request in the client's words (T06)."""
    values: dict[str, Value] = {
        "alert_id": asked.alert_id, "request_id": asked.request_id, "due": asked.due,
        "items": tuple({"item_id": i.item_id, "document": i.document} for i in asked.items),
        **formats(playbook),
    }  # fmt: skip
    ask = Ask(NAME, ("more_time", "human", "status"), (("request", asked.request_id),))
    return Say(CLIENT, "document_request", f"request:{asked.request_id}", values, ask)


def on_enrolled(case: Case, what: Enrolled, playbook: Playbook, now: datetime) -> Decision:
    """Sends the requests that waited for an account; the days to supply run from now."""
    waiting = [
        body
        for body in case.bodies(d.DocumentsRequested)
        if not case.said(f"request:{body.request_id}")
    ]
    due = working_days_after(now, playbook.documents.due_working_days, playbook)
    fresh = [d.DocumentsRequested(b.request_id, b.alert_id, b.items, due) for b in waiting]
    moved = tuple(d.DueMoved(body.request_id, due) for body in waiting)
    says = tuple(request_message(body, playbook) for body in fresh)
    return Decision("documents.told_on_enrolment", moved, says) if says else NOTHING


def uploaded(case: Case, what: Uploaded, playbook: Playbook, now: datetime) -> Decision:
    """A file for the item it names, else for the first one missing; received is not accepted."""
    wanted = tuple(item for r in open_requests(case) for item in r.wanted)
    pending = tuple(i for r in open_requests(case) for i in r.items if i.state == "received")
    if what.problem:
        return _unusable(what, what.problem, playbook)
    if not (wanted or pending):
        return _unasked(case, what, playbook, now)
    item = _meant(what, wanted) if wanted else _meant(what, pending)
    received = d.DocumentReceived(
        item.item_id, what.upload_id, what.digest, what.file_name, what.content_type, what.size
    )
    others = tuple(i for i in wanted if i.item_id != item.item_id)
    return Decision(
        "document.received",
        (received,),
        (
            _receipt(what, item, others, playbook, now),
            _review(case, what.upload_id, received, item, now),
        ),
    )


def _meant(what: Uploaded, among: tuple[Item, ...]) -> Item:
    said = f"{what.caption} {what.file_name}".casefold()
    for item in among:
        if item.item_id.casefold() in said.split() or item.document.replace("_", " ") in said:
            return item
    return among[0]


def _receipt(
    what: Uploaded, item: Item, others: tuple[Item, ...], playbook: Playbook, now: datetime
) -> Say:
    values = {
        "item_id": item.item_id, "document": item.document, "file_name": what.file_name,
        "received_at": now, "short_hash": what.digest[:12], "review_hours": playbook.documents.review_hours,
        "other_items": listed(others),
    }  # fmt: skip
    ask = None
    if others:
        options = tuple(f"move:{other.item_id}" for other in others)
        about = (("upload", what.upload_id),)
        ask = Ask(NAME, options, about, rows=(1,) * len(options))
    return Say(CLIENT, "document_received", f"received:{what.upload_id}", values, ask)


def _review(
    case: Case, upload_id: str, received: d.DocumentReceived, item: Item, now: datetime
) -> Say:
    values = {
        "item_id": item.item_id, "document": item.document, "file_name": received.file_name,
        "content_type": received.content_type, "size_kb": max(1, received.size // 1000),
        "received_at": now,
    }  # fmt: skip
    about = (("item", item.item_id), ("upload", upload_id))
    ask = Ask("desk", ("accept", "reject"), about)
    return Say(
        handler(case.handler), "staff_document_review", f"review:{upload_id}", values, ask,
        attachment=received.digest, attachment_name=received.file_name,
        closes=(f"review:{item.upload_id}",) if item.upload_id else (),
    )  # fmt: skip


def _unusable(what: Uploaded, reason: str, playbook: Playbook) -> Decision:
    values = {"reason": reason, "file_name": what.file_name, **formats(playbook)}
    say = Say(CLIENT, "document_unusable", "ack", values, Ask("conversation", ("human",)))
    return Decision(
        f"document.unusable.{reason}",
        (d.DocumentUnusable(reason, what.file_name, what.content_type),),
        (say,),
    )


def _unasked(case: Case, what: Uploaded, playbook: Playbook, now: datetime) -> Decision:
    say = Say(
        CLIENT, "file_kept", "ack", {"file_name": what.file_name}, Ask("conversation", ("human",))
    )
    return Decision(
        "document.unasked", (d.DocumentUnusable("nothing_open", what.file_name),), (say,)
    )


def pressed(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    """More time, or: this file was another paper."""
    if what.option.startswith("move:"):
        return _moved(case, what, playbook, now)
    answered = PromptAnswered(what.prompt.prompt_id, what.option)
    request = find(case, what.prompt.about("request"))
    values = {"alert_id": request.alert_id, "answer": "more_time", "words": ""}
    about = (("request", request.request_id), ("alert", request.alert_id))
    tell = Say(
        handler(case.handler), "staff_client_answered", "staff", values,
        Ask("desk", ("give_time", "call", "status"), about),
    )  # fmt: skip
    noted = a.AlertAnswered(request.alert_id, "more_time")
    return Decision(
        "documents.more_time", (answered, noted), (Say(CLIENT, "more_time_noted", "ack"), tell)
    )


def _moved(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    upload_id, item_id = what.prompt.about("upload"), what.option.split(":", 1)[1]
    target = next(i for i in items(case) if i.item_id == item_id)
    received = next(b for b in case.bodies(d.DocumentReceived) if b.upload_id == upload_id)
    current = next(i for i in items(case) if i.item_id == uploads(case)[upload_id])
    answered = PromptAnswered(what.prompt.prompt_id, what.option)
    if not target.wanted or current.state != "received" or current.upload_id != upload_id:
        return Decision("document.move_too_late", (answered,), toast="already")
    again = d.DocumentMoved(upload_id, item_id)
    review = _review(case, upload_id, received, target, now)
    review = replace(review, closes=(f"review:{upload_id}",))
    values = {
        "item_id": target.item_id, "document": target.document, "file_name": received.file_name,
        "received_at": now, "short_hash": received.digest[:12], "review_hours": playbook.documents.review_hours,
        "other_items": (),
    }  # fmt: skip
    moved = Say(CLIENT, "document_received", f"received:{upload_id}", values)
    return Decision("document.moved", (answered, again), (moved, review))


def _next(case: Case, request: Request, playbook: Playbook) -> datetime | None:
    asked = case.sent_at(f"request:{request.request_id}")
    if asked is None or not request.wanted:
        return None
    subject = _subject(request)
    reminder = next_reminder(case, subject, asked, request.due, playbook)
    missed = any(b.subject == subject for b in case.bodies(d.DeadlineMissed))
    return earliest(reminder[1] if reminder else None, None if missed else request.due)


def _subject(request: Request) -> str:
    # The day is part of the subject: a date that was moved starts its own count of reminders.
    return f"request:{request.request_id}:{request.due:%Y%m%d%H%M}"


def due(case: Case, playbook: Playbook) -> datetime | None:
    """When a reminder for papers or their date comes up next (law 5)."""
    if case.is_final:
        return None
    return earliest(*(_next(case, request, playbook) for request in open_requests(case)))


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """The reminder or the missed date that is due now."""
    for request in open_requests(case) if not case.is_final else ():
        moment = _next(case, request, playbook)
        if moment and moment <= now:
            missed = any(b.subject == _subject(request) for b in case.bodies(d.DeadlineMissed))
            if request.due <= now and not missed:
                return _missed(case, request)
            return _remind(case, request, playbook, now)
    return NOTHING


def _remind(case: Case, request: Request, playbook: Playbook, now: datetime) -> Decision:
    subject = _subject(request)
    number = 1 + sum(b.subject == subject for b in case.bodies(d.Reminded))
    asked = case.sent_at(f"request:{request.request_id}") or request.asked_at
    values = {
        "request_id": request.request_id, "items": listed(request.wanted), "due": request.due,
        "number": number, "overdue": request.due <= now,
        "last": is_last_reminder(asked, request.due, now, playbook),
    }  # fmt: skip
    ask = Ask(NAME, ("more_time", "human", "status"), (("request", request.request_id),))
    say = Say(CLIENT, "reminder_documents", f"remind:{subject}", values, ask)
    return Decision("documents.reminded", (d.Reminded(subject, number),), (say,))


def _missed(case: Case, request: Request) -> Decision:
    values = {"what": "documents", "due": request.due, "alert_id": request.alert_id}
    ask = Ask(NAME, ("more_time", "human", "complain"), (("request", request.request_id),))
    tell = Say(
        handler(case.handler), "staff_client_answered", "staff",
        {"alert_id": request.alert_id, "answer": "silent", "words": ""},
        Ask("desk", ("give_time", "call", "status"), (("alert", request.alert_id),)),
    )  # fmt: skip
    return Decision(
        "documents.missed",
        (d.DeadlineMissed(_subject(request), request.due),),
        (Say(CLIENT, "deadline_missed", f"missed:{_subject(request)}", values, ask), tell),
    )


PROCEDURE = Procedure(
    NAME,
    on={AlertReceived: on_alert, Enrolled: on_enrolled},
    takes={Uploaded: uploaded},
    press=pressed,
    due=due,
    tick=tick,
)
