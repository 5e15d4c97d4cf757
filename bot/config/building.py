"""From the checked shape to the settings that the program uses."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from bot.adapters.calendar import FirmCalendar
from bot.adapters.report import ReportVocabulary
from bot.case.playbook import (
    AlertRules,
    CheckinRules,
    ClosingRules,
    DocumentRules,
    Firm,
    Playbook,
    ReminderRules,
    SuspensionRules,
)
from bot.config import shape
from bot.config.settings import Config, NluSettings, StorageSettings, TelegramSettings
from bot.config.shape_deployment import ReportShape
from bot.config.shape_parts import read_day, read_time

# As the messages to clients count: 20 MB are 20,000,000 bytes.
_MEGABYTE = 1_000_000


def build(read: shape.ConfigShape, folder: Path) -> Config:
    """The settings; `folder` is what a relative storage.var counts from."""
    return Config(
        playbook=_playbook(read),
        report=_report(read.report),
        telegram=TelegramSettings(
            **{**read.telegram.model_dump(), "api_url": read.telegram.api_url.rstrip("/")}
        ),
        storage=StorageSettings(read.storage.database, folder / read.storage.var),
        nlu=NluSettings(read.nlu.engine, read.nlu.rasa_url.rstrip("/"), read.nlu.timeout_s),
        timezone_names=read.calendar.zone_names.by_language(),
        repeat_unknown=read.playbook.repeat_unknown.model_dump(),
    )


def _playbook(read: shape.ConfigShape) -> Playbook:
    rules, calendar = read.playbook, read.calendar
    return Playbook(
        firm=_firm(read.firm),
        zone=ZoneInfo(calendar.zone),
        calendar=FirmCalendar(
            calendar.country,
            closed=map(read_day, calendar.closed),
            opened=map(read_day, calendar.opened),
            makeup_days=calendar.makeup_days,
        ),
        office_opens=read_time(calendar.office_opens),
        office_closes=read_time(calendar.office_closes),
        languages=rules.languages,
        default_language=rules.default_language,
        alerts=_alerts(rules.alerts),
        reminders=ReminderRules(**rules.reminders.model_dump()),
        documents=_documents(rules.documents),
        suspension=SuspensionRules(**rules.suspension.model_dump()),
        closing=ClosingRules(**rules.closing.model_dump()),
        checkin=CheckinRules(**rules.checkin.model_dump()),
        complaint_hours=rules.complaint_hours,
        task_hours=rules.task_hours,
        enrolment_tries=rules.enrolment_tries,
        invite_hours=rules.invite_hours,
        privacy_version=rules.privacy_version,
        clarify_limit=rules.clarify_limit,
        repeat_unknown=rules.repeat_unknown.model_dump(),
    )


def _firm(read: shape.FirmShape) -> Firm:
    return Firm(
        name=read.name.by_language(),
        licence=read.licence,
        phone=read.phone,
        complaint_phone=read.complaint_phone,
        privacy_contact=read.privacy_contact,
        signatory_name=read.signatory.name.by_language(),
        signatory_title=read.signatory.title.by_language(),
        retention_years=read.retention_years,
    )


def _alerts(read: shape.AlertsShape) -> AlertRules:
    hours = {
        severity: hours
        for severity, hours in read.response_hours.model_dump().items()
        if hours is not None
    }
    return AlertRules(hours, read.warn_before_hours, read.reply_working_days)


def _documents(read: shape.DocumentsShape) -> DocumentRules:
    return DocumentRules(
        due_working_days=read.due_working_days,
        by_risk_type=read.by_risk_type,
        max_bytes=read.max_megabytes * _MEGABYTE,
        content_types=read.content_types,
        reject_reasons=read.reject_reasons,
        more_time_working_days=read.more_time_working_days,
        review_hours=read.review_hours,
    )


def _report(read: ReportShape) -> ReportVocabulary:
    return ReportVocabulary(
        columns=read.columns,
        risk_types=read.risk_types,
        severities=read.severities.model_dump(),
        languages=read.languages.by_language(),
        required=read.required,
        default_region=read.default_region,
    )
