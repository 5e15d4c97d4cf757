"""The sandbox's clock: real time plus an offset, or standing still until it is moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Listener = Callable[[datetime], None]
MAX_ADVANCE_S = 20 * 366 * 86_400.0


class SandboxClock:
    """Tells the sandbox's time; it is callable, so it serves wherever a ``now()`` is wanted.

    Without ``frozen_at`` it runs with real time; with it, it moves only by :meth:`advance`.
    """

    def __init__(self, frozen_at: datetime | None = None) -> None:
        if frozen_at is not None and frozen_at.tzinfo is None:
            raise ValueError("frozen_at must be an aware datetime")
        self._frozen_at = frozen_at.astimezone(UTC) if frozen_at else None
        self._offset = timedelta()
        self.listeners: list[Listener] = []

    @property
    def frozen(self) -> bool:
        """Whether time stands still between two advances."""
        return self._frozen_at is not None

    def now(self) -> datetime:
        """The sandbox's present time, aware UTC."""
        return (self._frozen_at or datetime.now(UTC)) + self._offset

    __call__ = now

    def advance(self, seconds: float) -> datetime:
        """Move the clock forward and tell every listener the new time.

        ``seconds`` lies between 0 and twenty years; anything else raises ValueError.
        """
        if not 0 <= seconds <= MAX_ADVANCE_S:
            raise ValueError("a clock moves forward only, by at most twenty years at once")
        self._offset += timedelta(seconds=seconds)
        now = self.now()
        for listener in list(self.listeners):
            listener(now)
        return now
