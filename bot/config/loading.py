"""Reads config.yml: first the YAML, then its shape, then the rules; every problem at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.config.building import build
from bot.config.problems import ConfigError, ConfigProblem, shown
from bot.config.reading import Document, read_document
from bot.config.rules import RULES
from bot.config.settings import Config
from bot.config.shape_problems import shape_of
from bot.config.sound import Sound, broken_rules


def load_config(path: Path) -> Config:
    """The firm's configuration from one YAML file.

    A relative storage.var counts from the file's folder. Raises ConfigError with everything
    that is wrong, in the order of the file.
    """
    document = read_document(path)
    read, misshapen = shape_of(document)
    problems = [*document.problems, *(problem for _, problem in misshapen)]
    if isinstance(document.data, dict):
        sound = Sound(document.data, [loc for loc, _ in misshapen])
        problems += (_placed(document, found) for found in broken_rules(sound, RULES))
    if problems or read is None:
        raise ConfigError(sorted(dict.fromkeys(problems), key=lambda problem: problem.line))
    return build(read, path.parent)


def _placed(document: Document, problem: ConfigProblem) -> ConfigProblem:
    value = shown(problem.path, problem.value)
    return replace(problem, value=value, line=document.line(problem.path))
