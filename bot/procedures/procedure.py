"""What every procedure declares: the inputs it answers, its clocks, what it offers to staff."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.case.decision import Decision
from bot.case.inputs import Acted, Input, Pressed, Said
from bot.case.playbook import Playbook
from bot.case.state import Case

Rule = Callable[[Case, Any, Playbook, datetime], Decision]
NOTHING = Decision("nothing")


def never(case: Case, playbook: Playbook) -> datetime | None:
    """The clock of a procedure that has none."""
    return None


def no_offers(case: Case) -> tuple[str, ...]:
    """The offers of a procedure that makes none."""
    return ()


@dataclass(frozen=True)
class Procedure:
    """Declared as data at the end of each procedure's file; the registry checks it at start.

    `on`: inputs that several procedures may answer. `press` and `words`: answers to the prompts
    it asked. `actions`: what staff may do, by name. `takes`: inputs it alone answers. `due`: when
    its clock matters next. `offers`: actions that make sense in the case now.
    """

    name: str
    on: Mapping[type[Input], Rule] = field(default_factory=dict)
    takes: Mapping[type[Input], Rule] = field(default_factory=dict)
    actions: Mapping[str, Callable[[Case, Acted, Playbook, datetime], Decision]] = field(
        default_factory=dict
    )
    press: Callable[[Case, Pressed, Playbook, datetime], Decision] | None = None
    words: Callable[[Case, Said, Playbook, datetime], Decision] | None = None
    due: Callable[[Case, Playbook], datetime | None] = never
    tick: Callable[[Case, Playbook, datetime], Decision] | None = None
    offers: Callable[[Case], tuple[str, ...]] = no_offers


def earliest(*moments: datetime | None) -> datetime | None:
    """The earliest of the moments that exist."""
    return min((moment for moment in moments if moment is not None), default=None)


def next_number(prefix: str, taken: int) -> str:
    """The next identifier within a case, as A1, R2: by count, so that replay gives the same."""
    return f"{prefix}{taken + 1}"
