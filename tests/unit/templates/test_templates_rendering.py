"""A message is rendered in its exact words, or refused: nothing is guessed, nothing is lost."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.adapters.templates import TemplateProblem
from bot.adapters.templates.library import text_hash
from tests.unit.templates.template_files import ALWAYS, one

DUE = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-Hans", "2026年11月21日 15:30（北京时间）"),
        ("zh-Hant", "2026年11月21日 15:30（香港時間）"),
        ("en", "21 Nov 2026, 15:30 (Hong Kong time)"),
    ],
)
def test_a_moment_is_absolute_and_names_its_zone(tmp_path: Path, language: str, words: str) -> None:
    made = one(tmp_path, "{{ due|moment }}", "values: {due: moment}")
    assert made.render("hello", language, {**ALWAYS, "due": DUE}).text == words


def test_a_day_is_that_of_the_firms_zone_not_of_utc(tmp_path: Path) -> None:
    made = one(tmp_path, "{{ due|day }}", "values: {due: moment}")
    late = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    assert made.render("hello", "en", {**ALWAYS, "due": late}).text == "21 Nov 2026"
    assert made.render("hello", "zh-Hant", {**ALWAYS, "due": late}).text == "2026年11月21日"


def test_a_brief_moment_names_the_year_only_when_it_is_another(tmp_path: Path) -> None:
    made = one(tmp_path, "{{ due|brief }}", "values: {due: moment}")
    other = datetime(2027, 1, 2, 1, 0, tzinfo=UTC)
    assert made.render("hello", "en", {**ALWAYS, "due": DUE}).text == "21 Nov 15:30"
    assert made.render("hello", "en", {**ALWAYS, "due": other}).text == "2 Jan 2027 09:00"
    assert made.render("hello", "zh-Hans", {**ALWAYS, "due": other}).text == "2027年1月2日 09:00"


def test_a_code_is_put_into_the_words_of_its_vocabulary(tmp_path: Path) -> None:
    text = "{{ state|term }}/{{ state|term('desk') }}/{{ 'credit'|term('desk') }}"
    made = one(tmp_path, text, "values: {state: code}")
    words = made.render("hello", "en", {**ALWAYS, "state": "closing"}).text
    assert words == "closing of the account/Closing/credit standing"
    assert made.term("desk.closing", "zh-Hant") == "辦理中"


def test_a_code_without_words_is_refused(tmp_path: Path) -> None:
    made = one(tmp_path, "{{ state|term }}", "values: {state: code}")
    with pytest.raises(TemplateProblem, match="no words for the code 'nonsense'"):
        made.render("hello", "en", {**ALWAYS, "state": "nonsense"})
    with pytest.raises(TemplateProblem, match="nonsense"):
        made.term("nonsense", "en")


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("text 5", None, "words: is None"),
        ("text 5", 5, "words: is int, not text"),
        ("int", "5", "words: is text, not int"),
        ("int", True, "words: is bool, not int"),
        ("bool", 1, "words: is int, not bool"),
        ("moment", datetime(2026, 1, 1), "words: is a moment without a zone"),
        ("code", "", "words: is empty"),
        ("code", "a" * 65, "words: is longer than 64 and cannot be cut"),
        ("list 1", ({}, {}), "words: has 2 rows, more than 1"),
        ("list", "abc", "words: is str, not a list of rows"),
        ("list", ("abc",), "words: has a row that is str"),
        ("text 5", ({},), "words: is tuple, not text"),
    ],
)
def test_a_value_of_another_kind_is_refused(
    tmp_path: Path, kind: str, value: object, reason: str
) -> None:
    made = one(tmp_path, description=f"values: {{words: {kind}}}")
    with pytest.raises(TemplateProblem, match=reason):
        made.render("hello", "en", {**ALWAYS, "words": value})


def test_missing_and_undeclared_values_are_named_together(tmp_path: Path) -> None:
    made = one(tmp_path, description="values: {words: text 5, due: moment}")
    with pytest.raises(TemplateProblem) as caught:
        made.render("hello", "zh-Hant", {**ALWAYS, "surplus": 1})
    assert caught.value.reason == "surplus: not declared; words: missing; due: missing"
    assert (caught.value.message, caught.value.language) == ("hello", "zh-Hant")


@pytest.mark.parametrize("name", ["firm", "phone", "complaint_phone", "now"])
def test_the_firm_its_telephones_and_the_time_may_not_be_missing(tmp_path: Path, name: str) -> None:
    given = {key: value for key, value in ALWAYS.items() if key != name}
    with pytest.raises(TemplateProblem, match=f"{name}: missing"):
        one(tmp_path).render("hello", "en", given)


def test_the_firms_own_name_and_telephones_are_refused_rather_than_cut(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem, match="phone: is longer than 40 and cannot be cut"):
        one(tmp_path).render("hello", "en", {**ALWAYS, "phone": "2" * 41})


def test_what_is_empty_outside_a_case_need_not_be_given(tmp_path: Path) -> None:
    text = "[{{ case_no }}{{ name }}{{ handler_name }}{{ client_name }}]"
    assert one(tmp_path, text).render("hello", "en", ALWAYS).text == "[]"


def test_an_optional_value_may_be_none_but_never_prints_none(tmp_path: Path) -> None:
    made = one(tmp_path, "{% if due %}by {{ due|day }}{% else %}open{% endif %}",
               "values:\n  due: moment ?")  # fmt: skip
    assert made.render("hello", "en", {**ALWAYS, "due": None}).text == "open"
    assert made.render("hello", "en", ALWAYS).text == "open"
    careless = one(tmp_path, "{{ due }}", "values:\n  due: moment ?")
    for value in (None, DUE):
        with pytest.raises(TemplateProblem, match="cannot be printed as it is"):
            careless.render("hello", "en", {**ALWAYS, "due": value})


def test_a_long_text_is_cut_before_rendering_so_that_what_follows_it_stays(tmp_path: Path) -> None:
    made = one(tmp_path, "“{{ words }}” Call {{ phone }}.", "values: {words: text 10}")
    text = made.render("hello", "en", {**ALWAYS, "words": "abcdefghijklmno"}).text
    assert text == "“abcdefghi…” Call 2000 0000."


def test_texts_within_rows_are_cut_too(tmp_path: Path) -> None:
    text = "{% for row in rows %}{{ row.text }};{% endfor %}"
    made = one(tmp_path, text, "values: {rows: list 3 of 4}")
    rows = ({"text": "abcdefgh"}, {"text": "ab"})
    assert made.render("hello", "en", {**ALWAYS, "rows": rows}).text == "abc…;ab;"


def test_a_row_without_the_field_asked_for_is_refused(tmp_path: Path) -> None:
    made = one(tmp_path, "{% for row in rows %}{{ row.due }}{% endfor %}", "values: {rows: list}")
    with pytest.raises(TemplateProblem, match="due"):
        made.render("hello", "en", {**ALWAYS, "rows": ({"text": "a"},)})


def test_marks_that_turn_a_line_around_do_not_reach_the_reader(tmp_path: Path) -> None:
    made = one(tmp_path, "{{ words }}", "values: {words: text 40}")
    sly = "invoice\u202efdp.exe\x00\ud83d"
    assert made.render("hello", "en", {**ALWAYS, "words": sly}).text == "invoice fdp.exe"


def test_the_readers_own_words_are_never_taken_for_a_template(tmp_path: Path) -> None:
    made = one(tmp_path, "{{ words }}", "values: {words: text 40}")
    text = made.render("hello", "en", {**ALWAYS, "words": "{{ firm }} <b>&"}).text
    assert text == "{{ firm }} <b>&"


def test_a_text_longer_than_telegram_takes_is_refused(tmp_path: Path) -> None:
    made = one(tmp_path, "{{ words }}😀", "values: {words: text 5000}")
    made.render("hello", "en", {**ALWAYS, "words": "a" * 4094})
    with pytest.raises(TemplateProblem, match="4097 UTF-16 units"):
        made.render("hello", "en", {**ALWAYS, "words": "a" * 4095})


def test_an_empty_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem, match="the text is empty"):
        one(tmp_path, "{% if name %}Hello{% endif %}").render("hello", "en", ALWAYS)


def test_lines_of_tags_leave_no_line_and_other_lines_keep_theirs(tmp_path: Path) -> None:
    text = (
        "A{% if firm %} of {{ firm }}{% endif %}\n"
        "{% if name %}\nnever\n{% else %}\n"
        "B\n{% endif %}\n"
        "  {% for row in rows %}{% if row.a %}\n- {{ row.a }}\n{% endif %}{% endfor %}\n"
        "C\n{% if name -%}\nx\n{% endif +%}\nD\n"
    )
    made = one(tmp_path, text, "values: {rows: list}")
    rows = ({"a": "1"}, {"a": "2"})
    words = made.render("hello", "en", {**ALWAYS, "rows": rows}).text
    assert words == "A of Harbour\nB\n- 1\n- 2\nC\n\nD"


def test_blank_lines_never_pile_up_and_no_blank_ends_a_line(tmp_path: Path) -> None:
    made = one(tmp_path, "\nA  \n\n\n{{ name }}\n\nB\n\n")
    assert made.render("hello", "en", ALWAYS).text == "A\n\nB"


def test_the_hash_is_that_of_text_and_labels_as_json(tmp_path: Path) -> None:
    label = '{zh-Hans: "转人工", zh-Hant: "轉接", en: "A person"}'
    made = one(tmp_path, "你好 {{ firm }}", f"options: {{human: {label}}}")
    rendered = made.render("hello", "zh-Hans", ALWAYS, ["human"])
    shown = json.dumps(["你好 Harbour", "转人工"], ensure_ascii=False, separators=(",", ":"))
    assert rendered.text_hash == hashlib.sha256(shown.encode()).hexdigest()
    assert (rendered.template_version, rendered.weight) == (3, "courtesy")
    assert rendered.text_hash == text_hash(rendered.text, rendered.labels)


def test_the_hash_tells_text_and_label_apart() -> None:
    assert text_hash("a", ["b"]) != text_hash("ab", []) != text_hash("a b", [])


@pytest.mark.parametrize(("message", "language"), [("nothing", "en"), ("hello", "fr")])
def test_an_unknown_message_or_language_is_refused(
    tmp_path: Path, message: str, language: str
) -> None:
    with pytest.raises(TemplateProblem, match="no such"):
        one(tmp_path).render(message, language, ALWAYS)


@pytest.mark.parametrize("text", ["{{ firm.__class__ }}", "{{ firm.upper.__globals__ }}"])
def test_a_template_cannot_reach_behind_its_values(tmp_path: Path, text: str) -> None:
    with pytest.raises(TemplateProblem):
        one(tmp_path, text).render("hello", "en", ALWAYS)
