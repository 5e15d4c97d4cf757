"""README and docs/ say what is there: links, commands, options, targets, the map of the code."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli.main import build_parser
from tests.repo.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PAGES = ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]
TARGETS = re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE)
# Paths as pages write them: `bot/case/clocks.py`, `templates/reminder/`, `config.yml`.
PATH = re.compile(r"`((?:bot|nlu|templates|tests|docs)/[\w./-]+|[\w-]+\.(?:yml|toml|lock))`")
LARGEST_PICTURE = 300_000
Options = set[str]


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def commands(parser: argparse.ArgumentParser, above: str = "") -> Iterator[tuple[str, Options]]:
    """(command, its options) of everything that can be called, as `staff invite`."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from commands(inner, f"{above} {name}".strip())
            return
    yield above, {option for action in parser._actions for option in action.option_strings}


COMMANDS = dict(commands(build_parser()))


def named_commands(page: str) -> list[tuple[str, list[str]]]:
    """(command, options) of each `python -m bot …` that a page shows."""
    found = []
    for shown in re.findall(r"python -m bot ([^`\n]+)", text_of(page)):
        words = re.split(r"[\s\[\]|\\]+", shown)
        name = next((c for c in sorted(COMMANDS, key=len, reverse=True)
                     if words[: len(c.split())] == c.split()), words[0])  # fmt: skip
        found.append((name, [word for word in words if word.startswith("--")]))
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)", text_of(page))
    missing = [link for link in links if not ((ROOT / page).parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_heading_that_is_linked_is_there(page: str) -> None:
    for target, heading in re.findall(r"\]\(([\w./-]*)#([\w-]+)\)", text_of(page)):
        text = text_of(str(Path(page).parent / target) if target else page)
        slugs = [re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-")
                 for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)]  # fmt: skip
        assert heading in slugs, f"{target}#{heading}"


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_is_named_is_there(page: str) -> None:
    missing = [path for path in PATH.findall(text_of(page)) if not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_shown_can_be_called(page: str) -> None:
    for name, options in named_commands(page):
        if name.startswith("-"):
            continue
        assert name in COMMANDS, f"python -m bot {name}"
        assert set(options) <= COMMANDS[name], f"python -m bot {name} {options}"


def test_the_readme_names_every_command() -> None:
    assert set(COMMANDS) - {name for name, _ in named_commands("README.md")} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_the_shared_options(command: str) -> None:
    assert {"--config", "--var", "--json", "--help"} <= COMMANDS[command]


@pytest.mark.parametrize("page", PAGES)
def test_every_target_that_is_shown_is_in_the_makefile(page: str) -> None:
    shown = re.findall(r"(?:^|`)make ([a-z]+)", text_of(page), re.MULTILINE)
    assert set(shown) <= set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_says_what_it_does(target: str) -> None:
    assert re.search(rf"^{target}:.*## *\S", MAKEFILE, re.MULTILINE)
    assert re.search(rf"^\.PHONY:.*\b{target}\b", MAKEFILE, re.MULTILINE)


def test_the_map_of_the_code_names_what_is_there() -> None:
    drawn = README[README.index("```\nbot/") :]
    entries = re.findall(r"^( *)([\w./]+) {2,}\S", drawn[: drawn.index("\n```\n")], re.MULTILINE)
    assert len(entries) >= 12
    missing = [
        name for indent, name in entries
        if not (ROOT / ("bot" if indent else "") / name).exists()
    ]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_pictures_are_small_enough_to_be_kept(page: str) -> None:
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text_of(page)):
        assert ((ROOT / page).parent / picture).stat().st_size <= LARGEST_PICTURE
