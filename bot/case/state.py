"""The case: nothing but its entries, read in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from bot.case.entries import alerts as a
from bot.case.entries import closing as c
from bot.case.entries import talk as t
from bot.case.entries.base import Body, Entry

B = TypeVar("B", bound=Body)

SEVERITIES = ("low", "medium", "high")
# The purpose of a repeat names the message that it repeats.
REPEATS = "repeat:"


@dataclass(frozen=True)
class Alert:
    """A risk alert as it stands after all entries about it."""

    alert_id: str
    risk_type: str
    severity: str
    detected_at: datetime | None
    received_at: datetime
    description: str
    decision: str
    answer: str
    raised_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still needs a decision by a person (R19)."""
        return not self.decision

    @property
    def clock_start(self) -> datetime:
        """The start of the 24 hours: detection where the feed gives it, else receipt (R8).

        A low alert has no such clock; raised from low, its hours begin with the raising.
        """
        return self.raised_at or min(self.detected_at or self.received_at, self.received_at)


class Case:
    """A case file with the questions that every procedure asks of it answered once."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        if not entries or not isinstance(entries[0].body, a.CaseOpened):
            raise ValueError("a case file begins with case.opened")
        self.entries: tuple[Entry, ...] = tuple(entries)

    def with_entries(self, more: Iterable[Entry]) -> Case:
        """The case as it is after more entries."""
        return Case((*self.entries, *more))

    def all(self, kind: type[B]) -> Iterator[tuple[Entry, B]]:
        """Every entry of one kind with its envelope, oldest first."""
        for entry in self.entries:
            if isinstance(entry.body, kind):
                yield entry, entry.body

    def bodies(self, kind: type[B]) -> list[B]:
        """Every body of one kind, oldest first."""
        return [body for _, body in self.all(kind)]

    def last(self, kind: type[B]) -> tuple[Entry, B] | None:
        """The newest entry of one kind."""
        return next(((e, e.body) for e in reversed(self.entries) if isinstance(e.body, kind)), None)

    @cached_property
    def opened(self) -> a.CaseOpened:
        """The first entry."""
        body = self.entries[0].body
        assert isinstance(body, a.CaseOpened)
        return body

    @property
    def case_no(self) -> str:
        """The number of the case, as C-2026-000123."""
        return self.entries[0].file_no

    @property
    def handler(self) -> str:
        """The staff identifier of the account manager; empty where nobody is named."""
        return self.opened.handler

    @cached_property
    def account(self) -> int | None:
        """The client's account, where she has enrolled."""
        attached = self.last(a.AccountAttached)
        return attached[1].account if attached else self.opened.account

    @cached_property
    def language(self) -> str:
        """The language the client wants."""
        newest = next(
            (
                e.body.language
                for e in reversed(self.entries)
                if isinstance(e.body, (t.LanguageChosen, a.AccountAttached))
            ),
            "",
        )
        return newest or self.opened.language

    @cached_property
    def alerts(self) -> tuple[Alert, ...]:
        """Every alert as it stands now."""
        return tuple(self._alert(entry, body) for entry, body in self.all(a.AlertRecorded))

    def _alert(self, entry: Entry, body: a.AlertRecorded) -> Alert:
        raisings = [(e.at, r) for e, r in self.all(a.SeverityRaised) if r.alert_id == body.alert_id]
        decided = [d.decision for d in self.bodies(a.AlertDecided) if d.alert_id == body.alert_id]
        answers = [n.answer for n in self.bodies(a.AlertAnswered) if n.alert_id == body.alert_id]
        return Alert(
            body.alert_id, body.risk_type, raisings[-1][1].severity if raisings else body.severity,
            body.detected_at, body.received_at, body.description,
            decided[-1] if decided else "", answers[-1] if answers else "",
            next((at for at, r in raisings if r.before == "low"), None),
        )  # fmt: skip

    def alert(self, alert_id: str) -> Alert:
        """One alert. Raises KeyError where the case has no such alert."""
        for alert in self.alerts:
            if alert.alert_id == alert_id:
                return alert
        raise KeyError(alert_id)

    def is_decided(self, alert_id: str) -> bool:
        """Whether a person has decided this alert, so that questions about it are over."""
        return any(alert.alert_id == alert_id and not alert.is_open for alert in self.alerts)

    @property
    def open_alerts(self) -> tuple[Alert, ...]:
        """The alerts that nobody has decided yet."""
        return tuple(alert for alert in self.alerts if alert.is_open)

    @property
    def severity(self) -> str:
        """The highest severity of the open alerts, of all alerts where none is open."""
        pool = self.open_alerts or self.alerts
        return max((x.severity for x in pool), key=SEVERITIES.index, default="low")

    @property
    def worst_severity(self) -> str:
        """The highest severity the case ever had: it decides who approves the closing."""
        return max((x.severity for x in self.alerts), key=SEVERITIES.index, default="low")

    @cached_property
    def messages(self) -> dict[str, t.MessageRecorded]:
        """Every message that was recorded, by its identifier."""
        return {body.message_id: body for body in self.bodies(t.MessageRecorded)}

    @cached_property
    def outcomes(self) -> dict[str, tuple[datetime, t.MessageOutcome]]:
        """The newest outcome of each message, with its time."""
        return {body.message_id: (e.at, body) for e, body in self.all(t.MessageOutcome)}

    def sent_at(self, purpose: str) -> datetime | None:
        """When the first message for a purpose, or a repeat of it, was delivered; else None."""
        for message in self.messages.values():
            found = self.outcomes.get(message.message_id)
            if found is None or found[1].state != "sent":
                continue
            if purpose in (message.purpose, self.original(message).purpose):
                return found[0]
        return None

    def original(self, message: t.MessageRecorded) -> t.MessageRecorded:
        """The message that this one repeats, in the end, or itself."""
        while message.purpose.startswith(REPEATS):
            message = self.messages[message.purpose.removeprefix(REPEATS)]
        return message

    def said(self, purpose: str, chat: int | None = None) -> bool:
        """Whether a message for this purpose was ever recorded (for this chat, where one is given)."""
        return any(
            message.purpose == purpose and chat in (None, message.chat)
            for message in self.messages.values()
        )

    @cached_property
    def prompts(self) -> dict[str, tuple[t.MessageRecorded, t.PromptAsked]]:
        """Every question ever asked, by its identifier, with the message that carried it."""
        return {m.prompt.prompt_id: (m, m.prompt) for m in self.messages.values() if m.prompt}

    @cached_property
    def settled_prompts(self) -> frozenset[str]:
        """The questions that can no longer be answered."""
        return frozenset(
            e.body.prompt_id
            for e in self.entries
            if isinstance(e.body, (t.PromptAnswered, t.PromptClosed))
        )

    def open_prompts(self, now: datetime, account: int | None) -> list[t.PromptAsked]:
        """The questions an account may answer now, oldest first."""
        return [
            prompt
            for _, prompt in self.prompts.values()
            if prompt.prompt_id not in self.settled_prompts
            and prompt.account == account
            and not (prompt.ends and prompt.ends <= now)
            and not self.is_decided(prompt.about("alert"))
        ]

    @property
    def outcome(self) -> str:
        """success, failed, partial, or empty while nothing has been reached."""
        newest = next(
            (
                e.body
                for e in reversed(self.entries)
                if isinstance(e.body, (c.CaseClosed, c.OutcomeFailed, c.OutcomePartial))
            ),
            None,
        )
        if newest is None:
            return ""
        return {c.CaseClosed: "success", c.OutcomeFailed: "failed"}.get(type(newest), "partial")

    @property
    def is_final(self) -> bool:
        """Whether the case came to its end: the account is closed, or closing has failed."""
        return self.outcome in ("success", "failed")
