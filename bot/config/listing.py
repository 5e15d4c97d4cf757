"""Checks that lists of codes have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from bot.config.problems import ConfigProblem


def known_once(
    path: str, codes: tuple[str, ...], known: Collection[str], source: str
) -> Iterator[ConfigProblem]:
    """Each code of the list at `path` is one of `known`, which `source` names, and stands once."""
    yield from known_only(path, codes, known, source)
    yield from once(path, codes)


def known_only(
    path: str, codes: tuple[str, ...], known: Collection[str], source: str
) -> Iterator[ConfigProblem]:
    """Each code of the list at `path` is one of `known`."""
    for place, code in enumerate(codes):
        if code not in known:
            yield ConfigProblem(f"{path}[{place}]", code, not_known(code, known, source))


def once(path: str, codes: tuple[str, ...]) -> Iterator[ConfigProblem]:
    """No code stands twice in the list at `path`."""
    for place, code in enumerate(codes):
        if code in codes[:place]:
            yield ConfigProblem(f"{path}[{place}]", code, "stands twice in this list")


def some(path: str, codes: tuple[str, ...]) -> Iterator[ConfigProblem]:
    """The list at `path` is not empty."""
    if not codes:
        yield ConfigProblem(path, None, "must not be empty")


def not_known(code: str, known: Collection[str], source: str) -> str:
    """Why `code` is refused, with what may have been meant."""
    close = get_close_matches(code, known, n=1, cutoff=0.6)
    meant = f"did you mean {close[0]}?" if close else f"expected one of {', '.join(known)}"
    return f"is not among {source}; {meant}"
