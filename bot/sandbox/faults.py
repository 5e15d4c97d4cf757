"""Failures on order: the next calls or deliveries go wrong in a chosen way."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.records import Json

CALL_KINDS = ("429", "500", "timeout_before", "timeout_after", "reset")
DELIVERY_KINDS = ("duplicate_update", "reorder")
KINDS = CALL_KINDS + DELIVERY_KINDS
DEFAULT_HOLD_S = 30.0


@dataclass
class Fault:
    """How the next ``count`` calls (of ``method``, or of any) or deliveries go wrong.

    ``hold_s`` is how long a timed-out call is held open, in real seconds, before it is closed.
    """

    kind: str
    method: str | None = None
    count: int = 1
    retry_after: int = 1
    hold_s: float = DEFAULT_HOLD_S

    def view(self) -> Json:
        """The fault as ``/sandbox/faults`` shows it."""
        return {
            "kind": self.kind,
            "method": self.method,
            "count": self.count,
            "retry_after": self.retry_after,
        }


class Faults:
    """Faults waiting for their turn, first ordered, first served."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Order a fault."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Forget all that are waiting."""
        self._waiting.clear()

    def waiting(self) -> list[Json]:
        """Those not yet used up."""
        return [fault.view() for fault in self._waiting]

    def for_call(self, method: str) -> Fault | None:
        """The fault that meets this call, used up by one; method names ignore case."""
        for fault in self._waiting:
            named = fault.method is None or fault.method.lower() == method.lower()
            if named and fault.kind in CALL_KINDS:
                return self._use(fault)
        return None

    def for_delivery(self, kind: str) -> bool:
        """Whether the next delivery goes wrong in this way; uses the fault up by one."""
        for fault in self._waiting:
            if fault.kind == kind:
                self._use(fault)
                return True
        return False

    def _use(self, fault: Fault) -> Fault:
        fault.count -= 1
        if fault.count <= 0:
            self._waiting.remove(fault)
        return fault
