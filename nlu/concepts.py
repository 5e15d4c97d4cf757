"""Concepts of the trade found in a normalised text, whatever language words them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

# libyaml where it is built in: ten times faster, and as safe.
SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FILE = Path(__file__).with_name("concepts.yml")
_ENDING = "(?:s|es|d|ed|ing|ation)?"
_MOST = 10


def concepts(text: str) -> list[str]:
    """The names of the concepts in a normalised text, and of each two that occur together."""
    han, latin, names = _lexicon()
    found: dict[str, None] = {}
    for pattern in (han, latin):
        for match in pattern.finditer(text):
            found.update(dict.fromkeys(names[match[1]]))
    single = list(found)
    pairs = (f"{a}&{b}" for a, b in combinations(sorted(single[:_MOST]), 2))
    return [*(f"c:{name}" for name in single), *(f"c:{pair}" for pair in pairs)]


@lru_cache(maxsize=1)
def _lexicon() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, list[str]]]:
    names: dict[str, list[str]] = {}
    listed = yaml.load(FILE.read_text(encoding="utf-8"), SAFE_LOADER)  # noqa: S506
    for name, terms in listed.items():
        for term in terms:
            names.setdefault(str(term), []).append(name)
    latin = [term for term in names if term.isascii()]
    han = [term for term in names if not term.isascii()]
    # Looking ahead, so that 注销账户 is found as closing and as an account.
    return (
        re.compile(f"(?=({_longest_first(han)}))"),
        re.compile(rf"\b(?=({_longest_first(latin)}){_ENDING}\b)"),
        names,
    )


def _longest_first(terms: list[str]) -> str:
    return "|".join(sorted(map(re.escape, terms), key=len, reverse=True))
