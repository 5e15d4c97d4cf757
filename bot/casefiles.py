"""Files as documents: lists of cases, one case with its state and entries, for people and machines."""

from __future__ import annotations

from typing import Any

from bot.adapters.store.stored import StoredEntry, stored_entries
from bot.case.state import Case
from bot.handlers.office import Office
from bot.ports_store import FileRow, Transaction
from bot.procedures.answers import case_facts

FRONT_DESK = "FRONT-DESK"


def case_rows(tx: Transaction, *, open_only: bool = False) -> list[dict[str, Any]]:
    """Every case as one row of the index."""
    return [_row(tx, row) for row in tx.files("case", open_only=open_only)]


def _row(tx: Transaction, row: FileRow) -> dict[str, Any]:
    client, handler = tx.client(row.client_id), tx.staff(row.summary.handler)
    due = row.summary.next_due
    return {
        "case_no": row.file_no, "client": row.client_id,
        "client_name": client.name if client else "", "state": row.summary.state,
        "severity": row.summary.severity, "handler": handler.name if handler else "",
        "next_due": due.isoformat() if due else None, "outcome": row.summary.outcome or None,
        "risk_types": list(row.summary.risk_types), "quarantined": row.quarantined or None,
    }  # fmt: skip


def file_document(office: Office, tx: Transaction, file_no: str) -> dict[str, Any]:
    """One file whole: its state (for a case) and every entry. Raises KeyError for no such file."""
    if file_no == FRONT_DESK:
        return _front_desk(tx)
    if not tx.has_file(file_no):
        raise KeyError(file_no)
    entries = [entry_document(entry) for entry in stored_entries(tx, file_no)]
    if not file_no.startswith("C-"):
        return {"case": {"case_no": file_no}, "entries": entries}
    return {"case": case_document(office, Case(tx.entries(file_no))), "entries": entries}


def _front_desk(tx: Transaction) -> dict[str, Any]:
    """All the front desk's files together, by time; each keeps its own chain."""
    entries = [
        {"file_no": row.file_no, **entry_document(entry)}
        for row in tx.files("desk")
        for entry in stored_entries(tx, row.file_no)
    ]
    entries.sort(key=lambda e: (e["at"], e["file_no"], e["seq"]))
    return {"case": {"case_no": FRONT_DESK}, "entries": entries}


def case_document(office: Office, case: Case) -> dict[str, Any]:
    """The state of a case as staff see it, in plain values."""
    facts = case_facts(case, office.playbook, office.now())
    due = office.registry.next_due(case, office.playbook)
    return {
        "case_no": case.case_no, "client": case.opened.client_id,
        "client_name": case.opened.client_name, "handler": case.opened.handler_name,
        "language": case.language, "next_due": due.isoformat() if due else None,
        **{key: plain(value) for key, value in facts.items()},
    }  # fmt: skip


def plain(value: Any) -> Any:
    """Values of any depth as JSON knows them."""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, (tuple, list)) else value


def entry_document(entry: StoredEntry) -> dict[str, Any]:
    """One entry with its place in the chain, as the contract has it."""
    return {
        "seq": entry.seq, "at": entry.at.isoformat(), "actor": entry.actor, "kind": entry.kind,
        "version": entry.version, "body": entry.body, "cause": entry.cause,
        "prev_hash": entry.prev_hash, "hash": entry.hash,
    }  # fmt: skip
