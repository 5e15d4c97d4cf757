"""config.yml as data, read strictly, with the line of every key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import yaml

try:  # ten times as fast, and in every wheel of PyYAML
    from yaml import CSafeLoader as SafeLoader
except ImportError:
    from yaml import SafeLoader  # type: ignore[assignment]

from bot.config.problems import ConfigError, ConfigProblem, Loc, path_of

_DEEPEST = 20


class _Loader(SafeLoader):
    """YAML with numbers, true, false and null only.

    YAML 1.1 reads 18:00 as 1080, 0911 as 585, `no` as false, and 2026-01-01 as a date.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


for _tag, _form, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?(?:0|[1-9]\d{0,17})", "-+0123456789"),
    ("float", r"[-+]?\d{1,17}\.\d+", "-+0123456789"),
    ("null", r"~|null|", ["~", "n", ""]),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_form})\\Z"), list(_first)
    )


class _Mark(Protocol):
    """Where something stands, counted from 0; the two parsers have each their own."""

    line: int
    column: int


@dataclass(frozen=True)
class Document:
    """What the file says, the line (from 1) of each path, and as problems the double keys."""

    data: object
    lines: dict[str, int]
    problems: tuple[ConfigProblem, ...]

    def line(self, path: str) -> int:
        """The line of a key, or of the nearest key above it that is there."""
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1)


def read_document(path: Path) -> Document:
    """Reads one YAML file. Raises ConfigError where it is no readable YAML."""
    try:
        return document_of(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        why = f"cannot be read: {error.strerror or error}"
        raise ConfigError([ConfigProblem("", str(path), why)]) from error
    except UnicodeDecodeError as error:
        why = f"is not UTF-8 text (byte {error.start + 1}); save it as UTF-8"
        raise ConfigError([ConfigProblem("", str(path), why)]) from error


def document_of(text: str) -> Document:
    """Reads YAML text. Raises ConfigError naming line and column of a mistake in its syntax."""
    try:
        _refuse_tangles(text)
        return _read(_Loader(text))
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        column = len(before) - before.rfind("\n")
        raise _syntax(before.count("\n"), column - 1, str(error.reason)) from error
    except yaml.MarkedYAMLError as error:
        at = _place(error.problem_mark or error.context_mark)
        raise _syntax(*at, error.problem or str(error)) from error


def _refuse_tangles(text: str) -> None:
    """A reader of the file sees each value where it holds, and endless nesting ends here."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        opens = isinstance(event, yaml.CollectionStartEvent)
        depth += opens - isinstance(event, yaml.CollectionEndEvent)
        fault = "write out what * repeats" if isinstance(event, yaml.AliasEvent) else ""
        if depth > _DEEPEST:
            fault = "nested too deeply"
        if fault:
            raise _syntax(*_place(event.start_mark), fault)


def _read(loader: _Loader) -> Document:
    try:
        root = loader.get_single_node()
        if root is None:
            return Document(None, {}, ())
        lines: dict[str, int] = {}
        problems = tuple(_walk(root, (), lines))
        return Document(loader.construct_document(root), lines, problems)
    finally:
        loader.dispose()


def _place(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


def _syntax(line: int, column: int, what: str) -> ConfigError:
    reason = f"is not YAML: line {line + 1}, column {column + 1}: {what}"
    return ConfigError([ConfigProblem("", None, reason, line + 1)])


def _walk(node: yaml.Node, loc: Loc, lines: dict[str, int]) -> Iterator[ConfigProblem]:
    """Notes every key's line; gives the keys that stand twice."""
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            lines[path_of((*loc, number))] = item.start_mark.line + 1
            yield from _walk(item, (*loc, number), lines)
    if isinstance(node, yaml.MappingNode):
        yield from _walk_mapping(node, loc, lines)


def _walk_mapping(
    node: yaml.MappingNode, loc: Loc, lines: dict[str, int]
) -> Iterator[ConfigProblem]:
    first: dict[str, int] = {}
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        path = path_of((*loc, name))
        if name in first:
            why = f"stands twice in this section (first in line {first[name]}); keep one"
            yield ConfigProblem(path, None, why, line)
        first.setdefault(name, line)
        lines.setdefault(path, line)
        yield from _walk(value, (*loc, name), lines)
