"""What a reader of values answers: one value, or a doubt with its candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Read(Generic[T]):
    """One value, certain; `start` and `end` are offsets into the text as sent."""

    value: T
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Doubt(Generic[T]):
    """Something was said that cannot be taken for one value: ask back with the candidates.

    `candidates` may be empty: a value was meant, but none can be named.
    """

    candidates: tuple[T, ...]
    reason: str


def settle(found: Sequence[Read[T] | Doubt[T]]) -> Read[T] | Doubt[T] | None:
    """One answer from all that was found: equal values agree, different ones are a doubt."""
    reads = [item for item in found if isinstance(item, Read)]
    doubts = [item for item in found if isinstance(item, Doubt)]
    if doubts:
        named = [*(c for d in doubts for c in d.candidates), *(r.value for r in reads)]
        return Doubt(_distinct(named), doubts[0].reason)
    values = _distinct([r.value for r in reads])
    if len(values) > 1:
        return Doubt(values, "more than one value")
    return reads[0] if reads else None


def _distinct(values: Sequence[T]) -> tuple[T, ...]:
    kept: list[T] = []
    for value in values:
        if value not in kept:
            kept.append(value)
    return tuple(kept)
