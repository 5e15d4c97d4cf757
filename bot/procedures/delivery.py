"""What became of messages: refused or unknown ones are told to staff, never resent silently (law 4)."""

from __future__ import annotations

from datetime import datetime

from bot.case.decision import CLIENT, Ask, Decision, Say, To, Value, group, handler, person
from bot.case.entries.base import Body
from bot.case.entries.closing import CertificateIssued
from bot.case.entries.documents import DocumentReceived
from bot.case.entries.talk import MessageRecorded
from bot.case.inputs import Acted, Delivered
from bot.case.playbook import Playbook
from bot.case.state import REPEATS, Case
from bot.procedures.contact import new_task, tasks
from bot.procedures.procedure import Procedure

NAME = "delivery"
# What Telegram says of an account that nothing can be sent to any more.
_UNREACHABLE = ("blocked by the user", "user is deactivated", "chat not found")
# The words of the task: they tell its kind apart from other calls.
UNREACHABLE = "Telegram: "
_REPEATS_OF_ITSELF = 2
# Not a template: the renderer gives the recorded message's own words again, marked as a repeat.
REPEAT = "repeat_of"
_GROUP: To = group("branch_manager", "compliance")


def delivered(case: Case, what: Delivered, playbook: Playbook, now: datetime) -> Decision:
    """Tells the account manager what did not arrive for certain, or repeats what may be repeated.

    Of an account that nothing can be sent to he is told once, with a task to reach the client.
    """
    message = case.messages[what.message_id]
    if what.state == "unknown" and _repeats_itself(case, message, playbook):
        return Decision("delivery.repeated", says=(_again(case, message),))
    if what.state == "sent" or message.audience != "client":
        return Decision(f"delivery.{what.state}")
    if _is_gone(what):
        if _awaits_call(case):
            return Decision("delivery.still_unreachable")
        task = new_task(case, "call_client", f"{UNREACHABLE}{what.reason}"[:200], playbook, now)
        return _told(case, message, what, (task,), (("task", task.task_id),))
    return _told(case, message, what, (), ())


def _is_gone(what: Delivered) -> bool:
    return what.state == "refused" and any(words in what.reason for words in _UNREACHABLE)


def _awaits_call(case: Case) -> bool:
    return any(not task.done and task.words.startswith(UNREACHABLE) for task in tasks(case))


def _told(
    case: Case, message: MessageRecorded, what: Delivered, entries: tuple[Body, ...],
    more: tuple[tuple[str, str], ...],
) -> Decision:  # fmt: skip
    values: dict[str, Value] = {
        "message": message.template, "state": what.state, "reason": what.reason[:200],
        "recipient_name": case.opened.client_name,
    }  # fmt: skip
    ask = Ask("desk", ("repeat", "call", "status"), (("message", what.message_id), *more))
    purpose = f"undelivered:{what.message_id}"
    say = Say(handler(case.handler), "staff_delivery_problem", purpose, values, ask)
    return Decision(f"delivery.{what.state}", entries, (say,))


def _repeats_itself(case: Case, message: MessageRecorded, playbook: Playbook) -> bool:
    """Whether the playbook has it repeated without asking: what carries no weight for a client."""
    weighty = message.audience == "client" and message.weight == "notice"
    if playbook.repeat_unknown["notice" if weighty else "courtesy"] != "repeat":
        return False
    original = case.original(message)
    tries = sum(case.original(m) is original for m in case.messages.values())
    return tries <= _REPEATS_OF_ITSELF


def _again(case: Case, message: MessageRecorded) -> Say:
    to = {"client": CLIENT, "staff": person(message.recipient)}.get(message.audience, _GROUP)
    return Say(
        to, REPEAT, f"{REPEATS}{message.message_id}", {"of": message.message_id},
        attachment=message.attachment, attachment_name=_file_name(case, message.attachment),
    )  # fmt: skip


def _file_name(case: Case, digest: str) -> str:
    for body in case.bodies(DocumentReceived):
        if body.digest == digest:
            return body.file_name
    return next(
        (f"{b.certificate_no}.pdf" for b in case.bodies(CertificateIssued) if b.digest == digest),
        "",
    )


def repeatable(case: Case, message_id: str) -> bool:
    """Whether a message may be repeated: it did not arrive for certain, and was not repeated."""
    found = case.outcomes.get(message_id)
    return bool(found and found[1].state in ("refused", "unknown")) and not case.said(
        f"{REPEATS}{message_id}"
    )


def repeat(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """An explicit repeat by a person: the same words, marked as a repeat, with its own record."""
    message_id = what.arg("message")
    if not repeatable(case, message_id):
        return Decision("delivery.repeated_before", toast="already")
    message = case.messages[message_id]
    say = Say(handler(what.actor.id), "staff_repeated", "staff", {"message": message.template})
    return Decision("delivery.repeated", says=(_again(case, message), say), toast="done")


PROCEDURE = Procedure(NAME, on={Delivered: delivered}, actions={"repeat": repeat})
