"""Fits the classifier by weighted kernel ridge regression; serving from the cache needs none of it."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse
from sklearn.model_selection import StratifiedKFold

from nlu.classifier import Classifier, Vector, likeness, softmax
from nlu.featurizer import Featurizer, Row

# Chosen by cross-validation on the training set.
_RIDGE = 0.5
# A sentence weighs by its intent's rarity to this power: 1 would balance intents wholly.
_BALANCE = 0.5
_FOLDS = 4
_SEED = 20240
_BLOCK = 512
# The margin of an intent of which the others of the fold had no sentence.
_NEVER_SEEN = -3.0
_TEMPERATURES = np.geomspace(0.03, 1.0, 40)

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class OutOfFold:
    """For each training sentence the margins of a model that had not seen it."""

    intents: tuple[str, ...]
    truth: NDArray[np.str_]
    margins: Vector


@dataclass(frozen=True)
class _Learnt:
    """What each training sentence counts for each intent, and where margins start."""

    weights: Vector
    bias: Vector


def train(texts: Sequence[str], intents: Sequence[str], temperature: float = 0.2) -> Classifier:
    """Learn from raw texts; the same input gives the same model."""
    featurizer = Featurizer.fit(texts)
    rows = featurizer.rows(texts)
    grams, sentences = _grams(rows, featurizer), np.stack([row.sentence for row in rows])
    names, truth = np.unique(np.array(intents), return_inverse=True)
    learnt = _solved(_kernel(grams, sentences), truth, len(names))
    anchored = bool(sentences.size)
    return Classifier(
        featurizer=featurizer,
        intents=tuple(str(name) for name in names),
        of_ngrams=np.ascontiguousarray(grams.T @ learnt.weights, dtype=np.float32),
        anchors=sentences,
        of_anchors=learnt.weights if anchored else np.empty((0, len(names)), dtype=np.float32),
        bias=learnt.bias,
        temperature=temperature,
    )


def out_of_fold(texts: Sequence[str], intents: Sequence[str]) -> OutOfFold:
    """Cross-fitted margins, for choosing the temperature and the thresholds.

    Of two intents at least there must be two sentences or more.
    """
    featurizer = Featurizer.fit(texts)
    rows = featurizer.rows(texts)
    kernel = _kernel(_grams(rows, featurizer), np.stack([row.sentence for row in rows]))
    names, truth = np.unique(np.array(intents), return_inverse=True)
    margins = np.full((len(texts), len(names)), _NEVER_SEEN, dtype=np.float32)
    folds = min(_FOLDS, max(Counter(intents).values()))
    splits = StratifiedKFold(folds, shuffle=True, random_state=_SEED).split(truth, truth)
    with warnings.catch_warnings():
        # Sets of others may have intents of fewer sentences than there are folds.
        warnings.simplefilter("ignore", UserWarning)
        for seen, held in splits:
            known, part = np.unique(truth[seen], return_inverse=True)
            learnt = _solved(kernel[np.ix_(seen, seen)], part, len(known))
            found = kernel[np.ix_(held, seen)] @ learnt.weights + learnt.bias
            margins[np.ix_(held, known)] = found
    return OutOfFold(tuple(str(name) for name in names), np.array(intents), margins)


def best_temperature(held: OutOfFold) -> float:
    """The temperature that makes the held-out truth likeliest."""
    column = {name: i for i, name in enumerate(held.intents)}
    right = np.array([column[name] for name in held.truth])

    def loss(temperature: float) -> float:
        chances = softmax(held.margins, temperature)[np.arange(len(right)), right]
        return float(-np.log(np.maximum(chances, 1e-9)).mean())

    return float(min(_TEMPERATURES, key=loss))


def _kernel(grams: sparse.csr_matrix, sentences: Vector) -> Vector:
    """How alike each two training sentences are; block by block, as the sparse product is dense."""
    size = grams.shape[0]
    kernel = np.empty((size, size), dtype=np.float32)
    turned = grams.T.tocsc()
    for start in range(0, size, _BLOCK):
        part = slice(start, start + _BLOCK)
        kernel[part] = (grams[part] @ turned).toarray()
        if sentences.size:
            kernel[part] += likeness(sentences[part], sentences)
    return kernel


def _solved(kernel: Vector, truth: Numbers, intents: int) -> _Learnt:
    """Solve for the weights; `kernel` is used up."""
    counts = np.bincount(truth, minlength=intents)
    weights = ((len(truth) / (intents * counts)) ** _BALANCE)[truth]
    targets = np.where(np.eye(intents)[truth] > 0, 1.0, -1.0)
    bias = (targets * weights[:, None]).sum(axis=0) / weights.sum()
    kernel[np.diag_indices_from(kernel)] += (_RIDGE / weights).astype(np.float32)
    found = linalg.solve(
        kernel,
        (targets - bias).astype(np.float32),
        assume_a="pos",
        overwrite_a=True,
        check_finite=False,
    )
    return _Learnt(np.ascontiguousarray(found, dtype=np.float32), bias.astype(np.float32))


def _grams(rows: Sequence[Row], featurizer: Featurizer) -> sparse.csr_matrix:
    """One row a text: its n-grams and concepts."""
    starts = np.cumsum([0, *(len(row.columns) for row in rows)])
    return sparse.csr_matrix(
        (
            np.concatenate([row.weights for row in rows]),
            np.concatenate([row.columns for row in rows]),
            starts,
        ),
        shape=(len(rows), len(featurizer.vocabulary)),
    )


def matrix_of(rows: Sequence[Row], featurizer: Featurizer) -> sparse.csr_matrix:
    """One row a text: its n-grams and concepts, then its sentence vector."""
    sentences = np.stack([row.sentence for row in rows])
    return sparse.hstack(
        [_grams(rows, featurizer), sparse.csr_matrix(sentences)], format="csr", dtype=np.float64
    )
