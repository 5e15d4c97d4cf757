"""The features both engines learn from: n-grams, concepts and a sentence vector."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlu import encoder
from nlu.concepts import concepts
from nlu.ngrams import ngrams
from nlu.normalise import normalise

# How much the trade's concepts weigh beside n-grams: by cross-validation on the training set.
_CONCEPT_WEIGHT = 0.5

# Emoji spelt out can make a message ten times as long.
_LONGEST = 2000

Vector = NDArray[np.float32]
Indices = NDArray[np.int32]


@dataclass(frozen=True)
class Row:
    """One text: its known n-grams and concepts (column, weight) and its sentence vector."""

    columns: Indices
    weights: Vector
    sentence: Vector


@dataclass(frozen=True)
class Featurizer:
    """Learned n-grams with their inverse document frequencies.

    Written here and not taken from scikit-learn so that serving needs neither scikit-learn nor
    scipy (one second of start-up) and Rasa's older scikit-learn sees the very same features.
    """

    vocabulary: dict[str, int]
    idf: Vector
    with_encoder: bool

    @classmethod
    def fit(cls, texts: Sequence[str], *, at_least: int = 1) -> Featurizer:
        """Learn from raw texts; n-grams seen in fewer than `at_least` texts are dropped."""
        seen: Counter[str] = Counter()
        for text in texts:
            plain = normalise(text)
            seen.update({*ngrams(plain), *concepts(plain)})
        kept = sorted(gram for gram, count in seen.items() if count >= at_least)
        idf = [math.log((1 + len(texts)) / (1 + seen[gram])) + 1 for gram in kept]
        vocabulary = {gram: column for column, gram in enumerate(kept)}
        return cls(vocabulary, np.array(idf, dtype=np.float32), encoder.version() is not None)

    @property
    def sentence_dimensions(self) -> int:
        """Length of the sentence vector: 0 without the encoder."""
        return encoder.DIMENSIONS if self.with_encoder else 0

    def rows(self, texts: Sequence[str]) -> list[Row]:
        """The features of raw texts, encoded in one batch."""
        plain = [normalise(text)[:_LONGEST] for text in texts]
        sentences = self._sentences(plain)
        return [self._row(text, sentence) for text, sentence in zip(plain, sentences, strict=True)]

    def _sentences(self, plain: Sequence[str]) -> Vector:
        if not self.with_encoder:
            return np.empty((len(plain), 0), dtype=np.float32)
        return encoder.encode(plain)

    def _row(self, plain: str, sentence: Vector) -> Row:
        of_grams, grams = self._weigh(ngrams(plain))
        of_concepts, named = self._weigh(Counter(concepts(plain)))
        return Row(
            np.concatenate([of_grams, of_concepts]),
            np.concatenate([grams, named * _CONCEPT_WEIGHT]).astype(np.float32),
            sentence,
        )

    def _weigh(self, found: Counter[str]) -> tuple[Indices, Vector]:
        """Columns and weights of the known ones, scaled to unit length."""
        counts = {self.vocabulary[key]: n for key, n in found.items() if key in self.vocabulary}
        columns = np.fromiter(counts.keys(), dtype=np.int32, count=len(counts))
        tf = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        weights = (1 + np.log(tf)) * self.idf[columns]
        return columns, weights / (float(np.linalg.norm(weights)) or 1.0)
