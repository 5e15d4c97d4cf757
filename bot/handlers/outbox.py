"""Record, send, record (law 4): the claim, the call, the outcome, each in its own transaction."""

from __future__ import annotations

from datetime import timedelta

from bot.case.decision import Decision
from bot.case.entries.talk import MessageOutcome
from bot.case.inputs import Delivered
from bot.case.people import BOT
from bot.handlers.office import Office
from bot.handlers.writing import apply, load_case
from bot.ports import Outcome
from bot.ports_store import OutboxRow, Transaction

GIVE_UP_AFTER = 12


def settle(office: Office, row: OutboxRow, outcome: Outcome) -> None:
    """Writes what became of a message and what follows from it.

    `later` puts it back with its wait (nothing can have reached Telegram); after twelve waits it
    counts as refused, so that a person hears of it.
    """
    now = office.wall.now()
    with office.store.begin() as tx:
        if outcome.state == "later" and row.attempts < GIVE_UP_AFTER:
            wait = outcome.retry_after or min(300.0, 2.0**row.attempts)
            until = now + timedelta(seconds=wait)
            tx.put_back(row.outbox_id, row.owner, until, whole_lane=bool(outcome.retry_after))
            return
        state = "refused" if outcome.state == "later" else outcome.state
        if outcome.migrated_to is not None:
            tx.redirect_chat(row.message.chat, outcome.migrated_to)
        settled = tx.settle_outgoing(row.outbox_id, row.owner, state, now, outcome.message_id)
        if settled:
            _record(office, tx, row, state, outcome)
        office.step("outcome.before_commit")
    office.step("outcome.after_commit")


def _record(office: Office, tx: Transaction, row: OutboxRow, state: str, outcome: Outcome) -> None:
    entry = MessageOutcome(row.message_id, state, outcome.reason[:200], outcome.message_id)
    cause = f"delivery:{row.message_id}"
    if not row.file_no.startswith("C-"):
        apply(office, tx, row.file_no, BOT, cause, Decision("delivery"), case=None, before=[entry])
        return
    tx.lock_file(row.file_no)
    tx.append(row.file_no, BOT, cause, office.now(), [entry])
    case = load_case(tx, row.file_no)
    what = Delivered(BOT, row.message_id, state, outcome.reason)
    decision = office.registry.decide(case, what, office.playbook, office.now())
    apply(office, tx, row.file_no, BOT, cause, decision, case=case)


def settle_expired(office: Office) -> int:
    """Sendings whose sender died: nobody knows whether they arrived, so they are unknown."""
    with office.store.begin() as tx:
        rows = tx.expired_leases(office.wall.now())
    for row in rows:
        settle(office, row, Outcome("unknown", reason="the sender stopped before the answer came"))
    return len(rows)
