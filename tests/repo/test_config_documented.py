"""docs/configuration.md and the comments of config.yml say what the program does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from bot.config.limits import LIMITS, Limit
from bot.config.reading import document_of, read_document
from bot.config.shape import ConfigShape
from bot.config.shape_deployment import LanguageWordsShape
from bot.config.shape_parts import InLanguages

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
SHIPPED = ROOT / "config.yml"
# | `key` | `shipped` | allowed | meaning |
ROWS = {
    key: (shipped.strip("`"), allowed)
    for key, shipped, allowed in re.findall(
        r"^\| `([\w.-]+)` \| (.*?) \| (.*?) \| .{10,} \|$", MANUAL, re.MULTILINE
    )
}


def keys(shape: type[BaseModel], above: str = "") -> Iterator[str]:
    """Every key that config.yml may hold; words in three languages count as one."""
    for name, field in shape.model_fields.items():
        inner, path = field.annotation, f"{above}{field.alias or name}"
        whole = inner in (InLanguages, LanguageWordsShape)
        if not whole and isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from keys(inner, f"{path}.")
        else:
            yield path


def shipped(path: str) -> Any:
    """The value of config.yml; None where the key is left out."""
    found: Any = read_document(SHIPPED).data
    for key in path.split("."):
        found = found.get(key)
    return found


def test_every_key_is_documented_and_no_other() -> None:
    assert list(ROWS) == list(keys(ConfigShape))


@pytest.mark.parametrize("path", [key for key, (value, _) in ROWS.items() if value != "–"])
def test_the_manual_names_the_shipped_value(path: str) -> None:
    assert document_of(f"value: {ROWS[path][0]}").data == {"value": shipped(path)}


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.path)
def test_the_manual_names_the_limits(limit: Limit) -> None:
    least = f"more than {limit.least:g}" if limit.above else f"{limit.least:g}"
    assert ROWS[limit.path][1] == f"{least} … {limit.most:g}"


@pytest.mark.parametrize(
    "variable", ["TELEGRAM_TOKEN", "TELEGRAM_TOKEN_FILE", "TELEGRAM_API_URL", "DATABASE_URL"]
)
def test_every_variable_of_the_environment_is_documented(variable: str) -> None:
    assert re.search(rf"^\| `{variable}` \| .+ \|$", MANUAL, re.MULTILINE)


def test_every_rule_of_the_shipped_file_says_where_it_comes_from() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    rules = text[text.index("\nfirm:") : text.index("\nreport:")]
    sourced = re.compile(r"#.*\((house rule|law|R\d+|Telegram|PIPL)")
    silent = [
        line
        for line in rules.splitlines()
        if re.match(r" +[\w-]+: *[^ #]", line)
        and not sourced.search(line)
        and not re.match(r" +(zh-Hans|zh-Hant|en): ", line)
    ]
    assert silent == []


def test_the_shipped_file_reads_the_same_by_any_yaml_reader() -> None:
    assert yaml.safe_load(SHIPPED.read_text(encoding="utf-8")) == read_document(SHIPPED).data
