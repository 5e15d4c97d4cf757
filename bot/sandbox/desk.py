"""The firm's side of the demo, as the page needs it; whoever runs the demo implements it."""

from __future__ import annotations

from typing import Any, Protocol


class Refused(Exception):
    """The firm's side refuses what the page asked for; the text is shown to the person."""


class Desk(Protocol):
    """What the page asks of the firm. A method may raise LookupError (404) or Refused (400)."""

    async def cases(self) -> list[dict[str, Any]]:
        """Rows: case_no, client, state, severity, handler, next_due, outcome."""

    async def casefile(self, case_no: str) -> dict[str, Any]:
        """One case: ``{case: {…}, entries: [{seq, at, actor, kind, body, cause, hashes}]}``."""

    async def intake(self, filename: str, data: bytes) -> dict[str, Any]:
        """An alert file: ``{taken, skipped, refused: [{row, column, value, reason}], cases}``."""

    async def alert(self, alert: dict[str, Any]) -> dict[str, Any]:
        """One alert: client_id, risk_type, severity, description."""

    async def clients(self) -> list[dict[str, Any]]:
        """Rows: client_id, name, person_id or null."""

    async def invite(self, client_id: str) -> dict[str, Any]:
        """An invitation: ``{link, payload, expires}``."""

    async def verify(self) -> dict[str, Any]:
        """Whether every case file is whole: ``{ok, entries, cases, first_broken}``."""
