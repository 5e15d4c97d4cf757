"""Reading what people say: intents, values, language, in three languages.

A Rasa project and a Python package at once. `nlu.embedded.EmbeddedEngine` serves inside the
bot's process; `nlu.rasa_engine` asks a Rasa server. Both learn from `nlu/data/train`.
"""

from __future__ import annotations
