"""Thresholds for the Rasa engine, without a server: its pipeline is our features and one model.

The classifier is built as Rasa's LogisticRegressionClassifier builds it from `config.yml`, so
what is held out here is what Rasa would have said.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from nlu.featurizer import Featurizer
from nlu.rasa_yaml import Example
from nlu.thresholds import Thresholds
from nlu.training import matrix_of
from nlu.tuning import WANTED, Seen, choose

_CONFIG = Path(__file__).with_name("config.yml")
_FOLDS = 3
_SEED = 42


def tune_rasa(examples: Sequence[Example]) -> Thresholds:
    """Thresholds on out-of-fold readings of the training set; some minutes."""
    ours, theirs = _pipeline()
    texts, truth = [e.text for e in examples], np.array([e.intent for e in examples])
    featurizer = Featurizer.fit(texts, at_least=int(ours["at_least"]))
    features = matrix_of(featurizer.rows(texts), featurizer) * float(ours["scale"])
    folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED)
    seen: list[Seen] = []
    with threadpool_limits(1):
        for learnt, held in folds.split(features, truth):
            model = _classifier(theirs).fit(features[learnt], truth[learnt])
            seen += _readings(model, features[held], truth[held])
    return choose(seen, 1.0, WANTED["rasa"])


def _pipeline() -> tuple[dict[str, Any], dict[str, Any]]:
    steps = yaml.safe_load(_CONFIG.read_text(encoding="utf-8"))["pipeline"]
    named = {step["name"].rsplit(".", 1)[-1]: step for step in steps}
    return named["SharedFeaturizer"], named["LogisticRegressionClassifier"]


def _classifier(step: dict[str, Any]) -> LogisticRegression:
    return LogisticRegression(
        solver=step["solver"],
        max_iter=int(step["max_iter"]),
        tol=float(step["tol"]),
        class_weight="balanced",
        random_state=_SEED,
    )


def _readings(model: LogisticRegression, features: sparse.csr_matrix, truth: Any) -> list[Seen]:
    chances = model.predict_proba(features)
    best = chances.argmax(axis=1)
    return [
        Seen(str(is_), str(model.classes_[i]), float(row[i]))
        for is_, i, row in zip(truth, best, chances, strict=True)
    ]
