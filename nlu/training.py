"""Fits the linear classifier; needs scikit-learn, which serving from the cache does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

from nlu.featurizer import Featurizer, Row
from nlu.linear import LinearModel, Vector, softmax

# Chosen by cross-validation on the training set.
_C = 1.0
_SENTENCE_WEIGHT = 1.0
_FOLDS = 4
_SEED = 20240
_TEMPERATURES = np.geomspace(0.03, 1.0, 40)


@dataclass(frozen=True)
class OutOfFold:
    """For each training sentence the margins of a model that had not seen it."""

    intents: tuple[str, ...]
    truth: NDArray[np.str_]
    margins: Vector


def train(texts: Sequence[str], intents: Sequence[str], temperature: float = 0.2) -> LinearModel:
    """Learn from raw texts; the same input gives the same model."""
    featurizer = Featurizer.fit(texts)
    rows = featurizer.rows(texts)
    with threadpool_limits(1):
        return _fit(
            featurizer,
            matrix_of(rows, featurizer, _SENTENCE_WEIGHT),
            np.array(intents),
            temperature,
        )


def out_of_fold(texts: Sequence[str], intents: Sequence[str]) -> OutOfFold:
    """Cross-fitted margins, for choosing the temperature and the thresholds."""
    featurizer = Featurizer.fit(texts)
    rows = featurizer.rows(texts)
    matrix = matrix_of(rows, featurizer, _SENTENCE_WEIGHT)
    truth = np.array(intents)
    names = tuple(sorted(set(intents)))
    margins = np.zeros((len(texts), len(names)), dtype=np.float32)
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    with threadpool_limits(1):
        for seen, held in folds.split(matrix, truth):
            model = _fit(featurizer, matrix[seen], truth[seen], 1.0)
            margins[held] = np.stack([model.margins(rows[i]) for i in held])
    return OutOfFold(names, truth, margins)


def best_temperature(held: OutOfFold) -> float:
    """The temperature that makes the held-out truth likeliest."""
    column = {name: i for i, name in enumerate(held.intents)}
    right = np.array([column[name] for name in held.truth])

    def loss(temperature: float) -> float:
        chances = softmax(held.margins, temperature)[np.arange(len(right)), right]
        return float(-np.log(np.maximum(chances, 1e-9)).mean())

    return float(min(_TEMPERATURES, key=loss))


def retempered(model: LinearModel, temperature: float) -> LinearModel:
    """The same model at another temperature."""
    return replace(model, temperature=temperature)


def _fit(
    featurizer: Featurizer, matrix: sparse.csr_matrix, truth: NDArray[np.str_], temperature: float
) -> LinearModel:
    machine = LinearSVC(C=_C, random_state=_SEED).fit(matrix, truth)
    weights = _one_column_an_intent(machine.coef_).astype(np.float32)
    bias = _one_column_an_intent(machine.intercept_[:, None])[0].astype(np.float32)
    grams = len(featurizer.vocabulary)
    return LinearModel(
        featurizer=featurizer,
        intents=tuple(str(name) for name in machine.classes_),
        of_ngrams=np.ascontiguousarray(weights[:grams]),
        of_sentence=np.ascontiguousarray(weights[grams:] * _SENTENCE_WEIGHT),
        bias=bias,
        temperature=temperature,
    )


def _one_column_an_intent(coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
    """Two classes come as one row for the second; every other number as one row a class."""
    if len(coefficients) == 1:
        coefficients = np.vstack([-coefficients, coefficients])
    return coefficients.T


def matrix_of(
    rows: Sequence[Row], featurizer: Featurizer, sentence_weight: float
) -> sparse.csr_matrix:
    """One row a text: its n-grams and concepts, then its sentence vector at that weight."""
    starts = np.cumsum([0, *(len(row.columns) for row in rows)])
    grams = sparse.csr_matrix(
        (
            np.concatenate([row.weights for row in rows]),
            np.concatenate([row.columns for row in rows]),
            starts,
        ),
        shape=(len(rows), len(featurizer.vocabulary)),
    )
    sentences = np.stack([row.sentence for row in rows]) * sentence_weight
    return sparse.hstack([grams, sparse.csr_matrix(sentences)], format="csr", dtype=np.float64)
