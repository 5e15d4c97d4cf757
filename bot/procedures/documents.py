"""Documents: asked for item by item, received (not accepted), accepted or rejected (R11, R112)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, handler
from bot.case.entries import alerts as a
from bot.case.entries import documents as d
from bot.case.entries.talk import PromptAnswered
from bot.case.inputs import AlertReceived, Enrolled, Pressed, Uploaded
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.chasing import ClientDate, handed_over, time_wanted
from bot.procedures.contact import open_task
from bot.procedures.discretion import is_silent
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
from bot.procedures.timing import working_days_after

NAME = "documents"
# "D2", also as "d2：收入证明" or "D2_plan.pdf", but not the end of "ID2" or the start of "D20".
_NUMBER = re.compile(r"(?<![a-z0-9])d\d+(?!\d)")


def on_alert(case: Case, what: AlertReceived, playbook: Playbook, now: datetime) -> Decision:
    """A medium or high alert asks for the papers that its risk type needs (R11)."""
    if what.severity == "low" or any(b.key == what.key for b in case.bodies(a.AlertRecorded)):
        return NOTHING
    return ask_for(case, next_number("A", len(case.alerts)), what.risk_type, playbook, now)


def ask_for(
    case: Case, alert_id: str, risk_type: str, playbook: Playbook, now: datetime
) -> Decision:
    """Asks for the papers of a risk type, but for none twice and never under a silent type.

    A paper that is open or was accepted anywhere in the case is not asked for again (PIPL 6).
    """
    silent = is_silent(risk_type, playbook)
    have = {i.document for r in open_requests(case) for i in r.items}
    have |= {item.document for item in items(case) if item.state == "accepted"}
    needed = () if silent else playbook.documents.by_risk_type.get(risk_type, ())
    wanted = [document for document in needed if document not in have]
    if not wanted:
        return NOTHING
    taken = sum(len(r.items) for r in requests(case))
    asked = d.DocumentsRequested(
        request_id=next_number("R", len(requests(case))),
        alert_id=alert_id,
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
    """Sends the requests this account has not had; where none was sent, the days run from now."""
    undecided = {request.request_id for request in open_requests(case)}
    waiting = [
        body
        for body in case.bodies(d.DocumentsRequested)
        if body.request_id in undecided
        and not case.said(f"request:{body.request_id}", what.account)
    ]
    due = working_days_after(now, playbook.documents.due_working_days, playbook)
    fresh = [
        replace(
            b, due=find(case, b.request_id).due if case.said(f"request:{b.request_id}") else due
        )
        for b in waiting
    ]
    moved = tuple(
        d.DueMoved(b.request_id, due) for b in fresh if not case.said(f"request:{b.request_id}")
    )
    says = tuple(
        replace(request_message(body, playbook), closes=(f"request:{body.request_id}",))
        for body in fresh
    )
    return Decision("documents.told_on_enrolment", moved, says) if says else NOTHING


def uploaded(case: Case, what: Uploaded, playbook: Playbook, now: datetime) -> Decision:
    """A file for the item it names, else for the first one missing; received is not accepted.

    What names an item that is still in review replaces what came for it.
    """
    wanted = tuple(item for r in open_requests(case) for item in r.wanted)
    pending = tuple(i for r in open_requests(case) for i in r.items if i.state == "received")
    if what.problem:
        return _unusable(what, what.problem, playbook)
    if not (wanted or pending):
        return _unasked(case, what, playbook, now)
    item = _named(what, (*wanted, *pending)) or (wanted or pending)[0]
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


def _named(what: Uploaded, among: tuple[Item, ...]) -> Item | None:
    """The item whose number or name stands in the caption or the file's name."""
    said = f"{what.caption} {what.file_name}".casefold().replace("_", " ")
    numbers = set(_NUMBER.findall(said))
    for item in among:
        if item.item_id.casefold() in numbers or item.document.replace("_", " ") in said:
            return item
    return None


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
    task, tell = open_task(case, "file_kept", what.caption[:500], playbook, now)
    shown = replace(tell, attachment=what.digest, attachment_name=what.file_name)
    kept = d.DocumentUnusable("nothing_open", what.file_name)
    return Decision("document.unasked", (kept, task), (say, shown))


def pressed(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    """More time, or: this file was another paper."""
    if what.option.startswith("move:"):
        return _moved(case, what, playbook, now)
    request = find(case, what.prompt.about("request"))
    if request not in open_requests(case):
        return Decision("documents.more_time_too_late", toast="closed")
    if time_wanted(case, request.alert_id, request.request_id):
        return Decision("documents.more_time_before", toast="already")
    # The question stays open: when the new date comes near, she may ask again.
    noted = a.AlertAnswered(request.alert_id, "more_time")
    tell = _told_handler(case, request, "more_time")
    return Decision("documents.more_time", (noted,), (Say(CLIENT, "more_time_noted", "ack"), tell))


def _told_handler(case: Case, request: Request, answer: str) -> Say:
    about = (("request", request.request_id), ("alert", request.alert_id))
    values = {"alert_id": request.alert_id, "answer": answer, "words": ""}
    ask = Ask("desk", ("give_time", "call", "status"), about)
    return Say(handler(case.handler), "staff_client_answered", "staff", values, ask)


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


def date_of(case: Case, request: Request) -> ClientDate | None:
    """The client's date for a request; None where she was not told, or has sent all there is."""
    told = case.sent_at(f"request:{request.request_id}")
    if told is None or not request.wanted:
        return None
    # The day is part of the subject: a date that was moved starts its own count of reminders.
    subject = f"request:{request.request_id}:{request.due:%Y%m%d%H%M}"
    waits = time_wanted(case, request.alert_id, request.request_id)
    return ClientDate(subject, max(told, request.dated_at), request.due, waits)


def _dates(case: Case) -> list[tuple[Request, ClientDate]]:
    found = open_requests(case) if not case.is_final else ()
    return [(request, date) for request in found if (date := date_of(case, request))]


def due(case: Case, playbook: Playbook) -> datetime | None:
    """When a reminder for papers or their date comes up next (law 5)."""
    return earliest(*(date.next_moment(case, playbook) for _, date in _dates(case)))


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """The reminder, or the word that the date has passed, that is due now."""
    for request, date in _dates(case):
        moment = date.next_moment(case, playbook)
        if moment and moment <= now:
            step = _missed if date.passed(case, now) else _remind
            return step(case, request, date, playbook, now)
    return NOTHING


def _remind(
    case: Case, request: Request, date: ClientDate, playbook: Playbook, now: datetime
) -> Decision:
    values = {
        "request_id": request.request_id, "items": listed(request.wanted), "due": date.due,
        "number": date.number(case), "overdue": date.due <= now,
        "last": date.is_last(now, playbook),
    }  # fmt: skip
    ask = Ask(NAME, ("more_time", "human", "status"), (("request", request.request_id),))
    say = Say(CLIENT, "reminder_documents", f"remind:{date.subject}", values, ask)
    entries, says = handed_over(case, date, playbook, now)
    on_file = d.Reminded(date.subject, date.number(case))
    return Decision("documents.reminded", (on_file, *entries), (say, *says))


def _missed(
    case: Case, request: Request, date: ClientDate, playbook: Playbook, now: datetime
) -> Decision:
    on_file = d.DeadlineMissed(date.subject, date.due)
    if date.waits:
        return Decision(
            "documents.time_undecided", (on_file,), (_told_handler(case, request, "more_time"),)
        )
    values = {"what": "documents", "due": date.due, "alert_id": request.alert_id}
    ask = Ask(NAME, ("more_time", "human", "complain"), (("request", request.request_id),))
    say = Say(CLIENT, "deadline_missed", f"missed:{date.subject}", values, ask)
    entries, says = handed_over(case, date, playbook, now)
    return Decision(
        "documents.missed",
        (on_file, *entries),
        (say, _told_handler(case, request, "silent"), *says),
    )


PROCEDURE = Procedure(
    NAME,
    on={AlertReceived: on_alert, Enrolled: on_enrolled},
    takes={Uploaded: uploaded},
    press=pressed,
    due=due,
    tick=tick,
)
