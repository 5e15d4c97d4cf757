"""Which of the three languages one message is written in, and whether that is sure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import opencc

from nlu.normalise import fold_width
from nlu.understanding import Language

# Characters that written Cantonese has and standard Chinese, in either script, has not.
_CANTONESE = frozenset("唔咗嘅喺佢哋啲冇嘢咁噉嗰嚟攞搵睇畀啱乜㗎喇啩噃啫諗瞓嬲咪哂晒")
_CANTONESE_WORDS = re.compile("係咪|而家|依家|聽日|琴日|尋日|點解|點樣|邊個|邊度|幾時|孖展|銀碼")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0002ffff]")
_LATIN_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# Said in any language, so they tell nothing of the speaker's.
_NEUTRAL_LATIN = frozenset(
    [
        "ok",
        "okay",
        "okey",
        "k",
        "yes",
        "no",
        "hi",
        "hello",
        "hey",
        "bye",
        "thx",
        "pls",
        "sms",
        "app",
        "pdf",
        "id",
    ]
)
_SURE_WORDS = 3
# Words that hold an English sentence together; trade words stand in Chinese ones as well.
_ENGLISH_FRAME = frozenset(
    [
        "the",
        "a",
        "an",
        "i",
        "my",
        "me",
        "you",
        "your",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "have",
        "has",
        "to",
        "of",
        "for",
        "from",
        "in",
        "on",
        "at",
        "by",
        "and",
        "or",
        "it",
        "this",
        "that",
        "what",
        "where",
        "when",
        "why",
        "how",
        "who",
        "please",
        "can",
        "could",
        "will",
        "would",
        "with",
        "not",
    ]
)
# In Big5's first level by history only; today they mark Simplified text.
_SIMPLIFIED_ALL_THE_SAME = frozenset("么听愿儿余几")


def detect(text: str) -> Language | None:
    """The message's language, or None where the text is too short or neutral to tell."""
    plain = fold_width(text)
    han = _HAN.findall(plain)
    words = [w for w in _LATIN_WORD.findall(plain.lower()) if w not in _NEUTRAL_LATIN]
    if han and not _framed_in_english(len(han), words):
        return _script(plain, han)
    return _latin(words)


def _framed_in_english(han: int, words: list[str]) -> bool:
    """Whether the Chinese is a name in an English sentence, not the other way round."""
    if han * 2 < len(words):
        return True
    return han < len(words) and sum(word in _ENGLISH_FRAME for word in words) >= 2


def _latin(words: list[str]) -> Language | None:
    letters = sum(map(len, words))
    return "en" if len(words) >= _SURE_WORDS or letters >= 6 else None


def _script(text: str, han: list[str]) -> Language | None:
    hant, hans = _only_traditional(), _only_simplified()
    for_hant = sum(ch in hant or ch in _CANTONESE for ch in han)
    for_hant += len(_CANTONESE_WORDS.findall(text))
    for_hans = sum(ch in hans for ch in han)
    if for_hant == for_hans:
        return None
    return "zh-Hant" if for_hant > for_hans else "zh-Hans"


@lru_cache(maxsize=1)
def _only_traditional() -> frozenset[str]:
    convert = opencc.OpenCC("t2s").convert
    return _changed_by(convert)


@lru_cache(maxsize=1)
def _only_simplified() -> frozenset[str]:
    changed = _changed_by(opencc.OpenCC("s2t").convert)
    return frozenset(ch for ch in changed if ch in _SIMPLIFIED_ALL_THE_SAME or not _is_common(ch))


def _is_common(ch: str) -> bool:
    """Whether Hong Kong and Taiwan use the character too: Big5's first, frequent level."""
    try:
        return ch.encode("big5")[0] < 0xC9
    except UnicodeEncodeError:
        return False


def _changed_by(convert: Callable[[str], str]) -> frozenset[str]:
    block = [chr(code) for code in range(0x3400, 0xA000)]
    changed = str(convert("\n".join(block))).split("\n")
    return frozenset(old for old, new in zip(block, changed, strict=True) if old != new)
