"""Medians of interleaved rounds: what slows the machine slows all of them, so ratios hold."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

ROUNDS = 15


@dataclass(frozen=True)
class Subject:
    """Something measured: `work` does it once; `against` names the subject it is compared with."""

    name: str
    work: Callable[[], Awaitable[None]]
    against: str = ""


async def measured(subjects: Sequence[Subject], rounds: int = ROUNDS) -> dict[str, float]:
    """Median seconds of each subject by name; the first round warms up and is not counted."""
    taken: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    for _ in range(rounds + 1):
        for subject in subjects:
            begun = perf_counter()
            await subject.work()
            taken[subject.name].append(perf_counter() - begun)
    return {name: median(times[1:]) for name, times in taken.items()}


def table(subjects: Sequence[Subject], medians: dict[str, float]) -> list[str]:
    """The figures as lines for people: milliseconds, and how many times the base of comparison."""
    width = max(len(subject.name) for subject in subjects)
    lines = [f"{'subject':<{width}}  {'median':>10}  ratio"]
    for subject in subjects:
        line = f"{subject.name:<{width}}  {medians[subject.name] * 1000:>7.2f} ms"
        if subject.against:
            ratio = medians[subject.name] / medians[subject.against]
            line += f"  {ratio:.3g} × {subject.against}"
        lines.append(line)
    return lines
