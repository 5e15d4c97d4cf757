"""The sound parts of a file, so that one mistake never hides another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from bot.config.problems import ConfigProblem, Loc

Rule = Callable[["Sound"], Iterator[ConfigProblem]]


class UnsoundError(Exception):
    """A value that a rule needs is not there or not of its type, which was told already."""


class Sound:
    """Reads values whose shape is right. Every method raises UnsoundError for those that are not.

    Paths are keys joined by dots; what stands there has the type that the shape demands.
    """

    def __init__(self, data: object, spoilt: Iterable[Loc]) -> None:
        self._data = data
        self._spoilt: Final = frozenset(spoilt)

    def number(self, path: str) -> int | float:
        """A number. Raises UnsoundError."""
        value: int | float = self._whole(path)
        return value

    def numbers(self, path: str) -> tuple[int, ...]:
        """A list of whole numbers. Raises UnsoundError."""
        return tuple(self._whole(path))

    def text(self, path: str) -> str:
        """A text. Raises UnsoundError."""
        value: str = self._whole(path)
        return value

    def value(self, path: str) -> object:
        """Anything, None included. Raises UnsoundError."""
        found: object = self._whole(path)
        return found

    def texts(self, path: str) -> tuple[str, ...]:
        """A list of texts. Raises UnsoundError."""
        return tuple(self._whole(path))

    def keys(self, path: str) -> tuple[str, ...]:
        """All keys under `path`, also of entries that are not sound. Raises UnsoundError."""
        found = self._at(tuple(path.split(".")))
        if not isinstance(found, dict):
            raise UnsoundError(path)
        return tuple(key for key in found if isinstance(key, str))

    def mapping(self, path: str) -> Mapping[str, str]:
        """Key -> text, of the entries that are sound. Raises UnsoundError."""
        return {key: self.text(f"{path}.{key}") for key in self._sound_keys(path)}

    def lists(self, path: str) -> Mapping[str, tuple[str, ...]]:
        """Key -> texts, of the entries that are sound. Raises UnsoundError."""
        return {key: self.texts(f"{path}.{key}") for key in self._sound_keys(path)}

    def all_texts(self) -> Iterator[tuple[str, str]]:
        """Every text of the file with its path, sound or not."""
        return _texts(self._data, "")

    def _sound_keys(self, path: str) -> tuple[str, ...]:
        at = tuple(path.split("."))
        spoilt = {str(loc[len(at)]) for loc in self._below(at)}
        return tuple(key for key in self.keys(path) if key not in spoilt and "." not in key)

    def _whole(self, path: str) -> Any:
        at = tuple(path.split("."))
        if self._below(at):
            raise UnsoundError(path)
        return self._at(at)

    def _at(self, at: tuple[str, ...]) -> object:
        found = self._data
        for length, key in enumerate(at, start=1):
            if not isinstance(found, dict) or key not in found or at[:length] in self._spoilt:
                raise UnsoundError(".".join(at))
            found = found[key]
        return found

    def _below(self, at: tuple[str, ...]) -> list[Loc]:
        return [loc for loc in self._spoilt if len(loc) > len(at) and loc[: len(at)] == at]


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}".removeprefix("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, f"{path}[{number}]")


def broken_rules(sound: Sound, rules: Iterable[Rule]) -> Iterator[ConfigProblem]:
    """What each rule finds; a rule that meets an unsound value has nothing more to say."""
    for rule in rules:
        try:
            yield from rule(sound)
        except UnsoundError:
            continue
