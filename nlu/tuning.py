"""Chooses thresholds by risk and coverage, on predictions a model made of sentences unseen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.thresholds import Thresholds
from nlu.understanding import CONSEQUENTIAL, OUT_OF_SCOPE

# The share that must be right of what is acted on. Held-out training sentences are harder than
# what people send (no near neighbour is left among the rest), so these are lower bounds.
ORDINARY = 0.90
# Wrongly taken, these cost a right, a procedure or trust.
WEIGHTY = 0.95
WEIGHTY_INTENTS = CONSEQUENTIAL | {"confirm", "report_emergency", "dispute_amount"}
# A class has some eighty sentences: its own curve is steadied by this many from all classes.
_STEADY = 60.0
_GRID = np.round(np.arange(0.30, 0.991, 0.01), 2)
_HIGHEST = 0.90


@dataclass(frozen=True)
class Seen:
    """What an engine made of one sentence it had not learnt from."""

    truth: str
    intent: str
    confidence: float


def choose(seen: Sequence[Seen], temperature: float) -> Thresholds:
    """The lowest thresholds that keep each intent's share of right ones."""
    right = np.array([s.truth == s.intent for s in seen])
    sure = np.array([s.confidence for s in seen])
    read = np.array([s.intent for s in seen])
    acted = read != OUT_OF_SCOPE
    overall = _precision(right[acted], sure[acted])
    default = _lowest(overall, ORDINARY)
    intents = {}
    for intent in sorted(set(read[acted].tolist())):
        own = read == intent
        curve = _steadied(right[own], sure[own], overall)
        intents[intent] = _lowest(curve, WEIGHTY if intent in WEIGHTY_INTENTS else ORDINARY)
    return Thresholds(default, temperature, intents)


def tune_embedded(texts: Sequence[str], intents: Sequence[str]) -> Thresholds:
    """Thresholds for the embedded engine, by cross-fitting on its own training set."""
    from nlu.linear import softmax
    from nlu.training import best_temperature, out_of_fold

    held = out_of_fold(texts, intents)
    temperature = best_temperature(held)
    chances = softmax(held.margins, temperature)
    best = chances.argmax(axis=1)
    seen = [
        Seen(str(truth), held.intents[i], float(row[i]))
        for truth, i, row in zip(held.truth, best, chances, strict=True)
    ]
    return choose(seen, temperature)


def write(file: Path, engines: Mapping[str, Thresholds], data_hash: str) -> None:
    """Write `thresholds.json`; engines not named keep what was chosen for them."""
    kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    chosen = {**kept.get("engines", {}), **{name: t.as_dict() for name, t in engines.items()}}
    document = {
        "how": (
            "Chosen by `python -m nlu tune` on out-of-fold predictions of the training set: per "
            f"intent the lowest confidence at which {ORDINARY:.0%} of the readings are right, "
            f"{WEIGHTY:.0%} for {', '.join(sorted(WEIGHTY_INTENTS))}."
        ),
        "training_data": data_hash,
        "engines": chosen,
    }
    file.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _precision(right: NDArray[np.bool_], sure: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share right at each threshold of the grid; 1 where nothing is left."""
    above = sure[:, None] >= _GRID[None, :]
    left = above.sum(axis=0)
    good = (above & right[:, None]).sum(axis=0)
    return np.where(left > 0, good / np.maximum(left, 1), 1.0)


def _steadied(
    right: NDArray[np.bool_], sure: NDArray[np.float64], overall: NDArray[np.float64]
) -> NDArray[np.float64]:
    above = sure[:, None] >= _GRID[None, :]
    good = (above & right[:, None]).sum(axis=0)
    steadied: NDArray[np.float64] = (good + _STEADY * overall) / (above.sum(axis=0) + _STEADY)
    return steadied


def _lowest(precision: NDArray[np.float64], wanted: float) -> float:
    """The lowest threshold from which on the share right stays as wanted."""
    enough = np.flip(np.minimum.accumulate(np.flip(precision))) >= wanted
    return float(min(_GRID[enough][0], _HIGHEST)) if enough.any() else _HIGHEST
