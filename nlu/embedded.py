"""The engine inside the bot's own process: no service, no network, ready in a second."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from nlu import classifier, encoder, rasa_yaml, thresholds
from nlu.classifier import Classifier, Vector
from nlu.clauses import clauses
from nlu.entities import find_entities
from nlu.language import detect
from nlu.plain import COURTESIES, says_something, too_long_for
from nlu.thresholds import Thresholds
from nlu.understanding import Audience, Understanding, nothing_said, said_by

NAME = "embedded"
DATA_DIR = Path(__file__).with_name("data") / "train"
_CODE = (
    "normalise.py", "cantonese.py", "ngrams.py", "concepts.py", "concepts.yml", "encoder.py",
    "featurizer.py", "classifier.py", "training.py", "rasa_yaml.py",
)  # fmt: skip
_LONGEST = 2000
_THRESHOLDS = "thresholds.json"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class EmbeddedEngine:
    """A trained model with its thresholds. Safe to share between threads: it never changes."""

    model: Classifier
    thresholds: Thresholds
    model_version: str

    @classmethod
    def load(
        cls,
        data_dir: Path | None = None,
        cache_dir: Path | None = None,
        tuned: Thresholds | None = None,
    ) -> EmbeddedEngine:
        """The engine for `data_dir` (default: the product's training set).

        Trains on first use, some seconds; then reads the cache, kept under a hash of data and
        code. `tuned` overrides the thresholds kept in `nlu/thresholds.json`. Raises DataError
        for training files that are not Rasa NLU YAML.
        """
        source = data_dir or DATA_DIR
        chosen = tuned or thresholds.load(NAME)
        digest = content_hash(source)
        model = _from_cache_or_trained(source, (cache_dir or default_cache()) / digest)
        model = replace(model, temperature=chosen.temperature)
        return cls(model, chosen, f"{NAME}-{digest[:12]}")

    @classmethod
    def open(cls, folder: Path) -> EmbeddedEngine:
        """The engine that `save` wrote; raises DataError where there is none."""
        try:
            model = classifier.load(folder)
        except (OSError, ValueError, KeyError) as error:
            raise rasa_yaml.DataError(f"{folder}: no trained model: {error}") from error
        chosen = thresholds.load(NAME, folder / _THRESHOLDS)
        kept = (folder / name for name in classifier.FILES)
        digest = hashlib.sha256(b"".join(file.read_bytes() for file in kept)).hexdigest()
        model = replace(model, temperature=chosen.temperature)
        return cls(model, chosen, f"{NAME}-{digest[:12]}")

    def save(self, folder: Path) -> None:
        """Write model and thresholds into `folder`, for `open`."""
        classifier.save(self.model, folder)
        thresholds.save({NAME: self.thresholds}, folder / _THRESHOLDS)

    def warm_up(self) -> None:
        """Load the encoder now, so that the first client does not wait for it."""
        self.parse("准备好 ready")

    def parse(self, text: str, audience: Audience = "") -> Understanding:
        """Read one message, of any length and script; never raises for a string."""
        shown = text[:_LONGEST]
        if not says_something(shown):
            return nothing_said(NAME, self.model_version)
        parts = clauses(shown)
        texts = [shown, *parts] if len(parts) > 1 else [shown]
        chances = self._among(self.model.probabilities(texts), audience)
        first, second = np.argsort(chances[0])[::-1][:2]
        intent, confidence = self.model.intents[first], float(chances[0, first])
        accepted = self.thresholds.accepts(intent, confidence, audience)
        accepted = accepted and not too_long_for(intent, shown)
        return Understanding(
            intent=intent,
            confidence=confidence,
            accepted=accepted,
            runner_up=self.model.intents[second],
            runner_up_confidence=float(chances[0, second]),
            intents=self._several(intent if accepted else None, chances[1:], audience),
            entities=find_entities(shown),
            language=detect(shown),
            engine=NAME,
            model_version=self.model_version,
        )

    def _among(self, chances: Vector, audience: Audience) -> Vector:
        """The chances among what this audience says, given that it is one of these."""
        meant = np.array([said_by(intent, audience) for intent in self.model.intents])
        kept = np.where(meant, chances, 0.0)
        total = kept.sum(axis=1, keepdims=True)
        return kept / total if meant.any() and total.all() else chances

    def margins(self, texts: Sequence[str]) -> Vector:
        """Raw margins, one row a text: for choosing thresholds and for reports."""
        return self.model.margins(self.model.featurizer.rows(texts))

    def _several(self, whole: str | None, chances: Vector, audience: Audience) -> tuple[str, ...]:
        """What the clauses say in their order; the whole's own reading is always among it."""
        said: list[str] = []
        for row in chances:
            best = int(row.argmax())
            intent = self.model.intents[best]
            if intent in COURTESIES or intent in said:
                continue
            if self.thresholds.accepts(intent, float(row[best]), audience):
                said.append(intent)
        if whole is not None and whole not in said:
            return (whole, *said) if whole not in COURTESIES or not said else tuple(said)
        return tuple(said)


def default_cache() -> Path:
    """Where trained models are kept: the user's cache folder."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "casebot" / "nlu"


def content_hash(source: Path) -> str:
    """A hash of everything that a trained model depends on: data, code and encoder."""
    digest = hashlib.sha256((encoder.version() or "no encoder").encode())
    for file in (*rasa_yaml.files(source), *_code_files()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def data_hash(source: Path) -> str:
    """A hash of the training files alone: what thresholds were chosen on."""
    digest = hashlib.sha256()
    for file in rasa_yaml.files(source):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _code_files() -> list[Path]:
    return [Path(__file__).with_name(name) for name in _CODE]


def _from_cache_or_trained(source: Path, folder: Path) -> Classifier:
    try:
        return classifier.load(folder)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError) as error:
        log.warning("model cache unreadable, training anew", extra={"reason": str(error)})
    return _train(source, folder)


def _train(source: Path, folder: Path) -> Classifier:
    # Imported only here: serving from the cache needs neither scikit-learn nor scipy.
    from nlu.training import train

    examples = rasa_yaml.read(source)
    if len({e.intent for e in examples}) < 2:
        raise rasa_yaml.DataError(f"{source}: one intent alone leaves nothing to learn")
    model = train([e.text for e in examples], [e.intent for e in examples])
    try:
        classifier.save(model, folder)
    except OSError as error:
        log.warning("model cache not writable", extra={"reason": str(error)})
    return model
