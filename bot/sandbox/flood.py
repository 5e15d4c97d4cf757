"""Telegram's sending limits as token buckets on the sandbox's clock."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.errors import too_many_requests


@dataclass(frozen=True)
class Limits:
    """Messages per second and the burst that is forgiven, by kind of limit."""

    overall_per_s: float = 30.0
    overall_burst: int = 30
    chat_per_s: float = 1.0
    chat_burst: int = 5
    group_per_s: float = 20 / 60
    group_burst: int = 20


@dataclass
class Bucket:
    """A bucket that refills at ``rate`` tokens per second up to ``burst``."""

    rate: float
    burst: int
    tokens: float
    at: datetime

    def wait_s(self, now: datetime) -> float:
        """Refill, and say how many seconds are missing until one token is there."""
        gained = max(0.0, (now - self.at).total_seconds()) * self.rate
        self.tokens = min(float(self.burst), self.tokens + gained)
        self.at = now
        return 0.0 if self.tokens >= 1 else (1 - self.tokens) / self.rate


@dataclass
class Flood:
    """Refuses messages that come too fast; ``enabled`` is off unless asked for."""

    enabled: bool = False
    limits: Limits = field(default_factory=Limits)
    _buckets: dict[int, Bucket] = field(default_factory=dict)

    def check(self, chat_id: int, now: datetime) -> None:
        """Take one token for this chat, or raise 429 with the seconds to wait."""
        if not self.enabled:
            return
        buckets = [self._bucket(0, now), self._bucket(chat_id, now)]
        missing = max(bucket.wait_s(now) for bucket in buckets)
        if missing > 0:
            raise too_many_requests(math.ceil(missing))
        for bucket in buckets:
            bucket.tokens -= 1

    def _bucket(self, key: int, now: datetime) -> Bucket:
        if key not in self._buckets:
            rate, burst = self._limit(key)
            self._buckets[key] = Bucket(rate, burst, float(burst), now)
        return self._buckets[key]

    def _limit(self, key: int) -> tuple[float, int]:
        limits = self.limits
        if key == 0:
            return limits.overall_per_s, limits.overall_burst
        if key < 0:
            return limits.group_per_s, limits.group_burst
        return limits.chat_per_s, limits.chat_burst
