"""The lint of tone finds what no reader should meet, and leaves plain words alone."""

from __future__ import annotations

import pytest

from bot.adapters.templates.tone import findings

BAD = [
    ("zh-Hans", "您没有按时提交", "blames"),
    ("zh-Hant", "責任在您", "blames"),
    ("en", "You failed to reply", "blames"),
    ("en", "You did not send it", "blames"),
    ("zh-Hans", "我们保证三天办完", "promises"),
    ("zh-Hant", "一定成功", "promises"),
    ("en", "We guarantee the result", "promises"),
    ("en", "It will definitely work", "promises"),
    ("zh-Hans", "这不归我们管", "sends the reader away"),
    ("zh-Hant", "系統就是這樣", "sends the reader away"),
    ("en", "That is not our department", "sends the reader away"),
    ("zh-Hans", "否则后果自负", "threatens"),
    ("zh-Hant", "後果自負", "threatens"),
    ("en", "Reply now or else", "threatens"),
    ("zh-Hans", "限时优惠", "sells"),
    ("en", "a special offer for you", "sells"),
    ("zh-Hans", "规定必须这样", "unnamed rule"),
    ("en", "It is our policy", "unnamed rule"),
    ("zh-Hans", "敞口过大", "is jargon"),
    ("en", "Your exposure is high", "is jargon"),
    ("zh-Hant", "KYC 未完成", "is jargon"),
    ("zh-Hans", "可疑交易", "is jargon"),
    ("zh-Hans", "请提供XX文件", "blank"),
    ("en", "Please send ____ by TBD", "blank"),
    ("zh-Hant", "請補交材料", "Hong Kong wording"),
    ("zh-Hant", "您的帳戶", "Hong Kong wording"),
]
GOOD = [
    ("zh-Hans", "保证金不足"),
    ("zh-Hans", "如果您没有进行这笔交易，请告诉我们"),
    ("zh-Hans", "我们不能保证结果"),
    ("zh-Hans", "在一定时间内"),
    ("zh-Hant", "我們不作任何承諾"),
    ("en", "If you did not make this trade, please press the button"),
    ("en", "We cannot promise a date"),
    ("en", "A box of 60 pages (see {{ file_name }})"),
    ("zh-Hans", "期限（{{ due|day }}）"),
    ("zh-Hans", "材料"),
]


@pytest.mark.parametrize(("language", "text", "why"), BAD)
def test_words_that_no_reader_should_meet_are_found(language: str, text: str, why: str) -> None:
    assert [why in finding.why for finding in findings("a.txt", text, language)].count(True) >= 1


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_plain_words_are_left_alone(language: str, text: str) -> None:
    assert findings("a.txt", text, language) == []


def test_a_finding_names_file_line_and_word() -> None:
    text = "Hello\n{% if name == 'guarantee' %}\nwe guarantee it{% endif %}\n"
    found = findings("notice/en.txt", text, "en")
    assert [(each.path, each.line, each.word) for each in found] == [
        ("notice/en.txt", 3, "guarantee")
    ]


def test_jargon_comes_with_plain_words_instead() -> None:
    (found,) = findings("a.txt", "the counterparty", "en")
    assert "the other side" in found.why


def test_staff_may_read_the_words_of_the_trade_but_no_blame() -> None:
    text = "AML exposure, your fault"
    assert [each.word for each in findings("a.txt", text, "en", jargon=False)] == ["your fault"]


def test_findings_stand_in_the_order_of_the_text() -> None:
    found = findings("a.txt", "TBD, we promise\nno problem", "en")
    assert [each.word for each in found] == ["TBD", "promise", "no problem"]
