"""The log of every Bot API call received."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.records import Json

KEPT = 20_000


@dataclass(frozen=True)
class Call:
    """One call: what was asked, what was answered (or lost), and by which fault."""

    seq: int
    at: datetime
    method: str
    parameters: Json
    status: int
    answer: Json | None
    fault: str | None

    def view(self) -> Json:
        """The call as ``GET /sandbox/calls`` shows it."""
        return {
            "seq": self.seq,
            "at": self.at.isoformat(),
            "method": self.method,
            "parameters": self.parameters,
            "status": self.status,
            "answer": self.answer,
            "fault": self.fault,
        }


class CallLog:
    """The last twenty thousand calls, numbered from 1."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self._seq = 0

    def add(
        self,
        at: datetime,
        method: str,
        parameters: Json,
        status: int,
        answer: Json | None,
        fault: str | None,
    ) -> Call:
        """Write a call down and return it with its number."""
        self._seq += 1
        call = Call(self._seq, at, method, parameters, status, answer, fault)
        self._calls.append(call)
        return call

    def after(self, seq: int) -> list[Call]:
        """Calls with a number greater than ``seq``, oldest first."""
        return [call for call in self._calls if call.seq > seq]
