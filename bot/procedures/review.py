"""Review of documents by staff: accepted, rejected with a reason, more time given (R11, R112)."""

from __future__ import annotations

from datetime import datetime

from bot.case.decision import CLIENT, Ask, Decision, Say, person
from bot.case.entries import alerts as a
from bot.case.entries import documents as d
from bot.case.inputs import Acted
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.alerts import settled
from bot.procedures.chasing import later, time_wanted, wishes_granted
from bot.procedures.documents import date_of
from bot.procedures.papers import Item, Request, find, items, open_requests, questions
from bot.procedures.procedure import Procedure
from bot.procedures.replies import give_reply_time
from bot.procedures.timing import working_days_after


def accept(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Accepts what came for an item; with the last one the alert is decided (R11)."""
    item = _reviewed(case, what)
    if item is None:
        return Decision("document.reviewed_before", toast="already")
    accepted = d.DocumentAccepted(item.item_id, item.upload_id)
    request = find(case, item.request_id)
    left = [i for i in request.items if i.item_id != item.item_id and i.state != "accepted"]
    if left or case.alert(request.alert_id).severity == "high":
        values = {"document": item.document, "left": len(left)}
        say = Say(CLIENT, "document_accepted", f"accepted:{item.upload_id}", values)
        return Decision("document.accepted", (accepted,), (say,), toast="done")
    return _complete(case, request, accepted, playbook)


def _complete(
    case: Case, request: Request, accepted: d.DocumentAccepted, playbook: Playbook
) -> Decision:
    alert = case.alert(request.alert_id)
    decided = a.AlertDecided(alert.alert_id, "resolved", "every requested document accepted")
    values = settled(case, alert, playbook)
    say = Say(
        CLIENT, "documents_complete", f"resolved:{alert.alert_id}", values,
        closes=questions(case, alert.alert_id),
    )  # fmt: skip
    return Decision("documents.complete", (accepted, decided), (say,), toast="done")


def reject(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Rejects what came, with a reason from the list or in own words; the client sends again."""
    item = _reviewed(case, what)
    if item is None:
        return Decision("document.reviewed_before", toast="already")
    reason = what.arg("reason")
    if not reason:
        return _ask_reason(what, item, playbook)
    request = find(case, item.request_id)
    soonest = working_days_after(now, playbook.documents.more_time_working_days, playbook)
    due = max(request.due, soonest)
    entries: list[d.DocumentRejected | d.DueMoved] = [
        d.DocumentRejected(item.item_id, item.upload_id, reason, what.words)
    ]
    if due != request.due:
        entries.append(d.DueMoved(request.request_id, due))
    values = {
        "item_id": item.item_id, "document": item.document, "reason": reason,
        "words": what.words, "due": due,
    }  # fmt: skip
    ask = Ask("documents", ("more_time", "human"), (("request", request.request_id),))
    say = Say(CLIENT, "document_rejected", f"rejected:{item.upload_id}", values, ask,
              closes=(f"received:{item.upload_id}",))  # fmt: skip
    return Decision(f"document.rejected.{reason}", tuple(entries), (say,), toast="done")


def _ask_reason(what: Acted, item: Item, playbook: Playbook) -> Decision:
    options = tuple(f"reject.{reason}" for reason in playbook.documents.reject_reasons)
    ask = Ask("desk", options, what.about, takes_text=True, rows=(2,) * len(options))
    values = {"item_id": item.item_id, "document": item.document}
    say = Say(person(what.actor.id), "staff_reject_reason", "staff", values, ask)
    return Decision("document.reason_wanted", says=(say,))


def _reviewed(case: Case, what: Acted) -> Item | None:
    """What is in review, as the button shows it: the same file for the same paper."""
    shown = (what.arg("item"), what.arg("upload"), "received")
    return next((i for i in items(case) if (i.item_id, i.upload_id, i.state) == shown), None)


def give_time(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Gives the client more time for what is open of an alert: papers, or her answer to it."""
    alert_id = what.arg("alert")
    request = next((r for r in open_requests(case) if alert_id in ("", r.alert_id)), None)
    if request is None and alert_id:
        return give_reply_time(case, case.alert(alert_id), playbook, now)
    if request is None:
        return Decision("time.nothing_open", toast="not_now")
    date = date_of(case, request)
    if date is None or not (date.waits or date.missed(case)):
        return Decision("time.given_before", toast="already")
    due = later(request.due, playbook, now)
    say = Say(CLIENT, "more_time_granted", "granted", {"due": due, "what": "documents"})
    entries = (d.DueMoved(request.request_id, due), *wishes_granted(case))
    return Decision("documents.time_given", entries, (say,), toast="done")


def offers(case: Case) -> tuple[str, ...]:
    """More time for each alert for which the client asked for it and nobody has decided."""
    asked = [(r.alert_id, r.request_id) for r in open_requests(case)]
    asked += [(a.alert_id, f"reply:{a.alert_id}") for a in case.open_alerts if a.severity == "low"]
    return tuple(f"give_time:{alert_id}" for alert_id, name in asked
                 if time_wanted(case, alert_id, name))  # fmt: skip


PROCEDURE = Procedure(
    "review", actions={"accept": accept, "reject": reject, "give_time": give_time}, offers=offers
)
