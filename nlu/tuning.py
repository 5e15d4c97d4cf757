"""Chooses thresholds by risk and coverage, on predictions a model made of sentences unseen."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.classifier import Vector, softmax
from nlu.thresholds import LOWEST_KNOWN, Thresholds, load, save
from nlu.training import OutOfFold, best_temperature, out_of_fold
from nlu.understanding import CONSEQUENTIAL, OUT_OF_SCOPE, Audience, said_by

# Wrongly taken, these cost a right, a procedure or trust.
WEIGHTY_INTENTS = CONSEQUENTIAL | {"confirm", "report_emergency", "dispute_amount"}
# An intent has some 170 sentences: its own curve is steadied by this many from all classes.
_STEADY = 60.0
_GRID = np.round(np.arange(0.30, 0.991, 0.01), 2)
_HIGHEST = 0.90


@dataclass(frozen=True)
class Seen:
    """What an engine made of one sentence it had not learnt from."""

    truth: str
    intent: str
    confidence: float


@dataclass(frozen=True)
class Wanted:
    """The share that must be right of what is acted on, and where that has consequences."""

    ordinary: float
    weighty: float


# Held-out training sentences are harder than what people send (no near neighbour is left among
# the rest), so these are lower bounds. Rasa's logistic regression learns from two folds of three
# there and loses more by it, so that the same shares would cost it more coverage.
WANTED = {"embedded": Wanted(0.93, 0.96), "rasa": Wanted(0.90, 0.94)}


def choose(seen: Sequence[Seen], temperature: float, wanted: Wanted) -> Thresholds:
    """The lowest thresholds that keep each intent's share of right ones."""
    right = np.array([s.truth == s.intent for s in seen])
    sure = np.array([s.confidence for s in seen])
    read = np.array([s.intent for s in seen])
    acted = read != OUT_OF_SCOPE
    overall = _precision(right[acted], sure[acted])
    default = _lowest(overall, wanted.ordinary)
    intents = {}
    for intent in sorted(set(read[acted].tolist())):
        own = read == intent
        curve = _steadied(right[own], sure[own], overall)
        intents[intent] = _lowest(
            curve, wanted.weighty if intent in WEIGHTY_INTENTS else wanted.ordinary
        )
    return Thresholds(default, temperature, intents)


def tune_embedded(texts: Sequence[str], intents: Sequence[str]) -> Thresholds:
    """Thresholds for the embedded engine, by cross-fitting on its own training set."""
    repeated = [intent for intent, n in Counter(intents).items() if n > 1]
    if len(repeated) < 2:
        # Nothing can be held out: too little data to choose anything on.
        return Thresholds()
    held = out_of_fold(texts, intents)
    temperature = best_temperature(held)
    chances = softmax(held.margins, temperature)
    anybody = choose(_seen(held, chances, ("",)), temperature, WANTED["embedded"])
    told = choose(_seen(held, chances, ("client", "staff")), temperature, WANTED["embedded"])
    floor = {intent: max(limit, LOWEST_KNOWN) for intent, limit in told.intents.items()}
    return replace(anybody, known=floor)


def _seen(held: OutOfFold, chances: Vector, audiences: Sequence[Audience]) -> list[Seen]:
    """What was read of each sentence, said by those of `audiences` who may say it."""
    seen = []
    for audience in audiences:
        meant = np.array([said_by(intent, audience) for intent in held.intents])
        among = np.where(meant, chances, 0.0)
        among /= among.sum(axis=1, keepdims=True)
        best = among.argmax(axis=1)
        seen += [
            Seen(str(truth), held.intents[i], float(row[i]))
            for truth, i, row in zip(held.truth, best, among, strict=True)
            if said_by(str(truth), audience)
        ]
    return seen


def write(file: Path, engines: Mapping[str, Thresholds], data_hash: str) -> None:
    """Write `thresholds.json`; engines not named keep what was chosen for them."""
    kept = {name: load(name, file) for name in ("embedded", "rasa") if name not in engines}
    how = (
        "Chosen by `python -m nlu tune` on out-of-fold predictions of the training set: per "
        f"intent the lowest confidence at which enough of the readings are right: {_shares()} "
        f"(the second share for {', '.join(sorted(WEIGHTY_INTENTS))})."
    )
    old = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    known = old.get("training_data")
    learnt = {**(known if isinstance(known, dict) else {}), **dict.fromkeys(engines, data_hash)}
    save({**kept, **engines}, file, how=how, training_data=learnt)


def _shares() -> str:
    return ", ".join(f"{name} {w.ordinary:.0%} and {w.weighty:.0%}" for name, w in WANTED.items())


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
