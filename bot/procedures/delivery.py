"""What became of messages: refused or unknown ones are told to staff, never resent silently (law 4)."""

from __future__ import annotations

from datetime import datetime

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, handler
from bot.case.inputs import Acted, Delivered
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.procedure import Procedure

NAME = "delivery"
# Not a template: the renderer gives the recorded message's own words again, marked as a repeat.
REPEAT = "repeat_of"


def delivered(case: Case, what: Delivered, playbook: Playbook, now: datetime) -> Decision:
    """Records nothing itself; tells the account manager what did not arrive for certain."""
    message = case.messages[what.message_id]
    if what.state == "sent" or message.audience != "client":
        return Decision(f"delivery.{what.state}")
    values: dict[str, Value] = {
        "message": message.template, "state": what.state, "reason": what.reason[:200],
        "recipient_name": case.opened.client_name,
    }  # fmt: skip
    ask = Ask("desk", ("repeat", "call", "status"), (("message", what.message_id),))
    purpose = f"undelivered:{what.message_id}"
    say = Say(handler(case.handler), "staff_delivery_problem", purpose, values, ask)
    return Decision(f"delivery.{what.state}", says=(say,))


def repeatable(case: Case, message_id: str) -> bool:
    """Whether a message may be repeated: it did not arrive for certain, and was not repeated."""
    found = case.outcomes.get(message_id)
    return bool(found and found[1].state in ("refused", "unknown")) and not case.said(
        f"repeat:{message_id}"
    )


def repeat(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """An explicit repeat by a person: the same words, marked as a repeat, with its own record."""
    message_id = what.arg("message")
    if not repeatable(case, message_id):
        return Decision("delivery.repeated_before", toast="already")
    message = case.messages[message_id]
    say = Say(handler(what.actor.id), "staff_repeated", "staff", {"message": message.template})
    again = Say(
        CLIENT, REPEAT, f"repeat:{message_id}", {"of": message_id}, attachment=message.attachment
    )
    return Decision("delivery.repeated", says=(again, say), toast="done")


PROCEDURE = Procedure(NAME, on={Delivered: delivered}, actions={"repeat": repeat})
