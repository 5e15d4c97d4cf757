"""Rules between clocks, days and hours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.config.problems import ConfigProblem
from bot.config.sound import Rule, Sound, UnsoundError

MOST_REMINDERS: Final = 5
MOST_CHECKINS: Final = 5
_CHECKIN = "playbook.checkin"
_RESPONSE = "playbook.alerts.response_hours"


def check_in_is_asked(sound: Sound) -> Iterator[ConfigProblem]:
    """The client is asked at least once, and not without end (R27)."""
    path = f"{_CHECKIN}.ask_days"
    days = sound.numbers(path)
    if not days:
        yield ConfigProblem(path, None, "expected at least one day (R27: the client is asked)")
    if len(days) > MOST_CHECKINS:
        yield ConfigProblem(path, len(days), f"expected at most {MOST_CHECKINS} days")


def check_ins_ascend(sound: Sound) -> Iterator[ConfigProblem]:
    """The days of asking are positive and each is later than the one before."""
    yield from _ascending(f"{_CHECKIN}.ask_days", sound.numbers(f"{_CHECKIN}.ask_days"))


def task_follows_check_ins(sound: Sound) -> Iterator[ConfigProblem]:
    """A person is given the call only after the bot has asked."""
    task = sound.number(f"{_CHECKIN}.task_day")
    for place, day in enumerate(sound.numbers(f"{_CHECKIN}.ask_days")):
        if day >= task:
            why = f"must be before {_CHECKIN}.task_day ({task})"
            yield ConfigProblem(f"{_CHECKIN}.ask_days[{place}]", day, why)


def breach_follows_task(sound: Sound) -> Iterator[ConfigProblem]:
    """There is a day left to call before the 30 days are over (R27)."""
    task, breach = sound.number(f"{_CHECKIN}.task_day"), sound.number(f"{_CHECKIN}.breach_day")
    if task >= breach:
        why = f"must be before {_CHECKIN}.breach_day ({breach}): the call needs a day"
        yield ConfigProblem(f"{_CHECKIN}.task_day", task, why)


def warning_precedes_response(sound: Sound) -> Iterator[ConfigProblem]:
    """A clock cannot warn before it has begun (R8)."""
    path = "playbook.alerts.warn_before_hours"
    warn = sound.number(path)
    for severity in ("low", "medium", "high"):
        hours = _given(sound, f"{_RESPONSE}.{severity}")
        if hours is not None and warn >= hours:
            why = f"must be less than {_RESPONSE}.{severity} ({hours})"
            yield ConfigProblem(path, warn, why)


def graver_is_not_slower(sound: Sound) -> Iterator[ConfigProblem]:
    """High is not answered later than medium, medium not later than low."""
    for graver, lighter in (("high", "medium"), ("medium", "low")):
        slow, fast = (_given(sound, f"{_RESPONSE}.{each}") for each in (graver, lighter))
        if slow is not None and fast is not None and slow > fast:
            why = f"must not be more than {_RESPONSE}.{lighter} ({fast})"
            yield ConfigProblem(f"{_RESPONSE}.{graver}", slow, why)


def reminders_before_ascend(sound: Sound) -> Iterator[ConfigProblem]:
    """Reminders before a date are positive, in order, and few (R16: help, not pressure)."""
    yield from _reminders(sound, "playbook.reminders.before_hours")


def reminders_after_ascend(sound: Sound) -> Iterator[ConfigProblem]:
    """Reminders after a date are positive, in order, and few (R16: help, not pressure)."""
    yield from _reminders(sound, "playbook.reminders.after_hours")


def compliance_called_again_in_time(sound: Sound) -> Iterator[ConfigProblem]:
    """Compliance is called again before the time to acknowledge is over (R13)."""
    path = "playbook.suspension.call_again_minutes"
    minutes, hours = sound.number(path), sound.number("playbook.suspension.acknowledge_hours")
    if minutes >= hours * 60:
        why = f"must be less than playbook.suspension.acknowledge_hours ({hours:g} hours)"
        yield ConfigProblem(path, minutes, why)


def office_opens_before_it_closes(sound: Sound) -> Iterator[ConfigProblem]:
    """The office opens before it closes, on the same day."""
    opens, closes = sound.text("calendar.office_opens"), sound.text("calendar.office_closes")
    if opens >= closes:
        why = f"must be before calendar.office_closes ({closes})"
        yield ConfigProblem("calendar.office_opens", opens, why)


def _reminders(sound: Sound, path: str) -> Iterator[ConfigProblem]:
    hours = sound.numbers(path)
    if len(hours) > MOST_REMINDERS:
        yield ConfigProblem(path, len(hours), f"expected at most {MOST_REMINDERS} reminders")
    yield from _ascending(path, hours)


def _ascending(path: str, numbers: tuple[int, ...]) -> Iterator[ConfigProblem]:
    for place, number in enumerate(numbers):
        if number < 1:
            yield ConfigProblem(f"{path}[{place}]", number, "expected at least 1")
        elif place and number <= numbers[place - 1]:
            why = f"the list must be ascending: expected more than {numbers[place - 1]}"
            yield ConfigProblem(f"{path}[{place}]", number, why)


def _given(sound: Sound, path: str) -> float | None:
    try:
        value = sound.value(path)
    except UnsoundError:
        return None
    return value if isinstance(value, int | float) else None


CLOCK_RULES: Final[tuple[Rule, ...]] = (
    check_in_is_asked,
    check_ins_ascend,
    task_follows_check_ins,
    breach_follows_task,
    warning_precedes_response,
    graver_is_not_slower,
    reminders_before_ascend,
    reminders_after_ascend,
    compliance_called_again_in_time,
    office_opens_before_it_closes,
)
