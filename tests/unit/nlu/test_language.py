"""Which language one message is written in, and when that cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu import rasa_yaml
from nlu.language import detect

DATA = Path(rasa_yaml.__file__).with_name("data")
# Of sentences long enough to tell at all; a wrong switch of language annoys more than a missed one.
MOST_WRONG = 0.02


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("请问还需要什么材料？", "zh-Hans"),
        ("請問還需要什麼文件？", "zh-Hant"),
        ("我几时可以销户", "zh-Hans"),
        ("唔該晒", "zh-Hant"),
        ("係咪真㗎", "zh-Hant"),
        ("我想check下個case去到邊", "zh-Hant"),
        ("帮我查一下 account 的 status", "zh-Hans"),
        ("what documents do I need", "en"),
        ("Where does my case stand, 陳先生?", "en"),
        ("I'm Chan Tai Man, please call me back", "en"),
    ],
)
def test_script_and_words_tell_the_language(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    "text", ["", "ok", "OK", "👍", "12,500", "C-2026-000123", "...", "hi", "好"]
)
def test_what_belongs_to_no_language_tells_none(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize("text", ["你好", "收到", "明天下午三点前回覆你"])
def test_characters_that_both_scripts_share_never_tell_the_other_script(text: str) -> None:
    assert detect(text) in (None, "zh-Hans")


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_few_sentences_of_a_language_are_taken_for_another(language: str) -> None:
    examples = rasa_yaml.read(DATA / "test" / f"{language}.yml")
    told = [found for e in examples if (found := detect(e.text)) is not None]
    wrong = [found for found in told if found != language]
    assert len(told) > len(examples) / 2
    assert len(wrong) <= MOST_WRONG * len(told)


@given(st.text(st.characters(codec=None), max_size=80))
def test_any_string_has_an_answer(text: str) -> None:
    assert detect(text) in (None, "en", "zh-Hans", "zh-Hant")
