"""Whatever is wrong with the library is found, all of it at once, with the place it stands at."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.templates import Problem, TemplateLibrary, TemplateProblem
from tests.unit.templates.template_files import ALWAYS, TERMS, library, one, write_message


def found(made: TemplateLibrary) -> list[tuple[str, str]]:
    return [(problem.path, problem.reason) for problem in made.check()]


def test_a_sound_library_has_no_problem(tmp_path: Path) -> None:
    made = one(tmp_path, "{{ firm }} {{ kind|term }}", "values: {kind: code such as credit}")
    assert made.check() == []
    assert made.names() == ("hello",)


@pytest.mark.parametrize(
    ("description", "path", "reason"),
    [
        ("surplus: 1", "hello/message.yml:surplus", "Extra inputs are not permitted"),
        ("values: {a: date}", "hello/message.yml:values:a", "is none of"),
        ("values: {A-b: int}", "hello/message.yml:values", "not a value's name"),
        ("options: {human: {en: Talk}}", "hello/message.yml:options:human:zh-Hans", "required"),
        ("options: {human: {zh-Hans: '', zh-Hant: 人, en: A}}",
         "hello/message.yml:options:human:zh-Hans", "at least 1 character"),
        ("id: X02", "hello/message.yml", "stands twice: id"),
        ("values: [", "hello/message.yml", "line "),
    ],
)  # fmt: skip
def test_a_description_that_is_wrong_is_told_with_its_key(
    tmp_path: Path, description: str, path: str, reason: str
) -> None:
    problems = found(one(tmp_path, description=description))
    assert any(where == path and reason in why for where, why in problems), problems


def test_a_message_that_cannot_be_read_cannot_be_rendered(tmp_path: Path) -> None:
    made = one(tmp_path, description="surplus: 1")
    with pytest.raises(TemplateProblem, match="no such message"):
        made.render("hello", "en", ALWAYS)


def test_a_language_that_is_missing_empty_or_broken_is_told(tmp_path: Path) -> None:
    place = write_message(tmp_path, en="{{ firm }}\n{% if %}", zh_Hans="  \n")
    (place / "zh-Hant.txt").unlink()
    (place / "fr.txt").write_text("bonjour", encoding="utf-8")
    problems = dict(found(library(tmp_path)))
    assert "unreadable" in problems["hello/zh-Hant.txt"]
    assert problems["hello/zh-Hans.txt"] == "is empty"
    assert "Expected an expression" in problems["hello/en.txt:2"]
    assert problems["hello/fr.txt"] == "is no file of a message"


def test_an_unknown_filter_is_told_with_its_line(tmp_path: Path) -> None:
    problems = found(one(tmp_path, "\n{{ firm|shout }}"))
    assert ("hello/en.txt:2", "No filter named 'shout'.") in problems


def test_the_languages_must_use_the_same_values(tmp_path: Path) -> None:
    made = one(tmp_path, "{{ firm }} {{ a }}", "values: {a: int}", en="{{ firm }}")
    assert made.check() == [
        Problem("hello/en.txt", "a", "is used in another language, but not here")
    ]


def test_an_undeclared_value_is_told_in_text_and_label(tmp_path: Path) -> None:
    label = '{zh-Hans: "转", zh-Hant: "轉", en: "To {{ whom }}"}'
    made = one(tmp_path, "{{ firm }}{{ a }}", f"options: {{human: {label}}}")
    paths = [
        (p.path, p.value) for p in made.check() if p.reason == "is not declared in message.yml"
    ]
    assert ("hello/en.txt", "a") in paths
    assert ("hello/message.yml:options:human:en", "whom") in paths


def test_codes_named_in_text_or_description_need_words(tmp_path: Path) -> None:
    text = "{{ 'gone'|term }}{{ 'closing'|term('desk') }}"
    made = one(tmp_path, text, "values: {kind: code such as credit|lost}")
    problems = [(p.path, p.value) for p in made.check() if "has no words" in p.reason]
    assert ("hello/en.txt", "gone") in problems
    assert ("hello/message.yml:values:kind", "lost") in problems
    assert len([value for _, value in problems if value not in ("gone", "lost")]) == 0


def test_two_messages_may_not_share_an_id(tmp_path: Path) -> None:
    write_message(tmp_path, name="other")
    terms = TERMS + 'message.other: {zh-Hans: "别", zh-Hant: "別", en: "other"}\n'
    write_message(tmp_path)
    problems = library(tmp_path, terms).check()
    assert problems == [Problem("other/message.yml:id", "X01", "is also that of hello")]


def test_every_turn_of_a_text_is_tried_at_its_greatest_length(tmp_path: Path) -> None:
    text = "{{ firm }}{% if last %}{{ words }}{% else %}{{ row.x }}{% endif %}"
    made = one(tmp_path, text, "values: {last: bool, words: text 4096, row: list}")
    turns = {(p.value, p.reason.split(":")[0]) for p in made.check() if p.path == "hello/en.txt"}
    assert ("greatest", "does not render") in turns
    assert ("last = false", "does not render") in turns
    assert ("ordinary", "does not render") not in turns


def test_a_notice_to_a_client_says_who_writes_and_whom_to_ask(tmp_path: Path) -> None:
    place = write_message(tmp_path, "Hello.")
    path = place / "message.yml"
    path.write_text(path.read_text("utf-8").replace("courtesy", "notice"), encoding="utf-8")
    reasons = {p.reason for p in library(tmp_path).check() if p.path == "hello/en.txt"}
    assert reasons == {
        "is missing: it says who writes", "names no telephone and offers no human",
    }  # fmt: skip


def test_staff_need_a_name_for_every_message_to_clients(tmp_path: Path) -> None:
    write_message(tmp_path)
    terms = 'credit: {zh-Hans: "信用", zh-Hant: "信貸", en: "credit"}\n'
    problems = library(tmp_path, terms).check()
    assert [(p.path, p.value) for p in problems] == [("terms.yml", "message.hello")]


def test_the_tone_of_texts_labels_and_terms_is_looked_at(tmp_path: Path) -> None:
    label = '{zh-Hans: "保证", zh-Hant: "轉", en: "Guaranteed"}'
    write_message(tmp_path, "{{ firm }}", f"options: {{human: {label}}}", en="{{ firm }}\nTBD")
    terms = TERMS + 'netting: {zh-Hans: "轧差", zh-Hant: "相抵", en: "netting"}\n'
    terms += 'desk.netting: {zh-Hans: "轧差", zh-Hant: "相抵", en: "netting"}\n'
    problems = {(p.path, p.value) for p in library(tmp_path, terms).check()}
    assert problems == {
        ("hello/en.txt:2", "TBD"), ("hello/message.yml:options:human:1", "保证"),
        ("hello/message.yml:options:human:1", "Guaranteed"),
        ("terms.yml:netting:1", "轧差"), ("terms.yml:netting:1", "netting"),
    }  # fmt: skip


def test_terms_that_lack_a_language_or_stand_twice_are_told(tmp_path: Path) -> None:
    write_message(tmp_path)
    assert ("terms.yml:a:en", "Field required") in found(
        library(tmp_path, TERMS + 'a: {zh-Hans: "甲", zh-Hant: "甲"}\n')
    )
    assert ("terms.yml", "line 2: stands twice: credit") in found(
        library(tmp_path, TERMS + 'credit: {zh-Hans: "甲", zh-Hant: "甲", en: "a"}\n')
    )


def test_codes_that_yaml_would_take_for_yes_or_no_stay_words(tmp_path: Path) -> None:
    label = '{zh-Hans: "好", zh-Hant: "好", en: "Yes"}'
    made = one(tmp_path, description=f"options: {{yes: {label}, no: {label}, on: {label}}}")
    assert made.render("hello", "en", ALWAYS, ("yes", "no", "on")).labels == ("Yes",) * 3


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    write_message(tmp_path, "{{ nowhere }}", "surplus: 1")
    write_message(tmp_path, "TBD {{ firm }}", name="second")
    (tmp_path / "stray.txt").write_text("x", encoding="utf-8")
    paths = {problem.path.split(":")[0] for problem in library(tmp_path).check()}
    assert {"hello/message.yml", "second/en.txt", "stray.txt", "terms.yml"} <= paths
