"""Old rows cost nothing: what every turn of a loop asks is answered from indexes over open work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from bot.adapters.store import SqlStore, SqlTransaction
from tests.unit.store.conftest import NOW

Question = Callable[[SqlTransaction], object]

QUESTIONS: dict[str, tuple[Question, str]] = {
    "claim": (
        lambda tx: tx.claim_outgoing("w", NOW, 30, overall_gap=0, chat_gap=0),
        "ix_outbox_waiting",
    ),
    "next outgoing": (lambda tx: tx.next_outgoing_at(), "ix_outbox_waiting"),
    "expired": (lambda tx: tx.expired_leases(NOW), "ix_outbox_sending"),
    "lanes": (lambda tx: tx.waiting_lanes(), "ix_inbox_"),
    "oldest": (lambda tx: tx.oldest_in_lane("5"), "ix_inbox_lane"),
    "waiting": (lambda tx: tx.waiting(5), "ix_inbox_unfinished"),
    "due": (lambda tx: tx.next_due_file(NOW), "ix_files_due"),
    "earliest due": (lambda tx: tx.earliest_due(), "ix_files_due"),
}


@pytest.mark.parametrize(("question", "index"), QUESTIONS.values(), ids=QUESTIONS)
def test_open_work_is_found_by_its_own_index(
    store: SqlStore, question: Question, index: str
) -> None:
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        asked.append((statement, values))

    with store.begin() as tx:
        if store.engine.dialect.name == "postgresql":
            # A few rows are quicker read whole; what matters is whether the index could serve.
            tx.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        event.listen(store.engine, "before_cursor_execute", note)
        question(tx)
        event.remove(store.engine, "before_cursor_execute", note)
        assert index in " ".join(plan(tx, *each) for each in asked)


def plan(tx: SqlTransaction, statement: str, values: Any) -> str:
    """How the database means to answer."""
    explain = "EXPLAIN" if tx.connection.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN"
    rows = tx.connection.exec_driver_sql(f"{explain} {statement}", values)
    return " ".join(str(row) for row in rows)
