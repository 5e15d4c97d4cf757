"""How large and how small each number may be, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.config.problems import ConfigProblem
from bot.config.sound import Sound, UnsoundError


@dataclass(frozen=True)
class Limit:
    """A number's bounds, both allowed unless `above` says that the least itself is too little."""

    path: str
    least: float
    most: float
    why: str
    above: bool = False

    def broken_by(self, number: float) -> str:
        """What is wrong with `number`, "" where nothing is."""
        if number < self.least or (self.above and number == self.least):
            word = "more than" if self.above else "at least"
            return f"expected {word} {self.least:g} ({self.why})"
        return f"expected at most {self.most:g} ({self.why})" if number > self.most else ""


_R8 = "R8: medium and high alerts are answered within 24 hours"
_R27 = "R27: the return visit falls within 30 days after closing"
_R118 = "R118: a suspension has an end; the review comes within 60 days"
_R210 = "R210: a complaint has a solution within 48 hours"
_CLOCK = "a clock of hours, not of weeks"
_DAYS = "working days, not months"
_LONG_POLL = "Telegram ends a longer poll"
_RATE = "Telegram takes about 30 messages a second"

LIMITS: Final = (
    Limit("playbook.alerts.response_hours.medium", 1, 24, _R8),
    Limit("playbook.alerts.response_hours.high", 1, 24, _R8),
    Limit("playbook.alerts.response_hours.low", 1, 720, "low alerts within 30 days"),
    Limit("playbook.alerts.warn_before_hours", 1, 23, "before a clock of 24 hours runs out"),
    Limit("playbook.alerts.reply_working_days", 1, 30, _DAYS),
    Limit("playbook.documents.due_working_days", 1, 30, _DAYS),
    Limit("playbook.documents.more_time_working_days", 1, 20, _DAYS),
    Limit("playbook.documents.review_hours", 1, 72, _CLOCK),
    Limit("playbook.documents.max_megabytes", 1, 2000, "what Telegram carries"),
    Limit("playbook.suspension.acknowledge_hours", 1, 24, "R13: no escalation stays unseen"),
    Limit("playbook.suspension.call_again_minutes", 5, 240, "R13: calls again, but no volley"),
    Limit("playbook.suspension.review_days", 1, 60, _R118),
    Limit("playbook.suspension.call_within_hours", 1, 24, "high risk: a person calls"),
    Limit("playbook.closing.checks_valid_hours", 1, 72, "R31: simulated right before closing"),
    Limit("playbook.closing.lookback_months", 1, 240, "R32: no further than records are kept"),
    Limit("playbook.closing.partial_review_working_days", 1, 30, _DAYS),
    Limit("playbook.checkin.task_day", 1, 30, _R27),
    Limit("playbook.checkin.breach_day", 1, 30, _R27),
    Limit("playbook.complaint_hours", 1, 48, _R210),
    Limit("playbook.task_hours", 1, 72, _CLOCK),
    Limit("playbook.enrolment_tries", 1, 5, "more tries are guessing"),
    Limit("playbook.invite_hours", 1, 168, "a link that lies about for a week is found"),
    Limit("playbook.privacy_version", 1, 9999, "versions count from 1"),
    Limit("playbook.clarify_limit", 2, 5, "asked back once at least, then a person"),
    Limit("telegram.poll_timeout_s", 1, 50, _LONG_POLL),
    Limit("telegram.overall_per_second", 0, 30, _RATE, above=True),
    Limit("telegram.per_chat_seconds", 0, 60, "seconds between two messages", above=True),
    Limit("telegram.per_group_seconds", 0, 60, "seconds between two messages", above=True),
    Limit("telegram.send_lease_s", 30, 600, "longer than one sending can take"),
    Limit("telegram.download_limit_mb", 1, 2000, "what a Bot API server hands out"),
    Limit("nlu.timeout_s", 0, 30, "a client is waiting", above=True),
)


def within_limits(sound: Sound) -> Iterator[ConfigProblem]:
    """Every number is within its limits."""
    for limit in LIMITS:
        try:
            number = sound.number(limit.path)
        except UnsoundError:
            continue
        reason = limit.broken_by(number)
        if reason:
            yield ConfigProblem(limit.path, number, reason)
