"""People: who acts, in what role, and what that role may do (domain.md 2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

HANDLER: Final = "handler"
BRANCH_MANAGER: Final = "branch_manager"
COMPLIANCE: Final = "compliance"
LEGAL: Final = "legal"
FINANCE: Final = "finance"
ORDER_REVIEWER: Final = "order_reviewer"
AUDITOR: Final = "auditor"
ADMIN: Final = "admin"

STAFF_ROLES: Final = (
    HANDLER, BRANCH_MANAGER, COMPLIANCE, LEGAL, FINANCE, ORDER_REVIEWER, AUDITOR, ADMIN,
)  # fmt: skip


@dataclass(frozen=True)
class Actor:
    """Who did it, named as they then were; `role` is a staff role, client, stranger or bot."""

    role: str
    id: str
    name: str = ""

    @property
    def is_staff(self) -> bool:
        """Whether this is a person of the firm."""
        return self.role in STAFF_ROLES


BOT: Final = Actor("bot", "bot")

_MAY: Final[dict[str, frozenset[str]]] = {
    "case.read": frozenset(STAFF_ROLES) - {ADMIN},
    "alert.resolve.low": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE}),
    "alert.resolve.medium": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE}),
    "alert.resolve.high": frozenset({COMPLIANCE}),
    "alert.raise": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE, LEGAL}),
    "documents.accept": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE}),
    "documents.reject": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE}),
    "documents.more_time": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE}),
    "suspension.acknowledge": frozenset({COMPLIANCE}),
    "suspension.lift": frozenset({COMPLIANCE}),
    "suspension.extend": frozenset({COMPLIANCE}),
    "closing.check": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE}),
    "closing.approve.low": frozenset({BRANCH_MANAGER, COMPLIANCE}),
    "closing.approve.medium": frozenset({BRANCH_MANAGER, COMPLIANCE}),
    "closing.approve.high": frozenset({COMPLIANCE}),
    "closing.flag": frozenset({FINANCE, BRANCH_MANAGER}),
    "closing.partial": frozenset({HANDLER, BRANCH_MANAGER}),
    "closing.failed": frozenset({COMPLIANCE, LEGAL}),
    "contact.call": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE, LEGAL}),
    "task.done": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE, LEGAL, FINANCE}),
    "message.repeat": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE}),
    "person.invite": frozenset({HANDLER, BRANCH_MANAGER, COMPLIANCE, ADMIN}),
    "group.bind": frozenset({BRANCH_MANAGER, COMPLIANCE, ADMIN}),
}


def may(role: str, action: str) -> bool:
    """Whether a role may do an action. Raises KeyError for an action nobody has defined."""
    return role in _MAY[action]


def who_may(action: str) -> frozenset[str]:
    """The roles that may do an action. Raises KeyError for an action nobody has defined."""
    return _MAY[action]
