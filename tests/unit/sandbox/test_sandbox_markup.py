"""Markup becomes text and entities, or Telegram's own error."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from bot.sandbox.entities import caption_text, format_text, message_text
from bot.sandbox.errors import Refusal
from bot.sandbox.utf16 import slice_units, units


def entities(text: str, mode: str = "HTML") -> tuple[str, list[tuple[Any, ...]]]:
    formatted = format_text(text, mode)
    return formatted.text, [
        tuple(value for value in entity.values()) for entity in formatted.entities
    ]


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("<b>Margin call</b> now", "Margin call now", [("bold", 0, 11)]),
        ("😀<i>x</i>", "😀x", [("italic", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("1 &lt; 2 &amp;&amp; 3 &#62; 2 &nbsp;", "1 < 2 && 3 > 2 &nbsp;", []),
        (
            '<a href="https://example.org/?a=1&amp;b=2">rules</a>',
            "rules",
            [("text_link", 0, 5, "https://example.org/?a=1&b=2")],
        ),
        ('<pre><code class="language-py">x=1</code></pre>', "x=1", [("pre", 0, 3, "py")]),
        ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ("  <b> padded </b>  ", "padded", [("bold", 0, 6)]),
        ("<b></b>empty", "empty", []),
        ("<B>upper</B>", "upper", [("bold", 0, 5)]),
    ],
)
def test_html_gives_text_and_entities(source: str, text: str, found: list[Any]) -> None:
    assert entities(source) == (text, found)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("你<p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        (
            "<a href>y</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        format_text(source, "HTML")
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("*bold* _it_", "bold it", [("bold", 0, 4), ("italic", 5, 2)]),
        ("__u__ ~s~ ||x||", "u s x", [("underline", 0, 1), ("strikethrough", 2, 1)]),
        (r"1\.5 `a*b`", "1.5 a*b", [("code", 4, 3)]),
        ("```py\nx\n```", "x", [("pre", 0, 1, "py")]),
        ("[t](https://e.org/\\))", "t", [("text_link", 0, 1, "https://e.org/)")]),
        (">quote\n>on\nrest", "quote\non\nrest", [("blockquote", 0, 8)]),
    ],
)
def test_markdown_v2_gives_text_and_entities(source: str, text: str, found: list[Any]) -> None:
    plain, got = entities(source, "MarkdownV2")
    assert plain == text
    assert [entity for entity in got if entity[0] != "spoiler"] == found


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a *b", "Can't find end of Bold entity at byte offset 2"),
        ("`x", "Can't find end of Code entity at byte offset 0"),
    ],
)
def test_broken_markdown_v2_is_refused(source: str, reason: str) -> None:
    with pytest.raises(Refusal, match="can't parse entities") as caught:
        format_text(source, "MarkdownV2")
    assert caught.value.description.endswith(reason)


def test_old_markdown_still_works() -> None:
    assert entities("*b* [t](https://e.org)", "Markdown") == (
        "b t",
        [("bold", 0, 1), ("text_link", 2, 1, "https://e.org")],
    )
    with pytest.raises(Refusal, match="end of the entity starting at byte offset 1"):
        format_text("a_b", "Markdown")


def test_commands_links_and_mentions_are_found() -> None:
    formatted = format_text("/start@casebot hi @ann see https://e.org #tag +85251234567")
    assert [entity["type"] for entity in formatted.entities] == [
        "bot_command",
        "mention",
        "url",
        "hashtag",
        "phone_number",
    ]
    assert format_text("a/b 5/6 x@y").entities == []


def test_length_counts_utf16_units_after_markup() -> None:
    assert message_text("<b>" + "x" * 4096 + "</b>", "HTML").text == "x" * 4096
    with pytest.raises(Refusal, match="message is too long"):
        message_text("😀" * 2049)
    with pytest.raises(Refusal, match="message caption is too long"):
        caption_text("x" * 1025)


@pytest.mark.parametrize("text", ["", "  \n ", "<b> </b>", "\x00"])
def test_nothing_to_say_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="message text is empty"):
        message_text(text, "HTML")


def test_lone_surrogate_and_unknown_mode_are_refused() -> None:
    with pytest.raises(Refusal, match="strings must be encoded in UTF-8"):
        message_text("\ud83d")
    with pytest.raises(Refusal, match="unsupported parse_mode"):
        message_text("x", "bbcode")


@given(st.text(max_size=60), st.sampled_from(["", "HTML", "MarkdownV2", "Markdown"]))
def test_any_text_is_read_or_refused_and_entities_lie_within(text: str, mode: str) -> None:
    try:
        formatted = format_text(text, mode)
    except Refusal as refusal:
        event(refusal.description.split(" at byte ")[0][:60])
        return
    for entity in formatted.entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"]
        assert entity["offset"] + entity["length"] <= units(formatted.text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_units_count_what_utf16_needs(text: str) -> None:
    assert units(text) == len(text.encode("utf-16-le")) // 2
    assert slice_units(text, 0, units(text)) == text
