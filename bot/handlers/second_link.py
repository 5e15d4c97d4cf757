"""A link or a contact from somebody who is enrolled already: greeted, or refused and counted."""

from __future__ import annotations

from dataclasses import replace

from bot.case.decision import Decision, Say, To
from bot.case.people import Actor
from bot.handlers.arrival import Incoming, received
from bot.handlers.client_menu import client_file
from bot.handlers.desk import hash_payload
from bot.handlers.office import Office
from bot.handlers.staff_case import staff_file
from bot.handlers.writing import apply
from bot.ports_store import ClientRow, StaffRow, Transaction
from bot.procedures import enrolment
from bot.procedures.enrolment import Visitor


def client_link(office: Office, tx: Transaction, who: ClientRow, incoming: Incoming) -> None:
    """Her own link again greets her; another's is refused, and three tries are told to staff."""
    file_no = client_file(who.client_id)
    actor = Actor("client", who.client_id, who.name)
    if _own(tx, "client", who.client_id, incoming):
        decision = _greeting(who, incoming)
    else:
        decision = _refusal(office, tx, file_no, incoming)
    _write(office, tx, file_no, actor, incoming, decision)


def client_contact(office: Office, tx: Transaction, who: ClientRow, incoming: Incoming) -> None:
    """Her own contact once more: the button was pressed twice, nothing changes."""
    actor = Actor("client", who.client_id, who.name)
    _write(office, tx, client_file(who.client_id), actor, incoming, _greeting(who, incoming))


def staff_link(office: Office, tx: Transaction, who: StaffRow, incoming: Incoming) -> None:
    """Her own link again tells her role; another's is refused, and three tries are told."""
    file_no = staff_file(who.staff_id)
    to = To("staff", who.staff_id)
    if _own(tx, "staff", who.staff_id, incoming):
        say = Say(to, "staff_welcome", "staff", {"role": who.role})
        decision = Decision("enrolment.own_link_again", says=(say,))
    else:
        decision = _refusal(office, tx, file_no, incoming)
        reason = _reason(tx, incoming)
        kindly = Say(to, "staff_invited_refused", "staff", {"reason": reason})
        decision = replace(decision, says=(kindly, *decision.says[1:]))
    actor = Actor(who.role, who.staff_id, who.name)
    _write(office, tx, file_no, actor, incoming, decision)


def _own(tx: Transaction, kind: str, subject: str, incoming: Incoming) -> bool:
    row = tx.invite(hash_payload(incoming.arrival.argument))
    return row is not None and (row.kind, row.subject) == (kind, subject)


def _reason(tx: Transaction, incoming: Incoming) -> str:
    known = tx.invite(hash_payload(incoming.arrival.argument))
    return "other_account" if known else "unknown"


def _refusal(office: Office, tx: Transaction, file_no: str, incoming: Incoming) -> Decision:
    tx.lock_file(file_no)
    visitor = Visitor(incoming.account, tx.entries(file_no))
    reason = _reason(tx, incoming)
    return enrolment.link_refused(visitor, reason, office.playbook, office.now())


def _greeting(who: ClientRow, incoming: Incoming) -> Decision:
    to = To("account", who.name, account=incoming.account)
    return Decision("enrolment.second_link", says=(Say(to, "enrolled", "enrolled"),))


def _write(
    office: Office, tx: Transaction, file_no: str, actor: Actor, incoming: Incoming,
    decision: Decision,
) -> None:  # fmt: skip
    apply(office, tx, file_no, actor, incoming.cause, decision, case=None,
          before=[received(incoming)])  # fmt: skip
