"""Cuts a normalised text into the n-grams that TF-IDF counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

_PIECE = re.compile(r"[\u3400-\u9fff]+|[a-z0-9']+|[?!%$]")
_LONGEST_HAN = 4
_LATIN_SIZES = (3, 4, 5)


def ngrams(text: str) -> Counter[str]:
    """The n-grams of a normalised text with their counts.

    Chinese: runs of one to four characters, with the ends of a run marked. Latin: words, pairs
    of words, and three to five letters inside a padded word.
    """
    return Counter(_all(text))


def _all(text: str) -> Iterator[str]:
    words: list[str] = []
    for piece in _PIECE.findall(text):
        if "\u3400" <= piece[0] <= "\u9fff":
            yield from _han(piece)
            words.append("\u4e2d")
        else:
            yield from _latin(piece)
            words.append(piece)
    for first, second in zip(["^", *words], [*words, "$"], strict=True):
        yield f"2:{first} {second}"


def _han(run: str) -> Iterator[str]:
    padded = f"^{run}$"
    yield from run
    for size in range(2, _LONGEST_HAN + 1):
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


def _latin(word: str) -> Iterator[str]:
    yield f"1:{word}"
    padded = f" {word} "
    for size in _LATIN_SIZES:
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]
