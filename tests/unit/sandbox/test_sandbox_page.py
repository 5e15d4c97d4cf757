"""The page is complete in itself: no foreign hosts, no missing words, no missing files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import bot.sandbox.server as server

PAGE = server.PAGE
SCRIPTS = sorted(PAGE.glob("*.js"))
SOURCES = sorted(file for file in PAGE.iterdir() if file.is_file())
WORDING = re.compile(r"^  (\w+): \[(.*?)\],$", re.MULTILINE | re.DOTALL)


def words() -> dict[str, list[str]]:
    source = (PAGE / "words.js").read_text()
    table = source[source.index("const WORDS = {") : source.index("\n};")]
    found = WORDING.findall(table)
    return {
        name: json.loads(f"[{' '.join(wordings.split()).rstrip(',')}]") for name, wordings in found
    }


def test_every_word_has_three_wordings() -> None:
    table = words()
    assert len(table) > 80
    assert {name for name, wordings in table.items() if len(wordings) != 3} == set()


def test_every_word_that_the_page_asks_for_is_there() -> None:
    markup = (PAGE / "index.html").read_text()
    asked = set(re.findall(r'data-(?:word|label)="(\w+)"', markup))
    for script in SCRIPTS:
        asked |= set(re.findall(r'\bword\("(\w+)"\)', script.read_text()))
    assert asked - set(words()) == set()


@pytest.mark.parametrize("source", SOURCES, ids=lambda file: file.name)
def test_nothing_is_fetched_from_elsewhere(source: Path) -> None:
    text = source.read_text()
    assert re.findall(r"(?:src|href|url|import|fetch)\W{1,3}(?:https?:)?//[\w.]+", text) == []
    assert len(text.splitlines()) <= 400


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_imports_name_files_and_markup_is_never_built_from_text(script: Path) -> None:
    text = script.read_text()
    for name in re.findall(r'from "\./([\w.]+)"', text):
        assert (PAGE / name).is_file()
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text)
