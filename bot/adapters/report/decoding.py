"""Finds out how a text file is encoded, and refuses rather than spoil a name.

Statistical detectors were tried and left out: on short reports they read GB18030 names as
Big5 without a sign of doubt. Here the order is strict (marked Unicode, UTF-8), and between
GB18030 and Big5, which decode each other's bytes, only evidence in the text decides.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EVIDENCE_CHARACTERS = 200_000
# Rows of the two national charts that hold the characters in everyday use.
_COMMON = {"gb18030": ("gb2312", 0xD7), "big5hkscs": ("big5", 0xC6)}
_COMMON_ENOUGH = 0.8
_CLEAR_LEAD = 0.2


class EncodingUnclear(ValueError):
    """The bytes cannot be turned into text without guessing; the message says what to do."""


def decode_text(content: bytes, words: Iterable[str]) -> str:
    """The text of `content`; `words` are words expected in it, the evidence where bytes allow two.

    Raises EncodingUnclear.
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _strictly(content, codec)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        where = content.count(b"\n", 0, error.start) + 1
    text = _older_chinese(content, words)
    if text is None:
        raise EncodingUnclear(
            f"the text encoding is not clear (line {where} is not UTF-8, and neither GB18030 "
            "nor Big5 fits without doubt); save the file as CSV UTF-8"
        )
    return text


def _strictly(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise EncodingUnclear(
            f"the file says it is {codec} but is damaged at byte {error.start + 1}; "
            "export it again as CSV UTF-8"
        ) from error


def _older_chinese(content: bytes, words: Iterable[str]) -> str | None:
    texts = {codec: _attempt(content, codec) for codec in _COMMON}
    readable = {codec: text for codec, text in texts.items() if text is not None}
    return _by_words(readable, words) or _by_common_characters(readable)


def _attempt(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _by_words(texts: dict[str, str], words: Iterable[str]) -> str | None:
    telling = [word for word in words if len(word) > 1 and not word.isascii()]
    hits = {
        codec: sum(word in text[:_EVIDENCE_CHARACTERS] for word in telling)
        for codec, text in texts.items()
    }
    ranked = sorted(hits, key=lambda codec: hits[codec], reverse=True)
    if not ranked or hits[ranked[0]] == 0:
        return None
    if len(ranked) > 1 and hits[ranked[0]] < 2 * hits[ranked[1]] + 1:
        return None
    return texts[ranked[0]]


def _by_common_characters(texts: dict[str, str]) -> str | None:
    shares = {codec: _common_share(text, codec) for codec, text in texts.items()}
    ranked = sorted(shares, key=lambda codec: shares[codec], reverse=True)
    if not ranked or shares[ranked[0]] < _COMMON_ENOUGH:
        return None
    if len(ranked) > 1 and shares[ranked[0]] - shares[ranked[1]] < _CLEAR_LEAD:
        return None
    return texts[ranked[0]]


def _common_share(text: str, codec: str) -> float:
    """The share of the characters beyond ASCII that are in everyday use, 0..1."""
    chart, last_row = _COMMON[codec]
    strange = [letter for letter in text[:_EVIDENCE_CHARACTERS] if not letter.isascii()]
    common = sum(_is_common(letter, chart, last_row) for letter in strange)
    return common / max(1, len(strange))


def _is_common(letter: str, chart: str, last_row: int) -> bool:
    try:
        return letter.encode(chart)[0] <= last_row
    except UnicodeEncodeError:
        return False
