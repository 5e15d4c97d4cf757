"""Where the certificate's lines may break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.certificate_text import lines_of


def wrapped(text: str, width: int) -> list[str]:
    """Lines for a font in which every character is one wide."""
    return lines_of(text, width, len)


def test_chinese_breaks_between_characters() -> None:
    assert wrapped("一二三四五六七", 3) == ["一二三", "四五六", "七"]


def test_closing_marks_never_begin_a_line_and_opening_marks_never_end_one() -> None:
    assert wrapped("一二三。四五六（七八）", 3) == ["一二", "三。四", "五六", "（七", "八）"]


def test_words_and_numbers_stay_whole() -> None:
    assert wrapped("共 8,812.50 元 is HK$", 9) == ["共", "8,812.50", "元 is HK$"]


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert wrapped("abcdefgh", 3) == ["abc", "def", "gh"]


def test_line_breaks_given_are_kept() -> None:
    assert wrapped("a\n\nb", 5) == ["a", "", "b"]


@given(st.text("一二。，（）「 aB1.-é\n", max_size=40), st.integers(1, 12))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= width for line in lines)
