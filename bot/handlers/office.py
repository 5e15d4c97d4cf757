"""What every handler works with: the rules, the words, and the ports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.case.decision import Certificate, Value
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.ports import Clock, DocumentStore, Entropy
from bot.ports_store import Store
from bot.procedures.registry import Registry


class Words(Protocol):
    """A rendered message: its text, button labels, version, weight and hash."""

    @property
    def text(self) -> str: ...
    @property
    def labels(self) -> tuple[str, ...]: ...
    @property
    def template_version(self) -> int: ...
    @property
    def weight(self) -> str: ...
    @property
    def text_hash(self) -> str: ...


class Renderer(Protocol):
    """Turns a message's name and values into the exact words; fails before anything is promised."""

    def render(
        self, message: str, language: str, values: Mapping[str, Value],
        options: tuple[str, ...] = (), labels: Mapping[str, str] = ...,
    ) -> Words: ...  # fmt: skip

    def term(self, code: str, language: str) -> str: ...

    def shown_hash(self, text: str, labels: tuple[str, ...]) -> str: ...


@dataclass(frozen=True)
class Office:
    """Everything a handler needs, put together once in app.py.

    `clock` is the time that cases live in (the sandbox can move it); `wall` paces sending and
    bounds leases. `step` is told the name of each step as it is reached.
    """

    playbook: Playbook
    registry: Registry
    renderer: Renderer
    clock: Clock
    entropy: Entropy
    store: Store
    documents: DocumentStore
    make_certificate: Callable[[Case, Certificate, str], bytes]
    normal_phone: Callable[[str], str]
    bot_username: str
    step: Callable[[str], None]
    wall: Clock

    def now(self) -> datetime:
        """The present moment, aware, UTC."""
        return self.clock.now()
