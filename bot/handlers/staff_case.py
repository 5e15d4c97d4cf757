"""One case for a member of staff: its status with her buttons, its line in lists, her own file."""

from __future__ import annotations

from bot.case.decision import Ask, Decision, Say, To, Value
from bot.case.entries import people as p
from bot.case.people import Actor
from bot.case.state import Case
from bot.handlers.arrival import Incoming, received
from bot.handlers.office import Office
from bot.handlers.writing import apply
from bot.ports_store import FileRow, StaffRow, Transaction
from bot.procedures.answers import case_facts, clocks
from bot.procedures.desk import may_act
from bot.procedures.discretion import type_for
from bot.procedures.procedure import earliest
from bot.procedures.queries import CaseLine


def staff_file(staff_id: str) -> str:
    """The number of a member of staff's own file: her questions, and who read what."""
    return f"S-{staff_id}"


def case_line(office: Office, tx: Transaction, row: FileRow, role: str) -> CaseLine:
    """One case as lists see it, with the clocks of the case itself."""
    case = Case(tx.entries(row.file_no))
    running = clocks(case, office.playbook, office.now()) if not case.is_final else []
    client = tx.client(row.client_id)
    told = row.summary
    return CaseLine(
        row.file_no, case.opened.client_name, client.phone if client else "", told.handler,
        told.state, told.severity,
        tuple(type_for(role, risk, office.playbook) for risk in told.risk_types),
        earliest(*(clock.due for clock in running)),
        any(clock.overdue for clock in running), row.updated_at,
    )  # fmt: skip


def tell_status(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming, case: Case
) -> None:
    """The whole state of a case with what this role may do next (S10); that it was read is kept."""
    chat = incoming.arrival.chat
    to = To("group") if chat != who.account and incoming.arrival.chat_type != "private" else None
    # Whatever her role, in the group others read along.
    facts = case_facts(case, office.playbook, office.now(), "group" if to else who.role)
    options = [o for o in office.registry.offers(case) if allowed(case, who.role, o)]
    options += ["call"] if allowed(case, who.role, "call") else []
    ask = Ask("desk", tuple(options), rows=(2,) * len(options)) if options else None
    say = Say(to or To("staff", who.staff_id), "staff_case_status", "staff", facts, ask)
    apply(office, tx, case.case_no, actor, incoming.cause,
          Decision("status.told_staff", (p.CaseRead(case.case_no, "chat"),), (say,)), case=case,
          before=[received(incoming)])  # fmt: skip


def allowed(case: Case, role: str, option: str) -> bool:
    action, _, argument = option.partition(":")
    return may_act(case, role, action, {"alert": argument})


def note(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming,
    decision: Decision, toast: str,
) -> str:  # fmt: skip
    """Into the person's own file: what belongs to no case."""
    apply(office, tx, staff_file(who.staff_id), actor, incoming.cause, decision, case=None,
          before=[received(incoming)])  # fmt: skip
    return toast


def tell(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming, message: str,
    values: dict[str, Value], ask: Ask | None = None,
) -> None:  # fmt: skip
    """Answers a member of staff, in her own file."""
    say = Say(To("staff", who.staff_id), message, "staff", values, ask)
    note(office, tx, who, actor, incoming, Decision(f"staff.{message}", says=(say,)), "")
