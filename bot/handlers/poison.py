"""An update that fails again and again: set aside whole, the lane goes on, a person is told."""

from __future__ import annotations

from bot.case.decision import Decision, Say, group
from bot.case.entries.talk import Received
from bot.case.people import BOT
from bot.handlers.desk import ensure_file
from bot.handlers.office import Office
from bot.handlers.writing import apply
from bot.ports_store import InboxRow


def set_aside(office: Office, row: InboxRow, fault: str) -> None:
    """The raw update stays in the inbox, marked; the front desk's file names it."""
    with office.store.begin() as tx:
        tx.set_aside(row.inbox_id, fault, office.now())
        file_no = ensure_file(office, tx, 0, "")
        say = Say(group("admin", "compliance", "branch_manager"), "staff_quarantined",
                  "set_aside", {"reason": f"{fault} ({row.update_id})"})  # fmt: skip
        kept = Received("set_aside", 0, detail=f"{fault}: update {row.update_id}")
        apply(office, tx, file_no, BOT, f"update:{row.bot_id}:{row.update_id}",
              Decision("update.set_aside", says=(say,)), case=None, before=[kept])  # fmt: skip
