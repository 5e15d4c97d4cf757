"""A text levelled for reading values: one character for one, so that offsets stay true."""

from __future__ import annotations

import string
from functools import lru_cache

import opencc

_MARKS = {"　": " ", "’": "'", "﹣": "-", "–": "-", "—": "-", "￥": "¥", "〇": "零", "週": "周"}


def level(text: str) -> str:
    """Simplified, half width, lower case; the same length as `text`."""
    return text.translate(_table())


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    block = [chr(code) for code in range(0x3400, 0xA000)]
    simple = str(opencc.OpenCC("t2s").convert("\n".join(block))).split("\n")
    table = {ord(old): new for old, new in zip(block, simple, strict=True) if old != new}
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    table.update({ord(mark): plain for mark, plain in _MARKS.items()})
    lowered = {upper: upper.lower() for upper in string.ascii_uppercase}
    table.update({ord(upper): lower for upper, lower in lowered.items()})
    table.update({ord(upper) + 0xFEE0: lower for upper, lower in lowered.items()})
    return table
