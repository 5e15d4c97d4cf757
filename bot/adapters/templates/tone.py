"""The lint of tone (domain.md 4): no blame, promises, threats, jargon, sales, open blanks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bot.adapters.templates.tone_words import RULES, Rule

_JINJA: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# `cannot promise` and `不能保证` promise nothing; `if you did not` and `如果您没有` blame nobody.
_BEFORE: Final = 24


@dataclass(frozen=True)
class Finding:
    """A word that a reader should not meet; `line` counts from 1, `why` says what to do."""

    path: str
    line: int
    word: str
    why: str


def findings(path: str, text: str, language: str, *, jargon: bool = True) -> list[Finding]:
    """Everything the lint finds in a template's text of one language, in the text's order.

    `jargon` off is for messages that only staff read.
    """
    rules = [rule for rule in RULES if language in rule.languages and (jargon or not rule.jargon)]
    lines = _JINJA.sub(_blank, text).split("\n")
    return [
        finding
        for number, line in enumerate(lines, 1)
        for finding in _in_line(path, number, line, rules)
    ]


def _blank(jinja: re.Match[str]) -> str:
    # What is printed counts as something, so that the brackets around it are not empty.
    stand_in = "\ufffc" if jinja[0].startswith("{{") else " "
    return re.sub(r"[^\n]", stand_in, jinja[0])


def _in_line(path: str, number: int, line: str, rules: Iterable[Rule]) -> Iterator[Finding]:
    found = [
        (match.start(), Finding(path, number, match[0].strip(), rule.why))
        for rule in rules
        for match in rule.pattern.finditer(line)
        if not _excused(rule, line[max(0, match.start() - _BEFORE) : match.start()])
    ]
    yield from (finding for _, finding in sorted(found, key=lambda each: each[0]))


def _excused(rule: Rule, before: str) -> bool:
    return rule.unless_after is not None and rule.unless_after.search(before) is not None
