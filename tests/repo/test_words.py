"""What may not stand anywhere in the repository, and what logs never tell."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.repo.source import PACKAGES, ROOT, Module, files, modules

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "types"}
BINARY = {".png", ".jpg", ".ico", ".xlsx", ".pdf", ".pyc", ".bin", ".npz"}
# Put together from pieces, so that this file does not find itself.
UNFINISHED = ("TO" + "DO", "FIX" + "ME", "XX" + "X:", "NotImplemented" + "Error")
# Looks for such words in templates, so that no client is ever sent one.
LISTS_THEM = {"bot/adapters/templates/tone_words.py"}
MACHINE_PATHS = re.compile(
    r"(?<![\w./*])/(?:" + "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me/[a-z]+", "Us" + "ers"])
    + r")/\w"
)  # fmt: skip
REGISTRIES = re.compile(
    "|".join(["py" + r"pi\.(?:org|python|io)", "files.python" + "hosted", "index" + "-url *[=:]",
              "registry." + "npmjs", "proxy." + r"golang\.org", "--trusted" + "-host [a-z0-9]"])
)  # fmt: skip
LOGGERS = {"log", "logger", "logging"}
LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "log"}
# Names of values that hold what people said, who they are or how to reach them, and secrets.
PERSONAL = re.compile(
    r"(^|_)(text|texts|name|names|phone|contact|caption|words|raw|content|token|payload|body|"
    r"description|said|username|answer|arrival|update|message|client)$"
)
# A class's name, a number of bytes and the like say nothing about a person.
HARMLESS = re.compile(r"^(type\(.+\)\.__name__|len\(.+\)|str\(error\))$")


@cache
def texts() -> list[tuple[str, str]]:
    """(path, text) of every file that is text."""
    return [
        (str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))
        for path in files() if path.suffix not in BINARY
    ]  # fmt: skip


def test_no_file_bears_a_name_that_says_nothing() -> None:
    vague = [str(m.path) for m in modules() if set(m.name.split(".")) & VAGUE_NAMES]
    assert vague == []


@pytest.mark.parametrize("word", UNFINISHED)
def test_nothing_is_left_for_later(word: str) -> None:
    found = [
        f"{path}:{text[: text.index(word)].count(chr(10)) + 1}"
        for path, text in texts()
        if word in text and path not in LISTS_THEM
    ]
    assert found == []


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, REGISTRIES], ids=["paths", "registries"])
def test_no_file_names_the_machine_it_was_made_on(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path}:{text[: match.start()].count(chr(10)) + 1} {match.group()}"
        for path, text in texts()
        for match in pattern.finditer(text)
    ]
    assert found == []


def log_calls(module: Module) -> list[ast.Call]:
    """Every call that writes to a log."""
    return [
        node for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        and node.func.attr in LEVELS and ast.unparse(node.func.value) in LOGGERS
    ]  # fmt: skip


def personal(call: ast.Call) -> list[str]:
    """What of a log call's values may hold personal data or a secret."""
    values = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
    return [
        ast.unparse(value) for value in values
        if not HARMLESS.match(ast.unparse(value)) and any(
            PERSONAL.search(named) for node in ast.walk(value)
            for named in [getattr(node, "attr", getattr(node, "id", ""))]
        )
    ]  # fmt: skip


@pytest.mark.parametrize("package", [p for p in PACKAGES if p != "tests"])
def test_logs_never_tell_what_people_said_or_who_they_are(package: str) -> None:
    told = [
        f"{module.path}:{call.lineno} {value}"
        for module in modules(package)
        for call in log_calls(module)
        for value in personal(call)
    ]
    assert told == []


@pytest.mark.parametrize("package", [p for p in PACKAGES if p != "tests"])
def test_what_is_logged_is_a_fixed_sentence_with_values(package: str) -> None:
    """A sentence put together on the spot could hold anything."""
    built = [
        f"{module.path}:{call.lineno}"
        for module in modules(package)
        for call in log_calls(module)
        if not (call.args and isinstance(call.args[0], ast.Constant))
    ]
    assert built == []


def test_the_log_rule_sees_what_it_is_there_for() -> None:
    bad = ast.parse('log.info("%s said %s", arrival.name, len(arrival.text))').body[0]
    assert isinstance(bad, ast.Expr)
    assert isinstance(bad.value, ast.Call)
    assert personal(bad.value) == ["arrival.name"]
