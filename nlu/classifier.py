"""The trained classifier: numbers only, so that a cache of it can do no harm."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.featurizer import Featurizer, Row

Vector = NDArray[np.float32]
FILES = ("weights.npz", "words.json")
_ARRAYS = ("idf", "of_ngrams", "anchors", "of_anchors", "bias")
# How fast likeness falls with the distance of two sentence vectors, and what it weighs beside
# shared n-grams: by cross-validation on the training set.
SPREAD = 0.7
LIKENESS = 3.0


@dataclass(frozen=True)
class Classifier:
    """One margin an intent; a softmax at `temperature` turns margins into probabilities.

    Linear in n-grams and concepts (`of_ngrams`), by likeness to the training sentences in their
    sentence vectors (`anchors`, `of_anchors`; both empty without the encoder).
    """

    featurizer: Featurizer
    intents: tuple[str, ...]
    of_ngrams: Vector
    anchors: Vector
    of_anchors: Vector
    bias: Vector
    temperature: float

    def margins(self, rows: Sequence[Row]) -> Vector:
        """One row a text: for each intent how far inside it the text lies."""
        total = np.stack([row.weights @ self.of_ngrams[row.columns] for row in rows]) + self.bias
        if self.anchors.size:
            sentences = np.stack([row.sentence for row in rows])
            with one_thread():
                total = total + likeness(sentences, self.anchors) @ self.of_anchors
        return np.asarray(total, dtype=np.float32)

    def probabilities(self, texts: Sequence[str]) -> Vector:
        """One row a text, one column an intent."""
        return softmax(self.margins(self.featurizer.rows(texts)), self.temperature)


def likeness(some: Vector, others: Vector) -> Vector:
    """How alike unit vectors are: LIKENESS for the same, towards 0 with their distance."""
    grown = some @ others.T
    grown -= 1.0
    grown *= 2.0 * SPREAD
    np.exp(grown, out=grown)
    grown *= LIKENESS
    return grown


def softmax(margins: Vector, temperature: float) -> Vector:
    """Probabilities by row; a lower temperature is surer of itself."""
    scaled = margins / temperature
    grown = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), dtype=np.float32)


def one_thread() -> Any:
    """A block in which BLAS keeps to one thread: on so little several only wait for each other."""
    return _pools().limit(limits=1)


@lru_cache(maxsize=1)
def _pools() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def save(model: Classifier, folder: Path) -> None:
    """Write the model as one npz and one json file, each put in place whole."""
    folder.mkdir(parents=True, exist_ok=True)
    words = {
        "intents": model.intents,
        "temperature": model.temperature,
        "with_encoder": model.featurizer.with_encoder,
        "vocabulary": list(model.featurizer.vocabulary),
    }
    # Named by the process: two that train at once must not write into one another's file.
    part = folder / f"weights.{os.getpid()}.part.npz"
    arrays = {name: getattr(model, name) for name in _ARRAYS if name != "idf"}
    np.savez(part, allow_pickle=False, idf=model.featurizer.idf, **arrays)
    part.replace(folder / "weights.npz")
    part = folder / f"words.{os.getpid()}.part.json"
    part.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    part.replace(folder / "words.json")


def load(folder: Path) -> Classifier:
    """Read what `save` wrote; raises OSError, ValueError or KeyError for anything else."""
    words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    try:
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            kept = {name: arrays[name] for name in _ARRAYS}
    except zipfile.BadZipFile as error:
        raise ValueError(f"{folder}: {error}") from error
    vocabulary = {gram: column for column, gram in enumerate(words["vocabulary"])}
    featurizer = Featurizer(vocabulary, kept.pop("idf"), bool(words["with_encoder"]))
    if len(vocabulary) != len(kept["of_ngrams"]) or len(words["intents"]) != len(kept["bias"]):
        raise ValueError(f"{folder}: the two files do not belong together")
    return Classifier(
        featurizer, tuple(words["intents"]), temperature=float(words["temperature"]), **kept
    )
