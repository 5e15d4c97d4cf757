"""What can be wrong with config.yml, told all at once and without giving secrets away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Scalar = str | int | float | bool | None
Loc = tuple[str | int, ...]

_SHOWN: Final = 80
_TOKEN: Final = re.compile(r"\d{5,}:[\w-]{20,}")
_PASSWORD: Final = re.compile(r"(?<=://)([^/@:\s]*):[^/\s]*@")
_SECRET_NAME: Final = re.compile(r"token|secret|passw|credential|api_?key", re.IGNORECASE)


@dataclass(frozen=True)
class ConfigProblem:
    """One mistake: its YAML path (`playbook.checkin.ask_days[1]`, "" for the file as a whole).

    `value` is what stands there, shortened and without secrets, None where nothing does.
    `line` counts from 1; 0 where no line of the file is meant, as for the environment.
    """

    path: str
    value: Scalar
    reason: str
    line: int = 0

    def told(self, file: str = "") -> str:
        """The problem on one line; with `file`, where it stands there: `config.yml:98: …`."""
        where = f"{file}:{self.line}" if file and self.line else ""
        value = None if self.value is None else json.dumps(self.value, ensure_ascii=False)
        return ": ".join(part for part in (where, self.path, value, self.reason) if part)


class ConfigError(Exception):
    """The configuration cannot be used; `problems` is all that is wrong with it."""

    def __init__(self, problems: Iterable[ConfigProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.told() for problem in self.problems))


def path_of(loc: Iterable[str | int]) -> str:
    """Keys and positions as one path: ("checkin", "ask_days", 1) is `checkin.ask_days[1]`."""
    path = ""
    for step in loc:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.removeprefix(".")


def shown(path: str, value: object) -> Scalar:
    """`value` as it may be printed: short, and nothing that is or is named like a secret."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if _SECRET_NAME.search(path.rpartition(".")[2]):
        return "…"
    return redacted(str(value))[:_SHOWN]


def redacted(text: str) -> str:
    """`text` without bot tokens and without passwords in addresses."""
    return _PASSWORD.sub(r"\1:…@", _TOKEN.sub("…", text))


def holds_secret(text: str) -> bool:
    """Whether `text` holds a bot token, or an address with a password in it."""
    return redacted(text) != text


def named_like_secret(key: str) -> bool:
    """Whether a key's name says that a secret stands under it."""
    return bool(_SECRET_NAME.search(key))
