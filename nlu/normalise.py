"""One form for all scripts, widths and dialects: for features, never for display."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

from nlu.cantonese import to_mandarin

_SURROGATES = re.compile("[\ud800-\udfff]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u00ad]")
_DIGITS = re.compile(r"\d[\d,.]*(?<=\d)")
_SPACES = re.compile(r"\s+")
_REPEATED = re.compile(r"([!?。,.~…、])\1+")
_PUNCTUATION = str.maketrans({"。": ".", "、": ",", "「": '"', "」": '"', "“": '"', "”": '"'})
# Drawn out or drummed in: three say as much as three hundred.
_DRUMMED = re.compile(r"(.)\1{3,}")
_SKIN_TONES = range(0x1F3FB, 0x1F400)


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("hk2s")


def fold_width(text: str) -> str:
    """NFKC without invisible characters: full width becomes half width, ligatures open.

    Halves of surrogate pairs, which no encoder takes, become the replacement character.
    """
    whole = _SURROGATES.sub("\ufffd", text)
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", whole))


def to_simplified(text: str) -> str:
    """Traditional (also Hong Kong's variants) to Simplified, by OpenCC's tables."""
    return str(_converter().convert(text))


def emoji_to_words(text: str) -> str:
    """Emoji become their Unicode names, so that every engine reads them as words."""
    return "".join(_spell(ch) if ord(ch) >= 0x2190 else ch for ch in text)


def mask_digits(text: str) -> str:
    """Every figure becomes `0`: which amount was said is the reader's matter, not the intent's."""
    return _DIGITS.sub("0", text)


def fold(text: str) -> str:
    """Width, script, dialect and case folded; figures and emoji stay."""
    plain = to_simplified(to_mandarin(fold_width(text)))
    return _SPACES.sub(" ", plain.translate(_PUNCTUATION)).strip().lower()


def normalise(text: str) -> str:
    """The form every feature is taken from: `fold`, then emoji as words and digits masked."""
    plain = _DRUMMED.sub(r"\1\1\1", fold(text))
    return _REPEATED.sub(r"\1", _SPACES.sub(" ", mask_digits(emoji_to_words(plain)))).strip()


def _spell(ch: str) -> str:
    if unicodedata.category(ch) not in ("So", "Sk") or ord(ch) in _SKIN_TONES:
        return "" if ord(ch) in _SKIN_TONES else ch
    return f" {unicodedata.name(ch, '').lower()} "
