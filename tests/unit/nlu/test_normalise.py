"""One form for all scripts, widths and dialects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.normalise import fold, fold_width, mask_digits, normalise

ANYTHING = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("銷戶", "销户"),
        ("ＯＫ，收到", "ok,收到"),
        ("唔該", "请"),
        ("點解唔可以？", "为什么不可以?"),
        ("係我落嘅單", "是我落的单"),
        ("呢筆錢幾時到", "这笔钱什么时候到"),
        ("I\u00a0owe\u3000HK$5,000", "i owe hk$5,000"),
        ("cant\u200bot", "cantot"),
    ],
)
def test_the_same_said_in_two_ways_folds_to_one_form(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_standard_words_with_a_cantonese_character_stay_as_they_are() -> None:
    assert fold("关系") == "关系"
    assert fold("聯係我") == fold("联系我")


def test_figures_are_masked_for_features_only() -> None:
    assert normalise("HK$12,500.50!!") == "hk$0!"
    assert fold("HK$12,500.50") == "hk$12,500.50"
    assert mask_digits("3.") == "0."


def test_emoji_become_their_names() -> None:
    assert normalise("👍🏽") == "thumbs up sign"


@given(ANYTHING)
def test_every_string_has_a_form_that_an_encoder_takes(text: str) -> None:
    normalise(text).encode("utf-8")


@given(st.text(max_size=60))
def test_width_is_folded_once_for_all(text: str) -> None:
    assert fold_width(fold_width(text)) == fold_width(text)


@given(st.text("我的账户是对 abcXYZ019?!，。", max_size=40))
def test_plain_text_normalises_once_for_all(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
