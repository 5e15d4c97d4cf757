"""When a text changes the language a person is spoken to in."""

from __future__ import annotations

import pytest

from bot.procedures.speaking import language_heard, language_named

OFFERED = ("zh-Hans", "zh-Hant", "en")


@pytest.mark.parametrize(
    ("current", "detected", "text", "becomes"),
    [
        ("en", "zh-Hant", "我想知道去到邊一步", "zh-Hant"),
        ("zh-Hant", "zh-Hans", "我想知道现在到哪了", "zh-Hans"),
        ("zh-Hans", "en", "how far is my case", "en"),
        ("zh-Hans", "en", "status please", None),
        ("en", "zh-Hans", "谢谢", None),
        ("en", "en", "how far is my case", None),
        ("en", "", "ok", None),
        ("en", "fr", "où en est mon dossier", None),
    ],
)
def test_only_a_clear_text_changes_it(
    current: str, detected: str, text: str, becomes: str | None
) -> None:
    found = language_heard(current, detected, text, wished=False, offered=OFFERED)
    assert (found.language if found else None) == becomes
    if found:
        assert found.why == "detected"


def test_a_wish_holds_whatever_she_writes() -> None:
    assert (
        language_heard("en", "zh-Hant", "我想知道去到邊一步", wished=True, offered=OFFERED) is None
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Please speak English", "en"),
        ("可以用繁體嗎", "zh-Hant"),
        ("请用简体中文", "zh-Hans"),
        ("我想用廣東話", "zh-Hant"),
        ("請轉做英文", "en"),
        ("use Chinese please", ""),
        ("English or 简体?", ""),
        ("换个语言", ""),
    ],
)
def test_a_language_named_is_known_and_an_unclear_one_is_not(text: str, language: str) -> None:
    assert language_named(text) == language
