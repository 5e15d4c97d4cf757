"""The main state of a case, as domain.md 2.3 names them, read from its entries."""

from __future__ import annotations

from bot.case.entries import closing as c
from bot.case.entries import followup as f
from bot.case.state import Case
from bot.procedures.closure import approved
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
    if case.open_alerts:
        return "partial" if case.outcome == "partial" else f"action_{_level(case)}"
    if case.last(c.SimulationRun):
        return "gate"
    return "resolved" if case.alerts else "intake"


def _level(case: Case) -> str:
    # A high alert without a suspension in force has been lifted but not decided: still medium work.
    return "medium" if case.severity == "high" else case.severity
