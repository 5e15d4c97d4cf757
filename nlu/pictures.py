"""The report's pictures; importing this needs matplotlib (extra `report`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib
import numpy as np

from nlu.evaluation import Judged

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.figure import Figure


def confusion(judged: Sequence[Judged], path: Path) -> Path:
    """Which intents are taken for which: rows are the truth, shares of the row."""
    names = sorted({name for j in judged for name in (j.example.intent, j.read.intent)})
    at = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(names), len(names)))
    for j in judged:
        table[at[j.example.intent], at[j.read.intent]] += 1
    shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    figure, axes = plt.subplots(figsize=(11, 10))
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("read as")
    axes.set_ylabel("is")
    return _saved(figure, path)


def risk_coverage(curve: Sequence[Sequence[float]], engine: str, path: Path) -> Path:
    """How many of the in-scope readings are right, by how many are acted on."""
    figure, axes = plt.subplots(figsize=(6, 4))
    axes.plot([point[0] for point in curve], [point[1] for point in curve], marker=".")
    axes.axhline(0.97, linewidth=0.8, linestyle="--", color="grey")
    axes.axvline(0.80, linewidth=0.8, linestyle="--", color="grey")
    axes.set_xlabel("coverage: share of in-scope sentences acted on")
    axes.set_ylabel("share of them right")
    axes.set_title(f"{engine} engine, test set")
    axes.grid(alpha=0.3)
    return _saved(figure, path)


def _saved(figure: Figure, path: Path) -> Path:
    figure.tight_layout()
    figure.savefig(path, dpi=110, metadata={"Software": None})
    plt.close(figure)
    return path
