"""Reads and writes Rasa's NLU training format, version 3.1."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

from nlu.concepts import SAFE_LOADER
from nlu.language import detect
from nlu.understanding import LANGUAGES, Entity, Language

_ANNOTATION = re.compile(r"\[([^\[\]]+)\](?:\(([^()]+)\)|(\{[^{}]*\}))")
_FILE_LANGUAGE = {name.lower(): name for name in LANGUAGES}
_Safe: Any = SAFE_LOADER


class _Loader(_Safe):  # type: ignore[misc]
    """Takes every plain word for a string, as Rasa does: an intent may be called `yes`."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


class DataError(ValueError):
    """A file is not Rasa NLU YAML; the message names the file and what is wrong."""


@dataclass(frozen=True)
class Example:
    """One labelled sentence, with its annotations taken out of the text."""

    text: str
    intent: str
    entities: tuple[Entity, ...]
    language: Language | None


def files(path: Path) -> list[Path]:
    """The YAML files at or below `path`, in a stable order."""
    if path.is_file():
        return [path]
    return sorted(found for found in path.rglob("*.y*ml") if found.suffix in (".yml", ".yaml"))


def read(path: Path) -> list[Example]:
    """All examples of a file or folder; raises DataError for what is not Rasa NLU YAML."""
    if not path.exists():
        raise DataError(f"{path}: no such file or folder")
    found = [example for file in files(path) for example in _read_file(file)]
    if not found:
        raise DataError(f"{path}: no examples found")
    return found


def write(examples: Iterable[tuple[str, str]], path: Path) -> None:
    """Write (text, intent) pairs as one Rasa NLU YAML file, grouped by intent."""
    by_intent: dict[str, list[str]] = {}
    for text, intent in examples:
        by_intent.setdefault(intent, []).append(" ".join(text.split()))
    lines = ['version: "3.1"', "nlu:"]
    for intent, texts in by_intent.items():
        lines += [f"  - intent: {intent}", "    examples: |"]
        lines += [f"      - {text}" for text in texts]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def annotated(sentence: str) -> tuple[str, tuple[Entity, ...]]:
    """A sentence without its `[text](entity)` marks, and the entities they marked."""
    text, found, end = "", [], 0
    for match in _ANNOTATION.finditer(sentence):
        text += sentence[end : match.start()]
        entity = _entity(match, len(text))
        text, end = text + entity.text, match.end()
        found.append(entity)
    return text + sentence[end:], tuple(found)


def _entity(match: re.Match[str], start: int) -> Entity:
    words, short, long = match.groups()
    marks = json.loads(long) if long else {"entity": short}
    if "entity" not in marks:
        raise ValueError("a mark without an entity")
    value = str(marks.get("value", words))
    return Entity(str(marks["entity"]), value, words, start, start + len(words))


def _read_file(path: Path) -> Iterator[Example]:
    document = _load(path)
    for block in document.get("nlu") or []:
        if not isinstance(block, dict):
            raise DataError(f"{path}: an entry of nlu is not a mapping")
        if "intent" in block:
            yield from _block(block, _file_language(path), path)


def _load(path: Path) -> dict[str, Any]:
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise DataError(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(document, dict) or not isinstance(document.get("nlu", []), list):
        raise DataError(f"{path}: not Rasa NLU YAML (no list called nlu)")
    return document


def _block(block: dict[str, Any], language: Language | None, path: Path) -> Iterator[Example]:
    intent = block["intent"]
    if not isinstance(intent, str) or not intent.strip():
        raise DataError(f"{path}: an intent without a name")
    for sentence in _sentences(block.get("examples"), f"{path}: intent {intent}"):
        try:
            text, entities = annotated(sentence)
        except ValueError as error:
            raise DataError(f"{path}: intent {intent}: {sentence!r}: {error}") from error
        yield Example(text, intent, entities, language or detect(text))


def _sentences(examples: object, where: str) -> Sequence[str]:
    """Both of Rasa's shapes: one block of `- ` lines, or a list of mappings with `text`."""
    if isinstance(examples, str):
        lines = [line.strip() for line in examples.splitlines() if line.strip()]
        if not all(line.startswith("-") for line in lines):
            raise DataError(f"{where}: a line of the examples does not start with `- `")
        return [line[1:].strip() for line in lines if line.startswith("-") and line[1:].strip()]
    if isinstance(examples, list):
        return [_listed(example, where) for example in examples]
    raise DataError(f"{where}: examples are neither a text block nor a list")


def _listed(example: object, where: str) -> str:
    if isinstance(example, dict) and isinstance(example.get("text"), str):
        return str(example["text"]).strip().removeprefix("- ")
    if isinstance(example, str):
        return example.strip()
    raise DataError(f"{where}: an example is neither a text nor a mapping with one")


def _file_language(path: Path) -> Language | None:
    parts = path.name.lower().split(".")
    return next((_FILE_LANGUAGE[part] for part in parts if part in _FILE_LANGUAGE), None)
