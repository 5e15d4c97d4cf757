"""The folder bad/: one small file for each thing that can be wrong with config.yml.

Its first lines say what is found, `# expects: PATH | piece of the reason`, once for each problem.
What follows is laid over the shipped config.yml; `# without: PATH` takes a key away from it.
After `# mode: whole` the file is read as it is, after `# mode: appended` at the shipped one's end.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from bot.config.reading import document_of, read_document

SHIPPED = Path(__file__).parents[2] / "config.yml"
FOLDER = Path(__file__).parent / "bad"


def bad_files() -> list[Path]:
    """Every bad file, in the order of their names."""
    return sorted(FOLDER.glob("*.yml"))


def remarks(text: str, name: str) -> list[str]:
    """What the comment lines called `name` say."""
    return re.findall(rf"^# {name}: (.*)$", text, re.MULTILINE)


def expected(text: str) -> list[tuple[str, str]]:
    """(path, piece of the reason) of each problem that a bad file expects."""
    found = [remark.partition("|") for remark in remarks(text, "expects")]
    return [(path.strip(), reason.strip()) for path, _, reason in found]


def full_text(text: str) -> str:
    """The configuration that a bad file stands for."""
    mode = next(iter(remarks(text, "mode")), "patch")
    if mode == "whole":
        return text
    if mode == "appended":
        return SHIPPED.read_text(encoding="utf-8") + text
    return patched(text)


def patched(patch: str) -> str:
    """The shipped configuration with the values of `patch`, without the keys it takes away."""
    whole = copy.deepcopy(_shipped())
    for path in remarks(patch, "without"):
        _remove(whole, path.split("."))
    change = document_of(patch).data
    if isinstance(change, dict):
        _lay_over(whole, change)
    return _flow(whole)


@cache
def _shipped() -> Any:
    return read_document(SHIPPED).data


def _flow(value: object) -> str:
    """`value` as YAML on one line; JSON would make text of a key that is a number."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(inner)}' for key, inner in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)


def _remove(section: dict[str, Any], keys: list[str]) -> None:
    for key in keys[:-1]:
        section = section[key]
    del section[keys[-1]]


def _lay_over(section: dict[Any, Any], change: Mapping[Any, Any]) -> None:
    for key, value in change.items():
        if isinstance(value, dict) and isinstance(section.get(key), dict):
            _lay_over(section[key], value)
        else:
            section[key] = value
