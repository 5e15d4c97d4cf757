"""What deciding gives: entries to append, things to say, and why (law 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.case.entries.base import Body

# Texts, numbers, moments, codes, lists of rows: each message's message.yml says of what type, and
# rendering refuses what does not fit, before anything is promised.
Scalar = object
Value = object
Audience = Literal["client", "staff", "group", "account"]


@dataclass(frozen=True)
class To:
    """Whom a message is for.

    `client`: the case's client. `staff`: the person `id`, or everybody with one of `roles` where
    no id is given. `group`: the staff group, or everybody with one of `roles` where there is none.
    `account`: an account that belongs to nobody yet.
    """

    audience: Audience
    id: str = ""
    roles: tuple[str, ...] = ()
    account: int | None = None


CLIENT = To("client")


def handler(case_handler: str) -> To:
    """The account manager of a case; where none is named, all account managers."""
    return To("staff", case_handler, ("handler",) if not case_handler else ())


def person(staff_id: str) -> To:
    """One member of staff."""
    return To("staff", staff_id)


def group(*roles: str) -> To:
    """The staff group; where there is none yet, each member of staff with one of the roles."""
    return To("group", roles=roles)


@dataclass(frozen=True)
class Ask:
    """A question to go with a message; option labels come from the message's template folder.

    An option may carry its own label values after a colon-free code, see `labels`.
    """

    procedure: str
    options: tuple[str, ...]
    about: tuple[tuple[str, str], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    takes_text: bool = False
    ends: datetime | None = None
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class Say:
    """A message to be rendered from `message`'s templates in the reader's language.

    `purpose` is unique in the file for what must be said once, as `notice:A1`. `closes` names
    purposes whose open questions this message supersedes.
    """

    to: To
    message: str
    purpose: str
    values: Mapping[str, Value] = field(default_factory=dict)
    ask: Ask | None = None
    attachment: str = ""
    attachment_name: str = ""
    closes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Certificate:
    """An order to make the closure certificate's PDF before the commit; see handlers."""

    certificate_no: str
    closed_at: datetime
    checks: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True)
class Decision:
    """All that follows from one input; `reason` is the code an auditor can ask for."""

    reason: str
    entries: tuple[Body, ...] = ()
    says: tuple[Say, ...] = ()
    certificate: Certificate | None = None
    toast: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing at all follows."""
        return not (self.entries or self.says or self.certificate)


def merged(decisions: Iterable[Decision]) -> Decision:
    """Several procedures' decisions on one input as one, in the order given."""
    parts = [decision for decision in decisions if not decision.empty or decision.toast]
    if len(parts) == 1:
        return parts[0]
    return Decision(
        reason="+".join(part.reason for part in parts) or "nothing",
        entries=tuple(body for part in parts for body in part.entries),
        says=tuple(say for part in parts for say in part.says),
        certificate=next((part.certificate for part in parts if part.certificate), None),
        toast=next((part.toast for part in parts if part.toast), ""),
    )
