"""What fails again and again: set aside whole, the rest goes on, a person is told once."""

from __future__ import annotations

from bot.case.decision import Decision, Say, group
from bot.case.entries.talk import Received
from bot.case.people import BOT
from bot.handlers.desk import ensure_file
from bot.handlers.office import Office
from bot.handlers.writing import apply
from bot.ports import Outcome
from bot.ports_store import InboxRow, OutboxRow, Transaction

RESPONSIBLE = group("admin", "compliance", "branch_manager")


def set_aside(office: Office, row: InboxRow, fault: str) -> None:
    """The raw update stays in the inbox, marked; the front desk's file names it."""
    with office.store.begin() as tx:
        tx.set_aside(row.inbox_id, fault, office.now())
        _note(office, tx, f"update:{row.bot_id}:{row.update_id}", f"{fault} ({row.update_id})",
              f"{fault}: update {row.update_id}")  # fmt: skip


def note_broken_outcome(
    office: Office, tx: Transaction, row: OutboxRow, state: str, outcome: Outcome
) -> None:
    """A message whose outcome cannot be dealt with in its own file: the front desk names it."""
    _note(office, tx, f"delivery:{row.message_id}", f"{row.file_no} {state}",
          f"{row.file_no}: message {row.message_id} {state} {outcome.reason[:200]}")  # fmt: skip


def _note(office: Office, tx: Transaction, cause: str, told: str, kept: str) -> None:
    file_no = ensure_file(office, tx, 0, "")
    say = Say(RESPONSIBLE, "staff_quarantined", "set_aside", {"reason": told})
    apply(office, tx, file_no, BOT, cause, Decision("set_aside", says=(say,)), case=None,
          before=[Received("set_aside", 0, detail=kept)])  # fmt: skip
