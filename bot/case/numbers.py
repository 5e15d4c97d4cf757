"""Numbers of cases, as people write them in a sentence of any language."""

from __future__ import annotations

import re
import unicodedata

# Chinese words may follow without a blank, so a word boundary would miss `C-2026-000123到哪一步了`.
_CASE_NO = re.compile(r"(?<![A-Z0-9])C-?(\d{4})-?(\d{6})(?![0-9])", re.IGNORECASE | re.ASCII)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−－﹣_"), "-")


def find_case_no(text: str) -> str:
    """The first case number in a text, as `C-2026-000123`; an empty text where there is none.

    Full-width characters, other dashes, none at all, and small letters count as well.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES))
    found = _CASE_NO.search(plain)
    return f"C-{found[1]}-{found[2]}" if found else ""
