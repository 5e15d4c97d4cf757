"""A linear classifier over the features: numbers only, so that a cache of it can do no harm."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.featurizer import Featurizer, Row

Vector = NDArray[np.float32]


@dataclass(frozen=True)
class LinearModel:
    """One margin an intent; a softmax at `temperature` turns margins into probabilities."""

    featurizer: Featurizer
    intents: tuple[str, ...]
    of_ngrams: Vector
    of_sentence: Vector
    bias: Vector
    temperature: float

    def margins(self, row: Row) -> Vector:
        """The distance from each intent's boundary, in the order of `intents`."""
        total = row.weights @ self.of_ngrams[row.columns] + self.bias
        if row.sentence.size:
            total = total + row.sentence @ self.of_sentence
        return np.asarray(total, dtype=np.float32)

    def probabilities(self, texts: Sequence[str]) -> Vector:
        """One row a text, one column an intent."""
        margins = np.stack([self.margins(row) for row in self.featurizer.rows(texts)])
        return softmax(margins, self.temperature)


def softmax(margins: Vector, temperature: float) -> Vector:
    """Probabilities by row; a lower temperature is surer of itself."""
    scaled = margins / temperature
    grown = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), dtype=np.float32)


def save(model: LinearModel, folder: Path) -> None:
    """Write the model as one npz and one json file, each put in place whole."""
    folder.mkdir(parents=True, exist_ok=True)
    words = {
        "intents": model.intents,
        "temperature": model.temperature,
        "with_encoder": model.featurizer.with_encoder,
        "vocabulary": list(model.featurizer.vocabulary),
    }
    part = folder / "weights.part.npz"
    np.savez(
        part,
        idf=model.featurizer.idf,
        of_ngrams=model.of_ngrams,
        of_sentence=model.of_sentence,
        bias=model.bias,
    )
    part.replace(folder / "weights.npz")
    part = folder / "words.part.json"
    part.write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    part.replace(folder / "words.json")


def load(folder: Path) -> LinearModel:
    """Read what `save` wrote; raises OSError, ValueError or KeyError for anything else."""
    words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
        kept = {name: arrays[name] for name in ("idf", "of_ngrams", "of_sentence", "bias")}
    vocabulary = {gram: column for column, gram in enumerate(words["vocabulary"])}
    featurizer = Featurizer(vocabulary, kept.pop("idf"), bool(words["with_encoder"]))
    if len(vocabulary) != len(kept["of_ngrams"]) or len(words["intents"]) != len(kept["bias"]):
        raise ValueError(f"{folder}: the two files do not belong together")
    return LinearModel(
        featurizer, tuple(words["intents"]), temperature=float(words["temperature"]), **kept
    )
