"""Entries about risk alerts, the clocks on them, suspension and its escalation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.case.entries.base import Body, entry


@entry("case.opened")
@dataclass(frozen=True)
class CaseOpened(Body):
    """A case begins for a client; `reason` is client_request, firm_winddown or margin_winddown."""

    client_id: str
    client_name: str
    reason: str
    account_masked: str
    handler: str
    handler_name: str
    language: str
    account: int | None


@entry("alert.recorded")
@dataclass(frozen=True)
class AlertRecorded(Body):
    """A risk alert as the risk system or a person gave it (R2); `key` tells it from its twin."""

    alert_id: str
    key: str
    risk_type: str
    severity: str
    detected_at: datetime | None
    received_at: datetime
    description: str
    source: str


@entry("account.attached")
@dataclass(frozen=True)
class AccountAttached(Body):
    """The client enrolled: from now on her messages in this case go to this account."""

    account: int
    language: str


@entry("severity.raised")
@dataclass(frozen=True)
class SeverityRaised(Body):
    """A person rated an alert higher (R9); lowering needs two and is another kind of entry."""

    alert_id: str
    severity: str
    before: str
    reason: str


@entry("alert.decided")
@dataclass(frozen=True)
class AlertDecided(Body):
    """An alert was decided by a person; `decision` is resolved or no_risk (R19)."""

    alert_id: str
    decision: str
    reason: str


@entry("alert.answered")
@dataclass(frozen=True)
class AlertAnswered(Body):
    """What the client said to a notice: differs, not_me or more_time, with her words if any."""

    alert_id: str
    answer: str
    words: str = ""


@entry("clock.warned")
@dataclass(frozen=True)
class ClockWarned(Body):
    """Staff were warned before a clock ran out; `clock` as `response:A1`."""

    clock: str
    due: datetime


@entry("clock.breached")
@dataclass(frozen=True)
class ClockBreached(Body):
    """A clock ran out (R8) and was escalated."""

    clock: str
    due: datetime


@entry("closure.suspended")
@dataclass(frozen=True)
class ClosureSuspended(Body):
    """The closing is paused; without ground, scope and review date it is invalid (R12, R118)."""

    suspension_id: str
    alert_id: str
    ground: str
    scope: tuple[str, ...]
    review_by: datetime

    def __post_init__(self) -> None:
        if not (self.ground and self.scope):
            raise ValueError("a suspension needs ground and scope (R118)")


@entry("escalation.alerted")
@dataclass(frozen=True)
class EscalationAlerted(Body):
    """Compliance was called; `round` counts the calls for one suspension from 1 (R13)."""

    suspension_id: str
    round: int


@entry("escalation.acknowledged")
@dataclass(frozen=True)
class EscalationAcknowledged(Body):
    """A compliance officer took it on (R13)."""

    suspension_id: str


@entry("suspension.reviewed")
@dataclass(frozen=True)
class SuspensionReviewed(Body):
    """Compliance looked at a suspension and extended it to a new review date."""

    suspension_id: str
    review_by: datetime
    reason: str


@entry("suspension.review_called")
@dataclass(frozen=True)
class SuspensionReviewCalled(Body):
    """The review date came and compliance was told."""

    suspension_id: str
    review_by: datetime


@entry("suspension.lifted")
@dataclass(frozen=True)
class SuspensionLifted(Body):
    """Compliance lifted a suspension (R12)."""

    suspension_id: str
    reason: str
