"""A client's date: reminded of before and after, so often and no more, then a person takes over.

Silence is never consent: nothing here decides anything, it asks again and calls a person (R11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.case.decision import Say
from bot.case.entries.alerts import AlertAnswered
from bot.case.entries.base import Body
from bot.case.entries.documents import DeadlineMissed, DueMoved, Reminded
from bot.case.entries.followup import TaskDone
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.contact import open_task, tasks
from bot.procedures.procedure import earliest
from bot.procedures.timing import is_last_reminder, next_reminder, working_days_after

# The task that a wish for more time in the client's own words leads to.
WISH = "wish_more_time"


@dataclass(frozen=True)
class ClientDate:
    """A date a client was given. `subject` is its own: a date that was moved is another one.

    `waits` says that she asked for more time and nobody has decided yet: until then she is not
    reminded, and not told that nothing has come.
    """

    subject: str
    given_at: datetime
    due: datetime
    waits: bool

    def missed(self, case: Case) -> bool:
        """Whether it is already on file that the date passed."""
        return any(body.subject == self.subject for body in case.bodies(DeadlineMissed))

    def passed(self, case: Case, now: datetime) -> bool:
        """Whether the date has passed and that has to be put on file now."""
        return self.due <= now and not self.missed(case)

    def next_moment(self, case: Case, playbook: Playbook) -> datetime | None:
        """When a reminder or the date itself comes up next; None where nothing more comes."""
        return earliest(
            None if self.waits else self._next_reminder(case, playbook),
            None if self.missed(case) else self.due,
        )

    def _next_reminder(self, case: Case, playbook: Playbook) -> datetime | None:
        found = next_reminder(case, self.subject, self.given_at, self.due, playbook)
        return found[1] if found else None

    def number(self, case: Case) -> int:
        """The number of the next reminder, from 1."""
        return 1 + sum(body.subject == self.subject for body in case.bodies(Reminded))

    def is_last(self, now: datetime, playbook: Playbook) -> bool:
        """Whether nothing more is said about this date after what is said now."""
        return is_last_reminder(self.given_at, self.due, now, playbook)


def later(due: datetime, playbook: Playbook, now: datetime) -> datetime:
    """The new date when staff give more time: working days from the old one, or from now."""
    return working_days_after(max(now, due), playbook.documents.more_time_working_days, playbook)


def time_wanted(case: Case, alert_id: str, moved: str) -> bool:
    """Whether a wish for more time is undecided; `moved` is how `DueMoved` names the date.

    A wish in words names no alert: until the task about it is done, it stands for every date.
    """
    if _wishes_in_words(case):
        return True
    wishes = [e.seq for e, b in case.all(AlertAnswered)
              if b.alert_id == alert_id and b.answer == "more_time"]  # fmt: skip
    moves = [entry.seq for entry, body in case.all(DueMoved) if body.request_id == moved]
    return max(wishes, default=0) > max(moves, default=0)


def _wishes_in_words(case: Case) -> list[str]:
    return [task.task_id for task in tasks(case) if task.kind == WISH and not task.done]


def wishes_granted(case: Case) -> tuple[Body, ...]:
    """With more time given, the tasks about wishes for it in words are done."""
    return tuple(TaskDone(task_id, "more time given") for task_id in _wishes_in_words(case))


def handed_over(
    case: Case, date: ClientDate, playbook: Playbook, now: datetime
) -> tuple[tuple[Body, ...], tuple[Say, ...]]:
    """With the last word about a date a person gets the task to call; nothing before that."""
    calling = any(task.kind == "call_client" and not task.done for task in tasks(case))
    if calling or not date.is_last(now, playbook):
        return (), ()
    opened, say = open_task(case, "call_client", "", playbook, now)
    return (opened,), (say,)
