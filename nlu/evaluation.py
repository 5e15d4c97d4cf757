"""Measures an engine on labelled sentences."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlu.assent import assent
from nlu.rasa_yaml import Example
from nlu.understanding import OUT_OF_SCOPE, Audience, Understanding

# Traps are labelled so: sentences near an intent that are not of it.
NOT = "not_"
# Public sets write it their own way.
_OUT = frozenset({OUT_OF_SCOPE, "oos"})


@dataclass(frozen=True)
class Judged:
    """One sentence, what it is, what the engine made of it and in how many milliseconds."""

    example: Example
    read: Understanding
    ms: float

    @property
    def right(self) -> bool:
        """Whether the reading is the label."""
        return self.read.intent == self.example.intent or (self.out and self.read.intent in _OUT)

    @property
    def out(self) -> bool:
        """Whether the sentence is out of scope."""
        return self.example.intent in _OUT


def judge(
    parse: Callable[..., Understanding], examples: Iterable[Example], *, writer_known: bool = False
) -> list[Judged]:
    """Read every sentence once, timed one by one; `writer_known` tells clients from staff."""
    return [
        _timed(parse, example, _writer(example) if writer_known else "") for example in examples
    ]


def _writer(example: Example) -> Audience:
    return "staff" if example.intent.startswith("staff_") else "client"


def _timed(parse: Callable[..., Understanding], example: Example, writer: Audience) -> Judged:
    start = time.perf_counter()
    read = parse(example.text, writer)
    return Judged(example, read, (time.perf_counter() - start) * 1000)


def measure(judged: Sequence[Judged]) -> dict[str, Any]:
    """The report as plain JSON values; shares are between 0 and 1, None where nothing counts."""
    plain = [j for j in judged if not j.example.intent.startswith(NOT)]
    traps = [j for j in judged if j.example.intent.startswith(NOT)]
    languages = sorted({j.example.language or "unknown" for j in plain})
    return {
        "sentences": len(judged),
        **_quality(plain),
        "false_confirms": _false_confirms(judged),
        "assent": _assent(judged),
        "traps": _traps(traps),
        "per_language": {
            name: _quality([j for j in plain if (j.example.language or "unknown") == name])
            for name in languages
        },
        "per_intent": _per_intent(plain),
        "confusion": _confusion(plain),
        "latency_ms": _latency(judged),
    }


def _quality(judged: Sequence[Judged]) -> dict[str, Any]:
    inside = [j for j in judged if not j.out]
    outside = [j for j in judged if j.out]
    accepted = [j for j in inside if j.read.accepted]
    return {
        "labelled": len(judged),
        "accuracy": _share(j.right for j in judged),
        "in_scope_accuracy": _share(j.right for j in inside),
        "macro_f1": _macro_f1(judged),
        "coverage": _share(j.read.accepted for j in inside),
        "accepted_accuracy": _share(j.right for j in accepted),
        "out_of_scope": len(outside),
        "out_of_scope_rejected": _share(not j.read.accepted for j in outside),
    }


def _share(hits: Iterable[bool]) -> float | None:
    counted = list(hits)
    return round(sum(counted) / len(counted), 4) if counted else None


def _per_intent(judged: Sequence[Judged]) -> dict[str, dict[str, Any]]:
    return {intent: _one_intent(judged, intent) for intent in _intents(judged)}


def _intents(judged: Sequence[Judged]) -> list[str]:
    return sorted({j.example.intent for j in judged})


def _one_intent(judged: Sequence[Judged], intent: str) -> dict[str, Any]:
    own = [j for j in judged if j.example.intent == intent]
    hits = sum(j.right for j in own)
    others = sum(not j.right and j.read.intent == intent for j in judged)
    precision = hits / (hits + others) if hits + others else 0.0
    recall = hits / len(own)
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {
        "sentences": len(own),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "coverage": _share(j.read.accepted for j in own),
    }


def _macro_f1(judged: Sequence[Judged]) -> float | None:
    scores = [one["f1"] for one in _per_intent(judged).values()]
    return round(float(np.mean(scores)), 4) if scores else None


def _confusion(judged: Sequence[Judged]) -> list[dict[str, Any]]:
    pairs = Counter((j.example.intent, j.read.intent) for j in judged if not j.right)
    return [{"is": a, "read_as": b, "times": n} for (a, b), n in pairs.most_common()]


def _false_confirms(judged: Sequence[Judged]) -> dict[str, Any]:
    """Sentences read as `confirm` that are none: accepted ones, and highest class alone."""
    wrong = [j for j in judged if j.example.intent != "confirm" and j.read.intent == "confirm"]
    return {
        "of": sum(j.example.intent != "confirm" for j in judged),
        "accepted": sum(j.read.accepted for j in wrong),
        "highest_class": len(wrong),
    }


def _assent(judged: Sequence[Judged]) -> dict[str, Any]:
    """What the closed-vocabulary reader, which alone may offer to confirm, makes of the same."""
    offered = [j.example for j in judged if assent(j.example.text).kind == "assent"]
    false = [e for e in offered if e.intent != "confirm"]
    return {
        "confirms": sum(j.example.intent == "confirm" for j in judged),
        "offered": len(offered) - len(false),
        "false_offers": len(false),
        "false_offer_texts": [e.text for e in false],
    }


def _traps(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for j in judged:
        near = j.example.intent.removeprefix(NOT)
        row = found.setdefault(near, {"sentences": 0, "read_so": 0, "accepted_so": 0})
        row["sentences"] += 1
        row["read_so"] += j.read.intent == near
        row["accepted_so"] += j.read.intent == near and j.read.accepted
    return found


def _latency(judged: Sequence[Judged]) -> dict[str, float | None]:
    if not judged:
        return {"p50": None, "p99": None}
    times = [j.ms for j in judged]
    p50, p99 = np.percentile(times, [50, 99])
    return {"p50": round(float(p50), 2), "p99": round(float(p99), 2)}
