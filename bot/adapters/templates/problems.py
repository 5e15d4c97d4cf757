"""What can be wrong with templates: found when they are read, or when one is rendered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something wrong with a file of the library; `path` counts from the library's folder.

    `path` may go on after the file's name with a line (`:3`) or a key (`:options.human.en`).
    """

    path: str
    value: str
    reason: str


class TemplateProblem(Exception):
    """A message that cannot be rendered: nothing may be promised or recorded then (law 3)."""

    def __init__(self, message: str, language: str, reason: str) -> None:
        super().__init__(f"{message} ({language}): {reason}")
        self.message = message
        self.language = language
        self.reason = reason
