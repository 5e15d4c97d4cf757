"""The shape of config.yml: every key with its type. What the values must obey is in rules*.py."""

from __future__ import annotations

from typing import Literal

from bot.config.shape_deployment import NluShape, ReportShape, StorageShape, TelegramShape
from bot.config.shape_parts import (
    Code,
    DayText,
    Filled,
    InLanguages,
    PhoneText,
    Section,
    Several,
    TimeText,
)


class SignatoryShape(Section):
    """Who signs the closure certificate."""

    name: InLanguages
    title: InLanguages


class FirmShape(Section):
    """How the firm presents itself, and which country's rules it keeps records by."""

    name: InLanguages
    licence: Filled
    jurisdiction: Literal["CN", "HK"]
    phone: PhoneText
    complaint_phone: PhoneText
    privacy_contact: Filled
    signatory: SignatoryShape
    retention_years: int


class CalendarShape(Section):
    """When the firm works."""

    zone: str
    zone_names: InLanguages
    country: Literal["CN", "HK"]
    closed: Several[DayText]
    opened: Several[DayText]
    makeup_days: bool
    office_opens: TimeText
    office_closes: TimeText


class ResponseHoursShape(Section):
    """Hours to the firm's response by severity; low may have none."""

    low: int | None = None
    medium: int
    high: int


class AlertsShape(Section):
    """Clocks on alerts."""

    response_hours: ResponseHoursShape
    warn_before_hours: int
    reply_working_days: int


class RemindersShape(Section):
    """When a client is reminded of a date."""

    before_hours: Several[int]
    after_hours: Several[int]


class DocumentsShape(Section):
    """Papers: which, by when, in what form."""

    types: Several[Code]
    by_risk_type: dict[str, Several[str]]
    due_working_days: int
    more_time_working_days: int
    review_hours: int
    max_megabytes: int
    content_types: Several[str]
    reject_reasons: Several[str]


class SuspensionShape(Section):
    """Pausing a closing."""

    acknowledge_hours: int
    call_again_minutes: int
    review_days: int
    call_within_hours: int
    grounds: dict[str, str]
    scopes: dict[str, Several[str]]
    silent_types: Several[str]


class ClosingShape(Section):
    """The gate before closing."""

    checks_valid_hours: int
    lookback_months: int
    partial_review_working_days: int


class CheckinShape(Section):
    """The return visit after closing."""

    ask_days: Several[int]
    task_day: int
    breach_day: int


class RepeatShape(Section):
    """What becomes of a message of which nobody knows whether it arrived, by its weight."""

    notice: Literal["never", "repeat"]
    courtesy: Literal["never", "repeat"]


class PlaybookShape(Section):
    """The firm's rules."""

    risk_types: Several[Code]
    languages: Several[str]
    default_language: str
    alerts: AlertsShape
    reminders: RemindersShape
    documents: DocumentsShape
    suspension: SuspensionShape
    closing: ClosingShape
    checkin: CheckinShape
    complaint_hours: int
    task_hours: int
    enrolment_tries: int
    invite_hours: int
    privacy_version: int
    clarify_limit: int
    repeat_unknown: RepeatShape


class ConfigShape(Section):
    """The whole file."""

    firm: FirmShape
    calendar: CalendarShape
    playbook: PlaybookShape
    report: ReportShape
    telegram: TelegramShape
    storage: StorageShape
    nlu: NluShape
