"""A case whose time has come: replayed, decided with the time, written; a broken one set aside."""

from __future__ import annotations

import logging

from bot.case.decision import Decision, Say, group
from bot.case.inputs import Tick
from bot.case.people import BOT
from bot.case.state import Case
from bot.handlers.office import Office
from bot.handlers.writing import apply, load_case
from bot.ports_store import Transaction
from bot.tracing import where

log = logging.getLogger(__name__)

ATTEMPTS = 3
FAILED = "due_failed"


class NoProgress(Exception):
    """A case is due, but nothing was decided and it stays due: it would be claimed for ever."""


def handle_due(office: Office) -> bool:
    """Works one due case in one transaction; False where none is due (law 5)."""
    case_no: str | None = None
    try:
        with office.store.begin() as tx:
            case_no = tx.next_due_file(office.now())
            if case_no is None:
                return False
            _tick(office, tx, case_no)
            office.step("due.before_commit")
        office.step("due.after_commit")
    except Exception as fault:
        if case_no is None:
            raise
        _failed(office, case_no, fault)
    return True


def _failed(office: Office, case_no: str, fault: Exception) -> None:
    """Tried again a few times, as another worker may only have been in the way; then set aside."""
    name = f"{FAILED}:{case_no}"
    with office.store.begin() as tx:
        failures = int(tx.setting(name) or 0) + 1
        tx.put_setting(name, str(failures % ATTEMPTS))
    log.error("case %s is due and failed: %s", case_no, type(fault).__name__)
    if failures >= ATTEMPTS:
        _quarantine(office, case_no, fault)


def _tick(office: Office, tx: Transaction, case_no: str) -> None:
    case = load_case(tx, case_no)
    decision = office.registry.decide(case, Tick(BOT), office.playbook, office.now())
    apply(office, tx, case_no, BOT, "tick", decision, case=case)
    if decision.empty:
        due = office.registry.next_due(Case(tx.entries(case_no)), office.playbook)
        if due is not None and due <= office.now():
            raise NoProgress(f"due since {due.isoformat()}, nothing decided")


def _quarantine(office: Office, case_no: str, fault: Exception) -> None:
    """The others go on; staff are told; the file itself is whole (law 5)."""
    log.error("case %s set aside: %s", case_no, where(fault))
    reason = f"{type(fault).__name__}: {fault}"[:200]
    with office.store.begin() as tx:
        tx.quarantine(case_no, reason)
        case = load_case(tx, case_no)
        say = Say(group("admin", "compliance", "branch_manager"), "staff_quarantined",
                  "quarantined", {"reason": type(fault).__name__})  # fmt: skip
        apply(office, tx, case_no, BOT, "tick", Decision("case.quarantined", says=(say,)),
              case=case)  # fmt: skip
