"""A case led by hand through the procedures, in memory: what handlers do, without their world."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.case.decision import Decision, Say
from bot.case.entries import alerts as a
from bot.case.entries import closing as c
from bot.case.entries import talk as t
from bot.case.entries.base import Body, Entry
from bot.case.inputs import Acted, AlertReceived, Delivered, Input, Pressed, Said, Tick
from bot.case.meaning import Meant
from bot.case.people import BOT, Actor
from bot.case.state import Case
from bot.config import load_config
from bot.procedures.closure import certificate_message
from bot.procedures.delivery import REPEAT
from bot.procedures.desk import may_act, read_option
from bot.procedures.registry import Registry
from tests.repo.source import ROOT

PLAYBOOK = load_config(ROOT / "config.yml").playbook
REGISTRY = Registry()
MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
ACCOUNT = 10_001
CLIENT = Actor("client", "T1", "Mrs Wong")
RISK_SYSTEM = Actor("bot", "risk-system")
WORDS_WANTED = timedelta(hours=24)


class Walk:
    """One case; every step is decided by the registry and written as handlers write it."""

    def __init__(self) -> None:
        self.now = MORNING
        opened = a.CaseOpened("T1", "Mrs Wong", "client_request", "****8812", "E001", "Karen Ho",
                              "en", ACCOUNT)  # fmt: skip
        self.case = Case([Entry("C-2026-000001", 1, self.now, RISK_SYSTEM, "alert:1", opened)])

    def alert(self, risk_type: str, severity: str) -> Decision:
        """The risk system reports."""
        key = f"K{len(self.case.entries)}"
        return self.do(AlertReceived(
            RISK_SYSTEM, key, risk_type, severity, self.now, "as reported", "test"
        ))  # fmt: skip

    def press(self, prompt: t.PromptAsked, option: str) -> Decision:
        """The client presses a button, open or not."""
        return self.do(Pressed(CLIENT, prompt, option, ACCOUNT))

    def say(self, text: str, meant: Meant) -> Decision:
        """The client writes; the newest open question that takes words is answered by it."""
        asking = [p for p in self.case.open_prompts(self.now, ACCOUNT) if p.takes_text]
        return self.do(Said(CLIENT, text, ACCOUNT, asking[-1] if asking else None, meant))

    def act(self, prompt: t.PromptAsked, option: str, role: str) -> Decision | None:
        """A member of staff presses a button of the desk; None where her role may not."""
        action, about = read_option(prompt, option)
        if action not in REGISTRY.actions or not may_act(self.case, role, action, dict(about)):
            return None
        return self.do(Acted(Actor(role, f"S-{role}", role), action, about, "as agreed"))

    def deliver(self) -> None:
        """Whatever has left arrives."""
        for message_id in set(self.case.messages) - set(self.case.outcomes):
            self._append(BOT, [t.MessageOutcome(message_id, "sent")])
            self.do(Delivered(BOT, message_id, "sent"))

    def advance(self, hours: int) -> None:
        """Time passes, and with it everything that becomes due."""
        end = self.now + timedelta(hours=hours)
        for _ in range(50):
            due = REGISTRY.next_due(self.case, PLAYBOOK)
            if due is None or due > end:
                break
            self.now = max(self.now, due)
            if self.do(Tick(BOT)).empty:
                break
            self.deliver()
        self.now = end

    def do(self, what: Input) -> Decision:
        """Decides and writes, as `bot.handlers.writing.apply` does."""
        decision = REGISTRY.decide(self.case, what, PLAYBOOK, self.now)
        says = [*self._certified(decision), *decision.says]
        closed = self._superseded(decision.entries, says)
        self._append(what.actor, decision.entries)
        self._append(BOT, closed)
        for say in says:
            if say.message != REPEAT:
                self._append(BOT, [self._recorded(say)])
        return decision

    def client_prompts(self) -> list[t.PromptAsked]:
        """Every question ever put to the client."""
        return [p for _, p in self.case.prompts.values() if p.account == ACCOUNT]

    def staff_prompts(self) -> list[t.PromptAsked]:
        """Every question ever put to staff."""
        return [p for _, p in self.case.prompts.values() if p.account is None]

    def _append(self, actor: Actor, bodies: Sequence[Body]) -> None:
        seq = len(self.case.entries)
        entries = [
            Entry(self.case.case_no, seq + n, self.now, actor, "walk", body)
            for n, body in enumerate(bodies, start=1)
        ]
        self.case = self.case.with_entries(entries)

    def _recorded(self, say: Say) -> t.MessageRecorded:
        number = len(self.case.entries) + 1
        to_client = say.to.audience == "client"
        text = f"{say.message} {sorted((k, str(v)) for k, v in say.values.items())}"
        options = say.ask.options if say.ask else ()
        prompt = None
        if say.ask is not None:
            ends = say.ask.ends or (self.now + WORDS_WANTED if say.ask.takes_text else None)
            prompt = t.PromptAsked(
                f"p{number}", say.ask.procedure, options, ACCOUNT if to_client else None,
                say.ask.about, say.ask.takes_text, ends,
            )  # fmt: skip
        return t.MessageRecorded(
            f"m{number}", say.purpose, say.message, 1, "en", say.to.audience, "T1", ACCOUNT, text,
            options, hashlib.sha256(text.encode()).hexdigest(), "plain", "", prompt,
        )  # fmt: skip

    def _certified(self, decision: Decision) -> list[Say]:
        if decision.certificate is None:
            return []
        order = decision.certificate
        issued = c.CertificateIssued(order.certificate_no, "0" * 64, "CODE", "en")
        self._append(BOT, [issued])
        return [certificate_message(issued, order.closed_at, PLAYBOOK.firm.retention_years)]

    def _superseded(self, facts: Sequence[Body], says: Sequence[Say]) -> list[t.PromptClosed]:
        purposes = {purpose for say in says for purpose in say.closes}
        answered = {b.prompt_id for b in facts if isinstance(b, t.PromptAnswered | t.PromptClosed)}
        gone = self.case.settled_prompts | answered
        return [
            t.PromptClosed(prompt.prompt_id, "superseded")
            for message, prompt in self.case.prompts.values()
            if message.purpose in purposes and prompt.prompt_id not in gone
        ]
