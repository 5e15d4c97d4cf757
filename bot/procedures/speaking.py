"""Which language a person is spoken to in: as she writes, until she chooses one herself (nlu.md)."""

from __future__ import annotations

import re

from bot.case.entries.talk import LanguageChosen

# Shorter texts are borrowed words ("ok", "PDF", a name) more often than a change of language.
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Languages as people name them, whatever they write in; "Chinese" alone could be either script.
_NAMED = (
    ("en", re.compile(r"(?i)\benglish\b|英文|英语|英語")),
    (
        "zh-Hans",
        re.compile(r"(?i)\bsimplified\b|\bmandarin\b|\bputonghua\b|简体|簡體|普通话|普通話"),
    ),
    ("zh-Hant", re.compile(r"(?i)\btraditional\b|\bcantonese\b|繁体|繁體|广东话|廣東話|粤语|粵語")),
)
FEWEST_HAN = 4
FEWEST_WORDS = 3


def language_heard(
    current: str, detected: str, text: str, *, wished: bool, offered: tuple[str, ...]
) -> LanguageChosen | None:
    """The change that a text brings; None where it brings none.

    A language chosen by wish holds; only a text long enough to tell changes anything.
    """
    if wished or detected in ("", current) or detected not in offered:
        return None
    if detected == "en":
        clear = len(_LATIN_WORD.findall(text)) >= FEWEST_WORDS
    else:
        clear = len(_HAN.findall(text)) >= FEWEST_HAN
    return LanguageChosen(detected, "detected") if clear else None


def language_named(text: str) -> str:
    """The one language that a wish names; empty where it names none or several."""
    named = [language for language, words in _NAMED if words.search(text)]
    return named[0] if len(named) == 1 else ""
