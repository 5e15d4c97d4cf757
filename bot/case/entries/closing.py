"""Entries about closing: checks, simulation, gate, flags, certificate, the three outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.case.entries.base import Body, entry


@entry("recurrence.checked")
@dataclass(frozen=True)
class RecurrenceChecked(Body):
    """Earlier cases with the same risk types in the look-back (R32); stored also without a hit."""

    months: int
    hits: tuple[str, ...]


@dataclass(frozen=True)
class SimulatedCheck:
    """One point of the simulation: does it pass, and if not, what alert would it raise."""

    check: str
    passed: bool
    detail: str = ""


@entry("simulation.run")
@dataclass(frozen=True)
class SimulationRun(Body):
    """The dry run before closing (R31): every check, pass or fail, nothing sent."""

    checks: tuple[SimulatedCheck, ...]

    @property
    def passed(self) -> bool:
        """Whether every check passed."""
        return all(check.passed for check in self.checks)


@entry("gate.refused")
@dataclass(frozen=True)
class GateRefused(Body):
    """Closing was asked for and refused, with every open point (R19, R20)."""

    reasons: tuple[str, ...]


@entry("closing.approved")
@dataclass(frozen=True)
class ClosingApproved(Body):
    """A person other than the handler approved the closing."""

    severity: str


@entry("closing.flag")
@dataclass(frozen=True)
class ClosingFlag(Body):
    """Back office states that account_closed, funds_cleared or debts_settled is done (R21)."""

    flag: str


@entry("case.closed")
@dataclass(frozen=True)
class CaseClosed(Body):
    """The account is closed: outcome success (R22)."""

    closed_at: datetime


@entry("certificate.issued")
@dataclass(frozen=True)
class CertificateIssued(Body):
    """The closure certificate: its number, the hash of the PDF, and the code to verify it by."""

    certificate_no: str
    digest: str
    verify_code: str
    language: str


@dataclass(frozen=True)
class OpenItem:
    """Something not solved yet, who sees to it and by when."""

    text: str
    due: datetime


@entry("outcome.partial")
@dataclass(frozen=True)
class OutcomePartial(Body):
    """The closing is delayed: the open items with new dates (R23). Not final."""

    items: tuple[OpenItem, ...]

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("a partial outcome needs its list of open items (R23)")


@entry("failure.proposed")
@dataclass(frozen=True)
class FailureProposed(Body):
    """Compliance or legal holds that the closing has failed; the other one must agree (R24).

    `reason` is a code whose approved words the client reads; `words` stay within the firm.
    """

    department: str
    reason: str
    words: str


@entry("outcome.failed")
@dataclass(frozen=True)
class OutcomeFailed(Body):
    """Both departments hold that the closing failed; `reason` is a code, the rest was open (R24)."""

    reason: str
    open_items: tuple[str, ...]
