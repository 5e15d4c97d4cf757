"""Converts public intent sets (Banking77, CLINC150) to Rasa YAML, for measuring only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from nlu import rasa_yaml
from nlu.understanding import OUT_OF_SCOPE

_OOS = frozenset({"oos", "out_of_scope"})
# Which of a file's lists train the engine; the validation lists are left alone.
_TRAIN = ("train", "oos_train")
_TEST = ("test", "oos_test")


def convert(source: Path, out: Path) -> list[Path]:
    """Write `out/<set>/train.yml` and `test.yml` for every json of rows [text, label] in `source`.

    Raises DataError where a file has no train or test list.
    """
    return [written for file in sorted(source.glob("*.json")) for written in _one(file, out)]


def _one(file: Path, out: Path) -> list[Path]:
    rows = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(rows, dict) or not {"train", "test"} <= rows.keys():
        raise rasa_yaml.DataError(f"{file}: no lists called train and test")
    folder = out / file.stem
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _write(rows, _TRAIN, folder / "train.yml"),
        _write(rows, _TEST, folder / "test.yml"),
    ]


def _write(rows: dict[str, Sequence[Sequence[str]]], lists: Sequence[str], path: Path) -> Path:
    pairs = [(text, _label(label)) for name in lists for text, label in rows.get(name, ())]
    rasa_yaml.write(pairs, path)
    return path


def _label(label: str) -> str:
    return OUT_OF_SCOPE if label in _OOS else label
