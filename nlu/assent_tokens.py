"""Cuts a folded sentence into words of the closed vocabulary, or says that it cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from nlu.assent_words import CLASSES, COUNT, FIGURE

SEPARATOR = ","
_CLIPPED = (
    (re.compile(r"\b(?:thats|thatz|dats)\b"), "that is"),
    (re.compile(r"\bits\b"), "it is"),
    (re.compile(r"\bim\b"), "i am"),
    (re.compile(r"\bive\b"), "i have"),
    (re.compile(r"\btheyre\b"), "they are"),
    (re.compile(r"(?<=[a-z])'s\b"), " is"),
    (re.compile(r"(?<=[a-z])'re\b"), " are"),
    (re.compile(r"(?<=[a-z])'m\b"), " am"),
    (re.compile(r"(?<=[a-z])'ve\b"), " have"),
    (re.compile(r"([a-z])\1{2,}"), r"\1"),
    (re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])"), ","),
)
_BREAKS = frozenset(",.!;:~…()[]|·•—–\u3000")
_IN_WORD = re.compile("[a-z0-9]")


@dataclass(frozen=True)
class Token:
    """One word and the letter of its class; a break between clauses is `,`."""

    word: str
    kind: str


def plain_form(folded: str) -> str:
    """Clipped and voice-typed forms written out: thats, im, it's; letters drawn out, cut short."""
    text = folded.replace("’", "'").replace("´", "'").replace("`", "'")
    for pattern, full in _CLIPPED:
        text = pattern.sub(full, text)
    return text


def tokens(text: str) -> list[Token] | None:
    """The fewest words that make up `text` from end to end; None where some part is no word.

    By the best way to reach each place, and so in time linear in the length.
    """
    best: list[tuple[int, int, Token | None] | None] = [(0, 0, None), *[None] * len(text)]
    for place in range(len(text)):
        reached = best[place]
        if reached is None:
            continue
        for end, token in _words_at(text, place):
            known, cost = best[end], reached[0] + (token is not None)
            if known is None or cost < known[0]:
                best[end] = (cost, place, token)
    return _way_back(best)


def _way_back(best: list[tuple[int, int, Token | None] | None]) -> list[Token] | None:
    found, place = [], len(best) - 1
    while place > 0:
        step = best[place]
        if step is None:
            return None
        _, place, token = step
        if token is not None:
            found.append(token)
    return found[::-1]


def _words_at(text: str, place: int) -> list[tuple[int, Token | None]]:
    first = text[place]
    if first == " ":
        return [(place + 1, None)]
    if not _boundary(text, place):
        return []
    found: list[tuple[int, Token | None]] = []
    if first in _BREAKS or (first == "-" and text[place - 1 : place] in ("", " ")):
        found.append((place + 1, Token(first, SEPARATOR)))
    words, lengths = _lexicon()
    for length in lengths.get(first, ()):
        word = text[place : place + length]
        if word in words and _boundary(text, place + len(word)):
            found.append((place + len(word), Token(word, words[word])))
    return found + _figures_at(text, place)


def _figures_at(text: str, place: int) -> list[tuple[int, Token | None]]:
    found: list[tuple[int, Token | None]] = []
    for pattern, kind in ((FIGURE, "d"), (COUNT, "N")):
        match = pattern.match(text, place)
        if match and match.end() <= len(text) and _boundary(text, match.end()):
            found.append((match.end(), Token(match.group(), kind)))
    return found


def _boundary(text: str, at: int) -> bool:
    around = text[at - 1 : at + 1] if at else ""
    return len(around) < 2 or not (_IN_WORD.match(around[0]) and _IN_WORD.match(around[1]))


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, str], dict[str, tuple[int, ...]]]:
    words = {word: kind for kind, listed in CLASSES.items() for word in listed.split("|")}
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return words, {first: tuple(sorted(found)) for first, found in lengths.items()}
