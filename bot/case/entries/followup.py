"""Entries about what comes after: check-ins, tasks for people, complaints, calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.case.entries.base import Body, entry


@entry("checkin.asked")
@dataclass(frozen=True)
class CheckinAsked(Body):
    """The question whether all is well went out, the n-th time (R27)."""

    attempt: int


@entry("checkin.answered")
@dataclass(frozen=True)
class CheckinAnswered(Body):
    """The client's answer: fine, open_matter or declined (R26)."""

    answer: str


@entry("checkin.rated")
@dataclass(frozen=True)
class CheckinRated(Body):
    """A score from 1 to 5 (R56)."""

    score: int

    def __post_init__(self) -> None:
        if not 1 <= self.score <= 5:
            raise ValueError("a score is 1 to 5")


@entry("checkin.commented")
@dataclass(frozen=True)
class CheckinCommented(Body):
    """A comment in the client's own words (R192)."""

    words: str


@entry("task.opened")
@dataclass(frozen=True)
class TaskOpened(Body):
    """Something a person has to do; `task` as call_client, open_matter, checkin_call."""

    task_id: str
    task: str
    role: str
    words: str
    due: datetime


@entry("task.done")
@dataclass(frozen=True)
class TaskDone(Body):
    """A person did it, with what came of it."""

    task_id: str
    result: str


@entry("complaint.opened")
@dataclass(frozen=True)
class ComplaintOpened(Body):
    """A complaint in the client's words; a solution is to be proposed by `due` (R72, R210)."""

    complaint_id: str
    words: str
    due: datetime


@entry("human.asked")
@dataclass(frozen=True)
class HumanAsked(Body):
    """The client wants a person, or the bot passes her on; `why` is wish or misunderstood."""

    why: str


@entry("wish.recorded")
@dataclass(frozen=True)
class WishRecorded(Body):
    """A wish in her words, repeated back and pressed: a request for a person, granted by nobody.

    `wish` is more_time, deposit, repayment, withdrawal or documents; `details` are the day
    (ISO 8601), sums and numbers that the pressed message named.
    """

    wish_id: str
    wish: str
    prompt_id: str
    details: tuple[tuple[str, str], ...] = ()


@entry("call.logged")
@dataclass(frozen=True)
class CallLogged(Body):
    """A person spoke with the client by telephone or face to face (R150)."""

    result: str
