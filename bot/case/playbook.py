"""The rules as data: what config.yml says the firm does, by when, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.case.clocks import OfficeHours


class WorkingDays(Protocol):
    """Which days are working days for the firm."""

    def is_working_day(self, day: date) -> bool:
        """Whether the firm works on this local date."""
        ...


@dataclass(frozen=True)
class AlertRules:
    """Clocks on alerts: hours to the response by severity (R8), warning, reply, reminders."""

    response_hours: Mapping[str, int]
    warn_before_hours: int
    reply_working_days: int


@dataclass(frozen=True)
class ReminderRules:
    """Hours before and after a client's date at which she is reminded; that many and no more."""

    before_hours: tuple[int, ...]
    after_hours: tuple[int, ...]


@dataclass(frozen=True)
class DocumentRules:
    """Which papers which risk needs, days to supply them, what may be uploaded, reasons."""

    due_working_days: int
    by_risk_type: Mapping[str, tuple[str, ...]]
    max_bytes: int
    content_types: tuple[str, ...]
    reject_reasons: tuple[str, ...]
    more_time_working_days: int
    review_hours: int


@dataclass(frozen=True)
class SuspensionRules:
    """Pausing a closing (R12, R118): ground and scope by risk type, review, calls to compliance."""

    acknowledge_hours: int
    call_again_minutes: int
    review_days: int
    grounds: Mapping[str, str]
    scopes: Mapping[str, tuple[str, ...]]
    call_within_hours: int
    silent_types: tuple[str, ...]


@dataclass(frozen=True)
class ClosingRules:
    """The gate (R19, R31, R32): how long the checks stay good, and how far back is looked."""

    checks_valid_hours: int
    lookback_months: int
    partial_review_working_days: int


@dataclass(frozen=True)
class CheckinRules:
    """Days after closure on which the client is asked, a person calls, and it is overdue (R27)."""

    ask_days: tuple[int, ...]
    task_day: int
    breach_day: int


@dataclass(frozen=True)
class Firm:
    """How the firm presents itself."""

    name: Mapping[str, str]
    licence: str
    phone: str
    complaint_phone: str
    privacy_contact: str
    signatory_name: Mapping[str, str]
    signatory_title: Mapping[str, str]
    retention_years: int


@dataclass(frozen=True)
class Playbook:
    """All rules together with the firm's calendar, zone and office hours."""

    firm: Firm
    zone: ZoneInfo
    calendar: WorkingDays
    office_opens: time
    office_closes: time
    languages: tuple[str, ...]
    default_language: str
    alerts: AlertRules
    reminders: ReminderRules
    documents: DocumentRules
    suspension: SuspensionRules
    closing: ClosingRules
    checkin: CheckinRules
    complaint_hours: int
    task_hours: int
    enrolment_tries: int
    invite_hours: int
    privacy_version: int
    clarify_limit: int
    # Where nobody knows whether a message arrived: `never` leaves it to staff, `repeat` repeats it.
    repeat_unknown: Mapping[str, str] = field(
        default_factory=lambda: {"notice": "never", "courtesy": "repeat"}
    )

    @property
    def hours(self) -> OfficeHours:
        """The office hours of a working day."""
        return OfficeHours(self.office_opens, self.office_closes)
