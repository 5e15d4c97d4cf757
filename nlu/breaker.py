"""A circuit breaker: a service that keeps failing is left alone for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

State = Literal["closed", "open", "half-open"]


@dataclass
class Breaker:
    """Opens after `failures` in a row; after `pause_s` one call may try again.

    `clock` counts seconds from any start and never goes back.
    """

    failures: int = 3
    pause_s: float = 30.0
    clock: Callable[[], float] = time.monotonic
    opened: int = 0
    _in_a_row: int = 0
    _open_since: float | None = None
    _trying: bool = False

    @property
    def state(self) -> State:
        """Whether calls go through: `half-open` lets one through to try."""
        if self._open_since is None:
            return "closed"
        return "half-open" if self.clock() - self._open_since >= self.pause_s else "open"

    def lets_through(self) -> bool:
        """Whether to call now; a half-open breaker says yes once."""
        if self.state == "closed":
            return True
        if self.state == "open" or self._trying:
            return False
        self._trying = True
        return True

    def succeeded(self) -> None:
        """The service answered: calls go through again."""
        self._in_a_row, self._open_since, self._trying = 0, None, False

    def gave_up(self) -> None:
        """The caller went away before the service could answer: nothing was learnt."""
        self._trying = False

    def failed(self) -> None:
        """The service failed once more."""
        self._in_a_row += 1
        if self._trying or self._in_a_row >= self.failures:
            self._open_since = self.clock()
            self.opened += 1
        self._trying = False
