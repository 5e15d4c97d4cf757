"""Record, send, record (law 4): the claim, the call, the outcome, each in its own transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from bot.case.decision import Decision
from bot.case.entries.talk import MessageOutcome
from bot.case.inputs import Delivered
from bot.case.people import BOT
from bot.handlers.addressing import move_group
from bot.handlers.office import Office
from bot.handlers.poison import note_broken_outcome
from bot.handlers.writing import apply, load_case
from bot.ports import Outcome
from bot.ports_store import OutboxRow, Transaction
from bot.tracing import where

log = logging.getLogger(__name__)

GIVE_UP_AFTER = 12
# So many chats told to wait at once: then it is the bot that is too fast, not one chat.
FLOODED_CHATS = 3

Record = Callable[[Office, Transaction, OutboxRow, str, Outcome], None]


def settle(office: Office, row: OutboxRow, outcome: Outcome) -> None:
    """Writes what became of a message and what follows from it.

    `later` puts it back with its wait (nothing can have reached Telegram); after twelve waits it
    counts as refused, so that a person hears of it. A group that became another chat gets its
    messages there. An outcome from which nothing can be decided is noted all the same.
    """
    for record in (_record, _record, _record_bare, note_broken_outcome):
        try:
            _settle(office, row, outcome, record)
        except Exception as fault:
            log.error("outcome of %s not written: %s", row.message_id, type(fault).__name__)
            log.debug("%s", where(fault))
            if record is note_broken_outcome:
                raise
        else:
            break
    office.step("outcome.after_commit")


def _settle(office: Office, row: OutboxRow, outcome: Outcome, record: Record) -> None:
    now = office.wall.now()
    with office.store.begin() as tx:
        waits = row.attempts < GIVE_UP_AFTER
        if waits and (outcome.state == "later" or outcome.migrated_to is not None):
            _put_back(office, tx, row, outcome)
        else:
            state = "refused" if outcome.state == "later" else outcome.state
            if tx.settle_outgoing(row.outbox_id, row.owner, state, now, outcome.message_id):
                record(office, tx, row, state, outcome)
        office.step("outcome.before_commit")


def _put_back(office: Office, tx: Transaction, row: OutboxRow, outcome: Outcome) -> None:
    now, chat = office.wall.now(), row.message.chat
    if outcome.migrated_to is not None:
        if tx.put_back(row.outbox_id, row.owner, now, whole_lane=False):
            move_group(tx, chat, outcome.migrated_to)
        return
    wait = outcome.retry_after or min(300.0, 2.0**row.attempts)
    flooded = tx.chats_put_back(now) | {chat} if outcome.retry_after else set()
    tx.put_back(
        row.outbox_id, row.owner, now + timedelta(seconds=wait),
        whole_lane=len(flooded) >= FLOODED_CHATS,
    )  # fmt: skip


def _record_bare(
    office: Office, tx: Transaction, row: OutboxRow, state: str, outcome: Outcome
) -> None:
    """The outcome alone, where nothing could be decided from it; a person is told."""
    entry = MessageOutcome(row.message_id, state, outcome.reason[:200], outcome.message_id)
    tx.append(row.file_no, BOT, f"delivery:{row.message_id}", office.now(), [entry])
    note_broken_outcome(office, tx, row, state, outcome)


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
    with office.store.reading() as tx:
        rows = tx.expired_leases(office.wall.now())
    for row in rows:
        settle(office, row, Outcome("unknown", reason="the sender stopped before the answer came"))
    return len(rows)
