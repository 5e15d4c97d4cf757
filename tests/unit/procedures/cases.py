"""Case files written by hand for tables of rules: what was decided is taken as delivered at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from bot.case.decision import Decision, Say
from bot.case.entries.alerts import CaseOpened
from bot.case.entries.base import Body, Entry
from bot.case.entries.talk import MessageOutcome, MessageRecorded, PromptAsked, PromptClosed
from bot.case.inputs import Acted, AlertReceived, Pressed, Tick, Uploaded
from bot.case.people import BOT, Actor
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.config import load_config
from bot.procedures.registry import Registry

ROOT = Path(__file__).resolve().parents[3]
MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # ten o'clock in Hong Kong
ACCOUNT = 7
CLIENT = Actor("client", "T1", "Mrs Wong")
KAREN = Actor("handler", "karen", "Karen Ho")
WU = Actor("compliance", "wu", "Wu Min")
RULES = Registry()


@cache
def playbook() -> Playbook:
    """The rules of the shipped configuration."""
    return load_config(ROOT / "config.yml").playbook


@dataclass
class CaseFile:
    """A case file that grows by what is decided; `delivers` False is a bot that nobody hears."""

    account: int | None = ACCOUNT
    delivers: bool = True
    entries: list[Entry] = field(default_factory=list)
    says: list[Say] = field(default_factory=list)

    def __post_init__(self) -> None:
        opened = CaseOpened(
            "T1", "Mrs Wong", "client_request", "****8812", "karen", "Karen Ho", "en", self.account
        )
        self.write(MONDAY, opened)

    @property
    def case(self) -> Case:
        """The case as its entries have it now."""
        return Case(self.entries)

    def write(self, at: datetime, *bodies: Body, actor: Actor = BOT) -> None:
        """Appends entries by hand."""
        for body in bodies:
            self.entries.append(
                Entry("C-2026-000001", len(self.entries) + 1, at, actor, "test", body)
            )

    def take(self, decision: Decision, at: datetime, actor: Actor = BOT) -> Decision:
        """Writes a decision down and delivers its messages."""
        closed = {purpose for say in decision.says for purpose in say.closes}
        over = [
            PromptClosed(prompt.prompt_id, "superseded")
            for message, prompt in self.case.prompts.values() if message.purpose in closed
        ]  # fmt: skip
        self.write(at, *decision.entries, *over, actor=actor)
        self.says += decision.says
        for say in decision.says:
            self._deliver(say, at)
        return decision

    def _deliver(self, say: Say, at: datetime) -> None:
        number = f"m{len(self.entries)}"
        mine = say.to.audience == "client"
        prompt = None
        if say.ask is not None:
            prompt = PromptAsked(
                f"p{len(self.entries)}", say.ask.procedure, say.ask.options,
                self.account if mine else None, say.ask.about, say.ask.takes_text,
            )  # fmt: skip
        message = MessageRecorded(
            number, say.purpose, say.message, 1, "en", say.to.audience, "T1" if mine else "karen",
            (self.account or 1) if mine else 1, say.message, (), f"hash of {number}", "notice",
            say.attachment, prompt,
        )  # fmt: skip
        self.write(at, message)
        if self.delivers and (self.account is not None or not mine):
            self.write(at, MessageOutcome(number, "sent"))

    # what happens ------------------------------------------------------------------------------

    def alert(
        self, risk_type: str, severity: str, at: datetime = MONDAY,
        detected: datetime | None = None, key: str = "",
    ) -> Decision:  # fmt: skip
        """The risk system reports."""
        what = AlertReceived(
            BOT, key or f"k{len(self.entries)}", risk_type, severity, detected, "as reported",
            "test",
        )  # fmt: skip
        return self.take(RULES.decide(self.case, what, playbook(), at), at)

    def acts(
        self, actor: Actor, action: str, at: datetime, words: str = "", **about: str
    ) -> Decision:
        """A member of staff does something."""
        what = Acted(actor, action, tuple(sorted(about.items())), words)
        return self.take(RULES.decide(self.case, what, playbook(), at), at, actor)

    def presses(self, option: str, at: datetime, purpose: str) -> Decision:
        """The client presses a button of the newest message for a purpose."""
        message, prompt = [
            pair for pair in self.case.prompts.values() if pair[0].purpose == purpose
        ][-1]
        assert message.audience == "client"
        what = Pressed(CLIENT, prompt, option, ACCOUNT)
        return self.take(RULES.decide(self.case, what, playbook(), at), at, CLIENT)

    def sends(
        self, name: str, at: datetime, caption: str = "", digest: str = "", problem: str = ""
    ) -> Decision:
        """The client sends a file."""
        what = Uploaded(
            CLIENT, ACCOUNT, f"u{len(self.entries)}", digest or f"digest of {name}", name,
            "application/pdf", 4000, caption, problem,
        )  # fmt: skip
        return self.take(RULES.decide(self.case, what, playbook(), at), at, CLIENT)

    def wake(self, at: datetime) -> list[Decision]:
        """Everything the clock has to do at one moment, as the clock loop would do it."""
        done: list[Decision] = []
        while (due := RULES.next_due(self.case, playbook())) is not None and due <= at:
            decision = RULES.decide(self.case, Tick(BOT), playbook(), at)
            assert not decision.empty, f"due since {due}, nothing decided"
            assert len(done) < 20, "the clock never comes to rest"
            done.append(self.take(decision, at))
        return done

    def until(self, end: datetime) -> list[tuple[datetime, str]]:
        """Time passes up to `end` with a bot that is always there: each moment with its reason."""
        told: list[tuple[datetime, str]] = []
        while (due := RULES.next_due(self.case, playbook())) is not None and due <= end:
            assert len(told) < 200, "the clock never comes to rest"
            told += [(due, decision.reason) for decision in self.wake(due)]
        return told
