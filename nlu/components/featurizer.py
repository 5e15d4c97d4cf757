"""The shared features as a Rasa component: normaliser, n-grams, concepts, sentence encoder.

The normaliser is inside and not a step of its own: RegexEntityExtractor needs the text as sent,
with its offsets.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.featurizer import Featurizer as RasaFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy import sparse

from nlu.featurizer import Featurizer, Row


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SharedFeaturizer(RasaFeaturizer[Any], GraphComponent):  # type: ignore[misc]
    """Gives Rasa's classifier the very features that the embedded engine learns from."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`scale` stretches unit vectors: Rasa's logistic regression keeps its penalty at 1.

        `at_least` drops n-grams of fewer training sentences: they cost Rasa's solver minutes.
        """
        return {**RasaFeaturizer.get_default_config(), "scale": 4.0, "at_least": 2}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing but numbers: checked where they are used."""

    @staticmethod
    def required_packages() -> list[str]:
        """Only names that are the same as import and as distribution."""
        return ["numpy", "scipy"]

    def __init__(
        self,
        config: dict[str, Any],
        name: str,
        model_storage: ModelStorage,
        resource: Resource,
        featurizer: Featurizer | None = None,
    ) -> None:
        """Keep where the model lives; `featurizer` is absent before training."""
        super().__init__(name, config)
        self._model_storage = model_storage
        self._resource = resource
        self._featurizer = featurizer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SharedFeaturizer:
        """An untrained component."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> SharedFeaturizer:
        """The component as `train` persisted it."""
        with model_storage.read_from(resource) as folder:
            words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
            idf = np.load(folder / "idf.npy", allow_pickle=False)
        vocabulary = {gram: column for column, gram in enumerate(words["vocabulary"])}
        featurizer = Featurizer(vocabulary, idf, bool(words["with_encoder"]))
        return cls(config, execution_context.node_name, model_storage, resource, featurizer)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the n-grams of the sentences that have an intent."""
        texts = [message.get(TEXT) for message in training_data.intent_examples]
        self._featurizer = Featurizer.fit(texts, at_least=int(self._config["at_least"]))
        words = {
            "vocabulary": list(self._featurizer.vocabulary),
            "with_encoder": self._featurizer.with_encoder,
        }
        with self._model_storage.write_to(self._resource) as folder:
            (folder / "words.json").write_text(json.dumps(words), encoding="utf-8")
            np.save(folder / "idf.npy", self._featurizer.idf)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Featurize every training sentence."""
        self.process([m for m in training_data.training_examples if m.get(TEXT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add one sparse and one dense sentence feature to each message."""
        assert self._featurizer is not None, "trained or loaded before use"
        texts = [message.get(TEXT) or "" for message in messages]
        for message, row in zip(messages, self._featurizer.rows(texts)):  # noqa: B905 (3.10)
            self._add(message, row)
        return messages

    def _add(self, message: Message, row: Row) -> None:
        assert self._featurizer is not None
        scale = float(self._config["scale"])
        starts = np.zeros(len(row.columns), dtype=np.int32)
        shape = (1, len(self._featurizer.vocabulary))
        grams = sparse.coo_matrix((row.weights * scale, (starts, row.columns)), shape=shape)
        self._feature(message, grams)
        if row.sentence.size:
            self._feature(message, row.sentence[None, :] * scale)

    def _feature(self, message: Message, values: Any) -> None:
        message.add_features(Features(values, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
