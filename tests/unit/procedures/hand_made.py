"""Case files made entry by entry: only what stands in them has happened, nothing was decided."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.case.entries import alerts as a
from bot.case.entries import closing as c
from bot.case.entries import talk as t
from bot.case.entries.base import Body, Entry
from bot.case.inputs import Acted, Pressed, Said
from bot.case.people import BOT, Actor
from bot.case.state import Case
from tests.unit.procedures.cases import ACCOUNT, CLIENT, KAREN, MONDAY, playbook

START = MONDAY
PLAYBOOK = playbook()
JACK = Actor("branch_manager", "jack", "Jack Chow")
PETER = Actor("legal", "peter", "Peter Tang")
HILARY = Actor("finance", "hilary", "Hilary Lam")


class HandMade:
    """A file that grows by hand; `now` moves only by `later`."""

    def __init__(self, *, account: int | None = ACCOUNT, handler: str = "karen") -> None:
        self.now = START
        self.entries: list[Entry] = []
        self.add(
            a.CaseOpened(
                "T1", "Mrs Wong", "client_request", "****8812", handler, "Karen Ho", "en", account
            )
        )

    def add(self, *bodies: Body, by: Actor = BOT) -> HandMade:
        """Appends entries at the present moment."""
        for body in bodies:
            seq = len(self.entries) + 1
            self.entries.append(Entry("C-2026-000001", seq, self.now, by, "test", body))
        return self

    def later(self, **span: float) -> HandMade:
        """Moves the present moment."""
        self.now += timedelta(**span)
        return self

    def alert(
        self, alert_id: str = "A1", risk: str = "operational", severity: str = "low"
    ) -> HandMade:
        """An alert was recorded."""
        return self.add(
            a.AlertRecorded(alert_id, alert_id, risk, severity, None, self.now, "told", "test")
        )

    def decided(self, alert_id: str = "A1") -> HandMade:
        """Karen decided an alert."""
        return self.add(a.AlertDecided(alert_id, "resolved", "settled"), by=KAREN)

    def checked(self, by: Actor = KAREN, **failed: str) -> HandMade:
        """The checks were run; `failed` names those that did not pass, with their details."""
        codes = ("alert_open", "suspended", "documents_open", "task_open", "not_enrolled",
                 "delivery_problem")  # fmt: skip
        run = c.SimulationRun(
            tuple(
                c.SimulatedCheck(code, code not in failed, failed.get(code, "")) for code in codes
            )
        )
        return self.add(c.RecurrenceChecked(24, ()), run, by=by)

    def approved(self) -> HandMade:
        """Jack approved the closing."""
        return self.add(c.ClosingApproved("low"), by=JACK)

    def closed(self) -> HandMade:
        """All three were stated and the account is closed."""
        flags = [c.ClosingFlag(f) for f in ("account_closed", "funds_cleared", "debts_settled")]
        return self.add(*flags, by=HILARY).add(c.CaseClosed(self.now))

    def said(
        self, purpose: str, template: str, *, prompt: t.PromptAsked | None = None,
        state: str = "sent", weight: str = "notice", message_id: str = "",
    ) -> HandMade:  # fmt: skip
        """The bot wrote to the client, with what became of it (none where `state` is empty)."""
        own = message_id or f"m{len(self.entries)}"
        recorded = t.MessageRecorded(
            own, purpose, template, 1, "en", "client", "T1", ACCOUNT, "text", (), "hash", weight,
            prompt=prompt,
        )  # fmt: skip
        self.add(recorded)
        return self.add(t.MessageOutcome(own, state)) if state else self

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return Case(self.entries)


def acted(by: Actor, action: str, words: str = "", **about: str) -> Acted:
    """A member of staff acts."""
    return Acted(by, action, tuple(sorted(about.items())), words)


def asked(
    procedure: str, *options: str, about: dict[str, str] | None = None, takes_text: bool = False,
    ends: datetime | None = None,
) -> t.PromptAsked:  # fmt: skip
    """A question to the client."""
    context = tuple(sorted((about or {}).items()))
    return t.PromptAsked("p1", procedure, options, ACCOUNT, context, takes_text, ends)


def pressed(prompt: t.PromptAsked, option: str) -> Pressed:
    """The client presses a button."""
    return Pressed(CLIENT, prompt, option, ACCOUNT)


def wrote(prompt: t.PromptAsked, text: str) -> Said:
    """The client answers a question in words."""
    return Said(CLIENT, text, ACCOUNT, prompt)
