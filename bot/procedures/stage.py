"""The main state of a case, as domain.md 2.3 names them, read from its entries."""

from __future__ import annotations

from bot.case.entries import closing as c
from bot.case.entries import followup as f
from bot.case.state import Case
from bot.procedures.closure import approved
from bot.procedures.gate import blocking, changes_after
from bot.procedures.suspension import standing


def stage(case: Case) -> str:
    """The code of the main state; its words are in the templates' terms."""
    if case.outcome == "failed":
        return "failed"
    if case.outcome == "success":
        return "follow_up" if case.last(f.CheckinAsked) else "closed"
    if approved(case):
        return "closing"
    if standing(case):
        return "suspended"
    if at_gate(case):
        return "gate"
    if case.outcome == "partial":
        return "partial"
    if case.open_alerts:
        return f"action_{_level(case)}"
    return "resolved" if case.alerts else "intake"


def at_gate(case: Case) -> bool:
    """Whether the checks have passed, nothing has changed since, and an approval is waited for."""
    run = case.last(c.SimulationRun)
    return run is not None and not blocking(run[1]) and not changes_after(case, run[0].seq)


def _level(case: Case) -> str:
    # A high alert without a suspension in force has been lifted but not decided: still medium work.
    return "medium" if case.severity == "high" else case.severity
