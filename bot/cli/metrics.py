"""`metrics`: what waits, what failed, what the engines did; counts only, nothing of any person."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from bot.cli.command import DONE, Answer, add_shared, open_office
from bot.counters import kept_counters
from bot.ports_store import Transaction

FEW = 10_000


def add_commands(commands: Any) -> None:
    """Declares the commands of this file."""
    metrics: argparse.ArgumentParser = commands.add_parser(
        "metrics", help="cases by state, what waits, and the counters of the engines"
    )
    add_shared(metrics)
    metrics.set_defaults(run=show_metrics)


def show_metrics(args: argparse.Namespace) -> Answer:
    """Counts from the store of a running or a stopped bot."""
    with open_office(args) as office, office.store.reading() as tx:
        document = measured(tx)
    lines = [f"{name}: {value}" for name, value in _flat(document)]
    return Answer(document, tuple(lines), DONE)


def measured(tx: Transaction) -> dict[str, Any]:
    """The counts as one document."""
    rows = tx.files("case")
    return {
        "cases": dict(sorted(Counter(row.summary.state for row in rows).items())),
        "open_by_severity": dict(
            sorted(Counter(r.summary.severity for r in rows if not r.summary.outcome).items())
        ),
        "quarantined_files": sum(bool(row.quarantined) for row in rows),
        "updates_waiting": len(tx.waiting(FEW)),
        "understanding": kept_counters(tx),
    }


def _flat(document: dict[str, Any], above: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in document.items():
        path = f"{above}{name}"
        found += _flat(value, f"{path}.") if isinstance(value, dict) else [(path, value)]
    return found
