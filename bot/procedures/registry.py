"""Hands an input to the procedures that declare it and merges what they decide (law 2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from bot.case.decision import Decision, merged
from bot.case.entries.talk import PressRefused, PromptAsked
from bot.case.inputs import (
    Acted,
    AlertReceived,
    Delivered,
    Enrolled,
    Input,
    Pressed,
    Said,
    Tick,
    Uploaded,
)
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures import (
    alerts,
    checkin,
    closure,
    contact,
    conversation,
    delivery,
    documents,
    escalation,
    outcomes,
    replies,
    review,
    suspension,
    wishes,
)
from bot.procedures.procedure import Procedure, earliest

PROCEDURES: tuple[Procedure, ...] = tuple(
    module.PROCEDURE
    for module in (
        alerts, replies, suspension, escalation, documents, review, contact, closure, outcomes,
        checkin, delivery, wishes, conversation,
    )
)  # fmt: skip

SHARED = (AlertReceived, Enrolled, Delivered)
SINGLE = (Uploaded, Said)


class RegistryProblem(Exception):
    """Procedures that do not fit together; the text lists every problem."""


class Registry:
    """The procedures of the firm, checked at start."""

    def __init__(self, procedures: Sequence[Procedure] = PROCEDURES) -> None:
        """Raises RegistryProblem where an input is unanswered or claimed twice."""
        self.procedures = tuple(procedures)
        problems = _problems(self.procedures)
        if problems:
            raise RegistryProblem("; ".join(problems))
        self.by_name = {procedure.name: procedure for procedure in self.procedures}
        self.actions = {name: rule for p in self.procedures for name, rule in p.actions.items()}
        self.takers = {kind: rule for p in self.procedures for kind, rule in p.takes.items()}

    def decide(self, case: Case, what: Input, playbook: Playbook, now: datetime) -> Decision:
        """All that follows from one input, with its reason (law 2). Reads no clock, does no I/O."""
        if isinstance(what, Pressed):
            return self._press(case, what, playbook, now)
        if isinstance(what, Acted):
            return self.actions[what.action](case, what, playbook, now)
        if isinstance(what, Tick):
            return self._tick(case, playbook, now)
        if isinstance(what, Said) and what.prompt is not None:
            rule = self.by_name[what.prompt.procedure].words
            if rule is not None:
                return rule(case, what, playbook, now)
        if type(what) in SINGLE:
            return self.takers[type(what)](case, what, playbook, now)
        rules = [p.on[type(what)] for p in self.procedures if type(what) in p.on]
        return merged(rule(case, what, playbook, now) for rule in rules)

    def _press(self, case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
        refused = why_refused(case, what.prompt, what.option, what.account, now)
        if refused:
            entry = PressRefused(what.prompt.prompt_id, what.option, what.account, refused)
            return Decision(f"press.refused.{refused}", (entry,), toast=refused)
        common = conversation.everywhere(case, what.option, playbook, now)
        if common is not None:
            return common
        rule = self.by_name[what.prompt.procedure].press
        assert rule is not None, f"{what.prompt.procedure} asks, but answers no press"
        return rule(case, what, playbook, now)

    def _tick(self, case: Case, playbook: Playbook, now: datetime) -> Decision:
        ticks = [p.tick for p in self.procedures if p.tick]
        return merged(tick(case, playbook, now) for tick in ticks)

    def next_due(self, case: Case, playbook: Playbook) -> datetime | None:
        """When the clock matters next for this case (law 5); None where it does not."""
        return earliest(*(procedure.due(case, playbook) for procedure in self.procedures))

    def offers(self, case: Case) -> tuple[str, ...]:
        """What staff may do in the case now, in the procedures' order, without saying who."""
        return tuple(offer for procedure in self.procedures for offer in procedure.offers(case))


def why_refused(case: Case, prompt: PromptAsked, option: str, account: int, now: datetime) -> str:
    """Why a press cannot count: not_yours, unknown, closed, ended; empty where it can (law 6).

    Buttons that bind nothing (status, a person, language, a complaint) work from old messages too.
    """
    if prompt.account is not None and prompt.account != account:
        return "not_yours"
    if option not in prompt.options:
        return "unknown"
    if option in ("human", "status", "complain", "language"):
        return ""
    if prompt.prompt_id in case.settled_prompts or case.is_decided(prompt.about("alert")):
        return "closed"
    return "ended" if prompt.ends and prompt.ends <= now else ""


def _problems(procedures: Sequence[Procedure]) -> list[str]:
    names = Counter(p.name for p in procedures)
    actions = Counter(action for p in procedures for action in p.actions)
    takers = Counter(kind for p in procedures for kind in p.takes)
    problems = [f"procedure {n} stands twice" for n, times in names.items() if times > 1]
    problems += [f"action {n} is claimed {k} times" for n, k in actions.items() if k > 1]
    problems += [
        f"{kind.__name__} is claimed {takers[kind]} times" for kind in SINGLE if takers[kind] != 1
    ]
    problems += [
        f"{kind.__name__} is answered by nobody"
        for kind in SHARED
        if not any(kind in p.on for p in procedures)
    ]
    return problems
