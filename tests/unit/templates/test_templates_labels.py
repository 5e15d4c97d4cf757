"""Buttons have labels in the reader's language, within what a phone shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.adapters.templates import TemplateLibrary, TemplateProblem
from bot.case.decision import Value
from tests.unit.templates.template_files import ALWAYS, one

OPTIONS = """
dynamic: true
values: {document: code, rows: list 5}
options:
  human: {zh-Hans: "转人工", zh-Hant: "轉接客戶服務員", en: "Talk to a person"}
  move: {zh-Hans: "这份是{{ document|term }}", zh-Hant: "這份是{{ document|term }}",
         en: "This was {{ arg }}: {{ document|term }}"}
  reject.unreadable: {zh-Hans: "看不清楚", zh-Hant: "看不清楚", en: "Not readable"}
  name: {zh-Hans: "{{ name }}", zh-Hant: "{{ name }}", en: "{{ name }}"}
"""
ROWS = ({"item_id": "D2", "document": "closing"}, {"item_id": "D3", "document": "credit"})
VALUES: dict[str, Value] = {**ALWAYS, "document": "credit", "rows": ROWS}


@pytest.fixture
def made(tmp_path: Path) -> TemplateLibrary:
    return one(tmp_path, description=OPTIONS)


def test_labels_come_in_the_order_of_the_options(made: TemplateLibrary) -> None:
    labels = made.render("hello", "zh-Hant", VALUES, ("reject.unreadable", "human")).labels
    assert labels == ("看不清楚", "轉接客戶服務員")


def test_a_label_sees_the_row_that_its_option_names(made: TemplateLibrary) -> None:
    labels = made.render("hello", "en", VALUES, ("move:D2", "move:D3")).labels
    assert labels == ("This was D2: closing of the account", "This was D3: credit standing")


def test_a_label_sees_the_messages_values_where_no_row_is_named(made: TemplateLibrary) -> None:
    assert made.render("hello", "en", VALUES, ("move:X",)).labels == (
        "This was X: credit standing",
    )


def test_a_ready_label_is_taken_as_it_is(made: TemplateLibrary) -> None:
    ready = {"case:C-1": "C-1", "human": "My own"}
    labels = made.render("hello", "en", VALUES, ("case:C-1", "human"), ready).labels
    assert labels == ("C-1", "My own")


def test_an_option_without_a_label_is_refused(made: TemplateLibrary) -> None:
    with pytest.raises(TemplateProblem, match="option 'status' has no label"):
        made.render("hello", "en", VALUES, ("status",))


@pytest.mark.parametrize(("name", "length"), [("", 0), (" ", 0), ("a" * 65, 64)])
def test_an_empty_label_is_refused_and_a_long_value_is_cut(
    made: TemplateLibrary, name: str, length: int
) -> None:
    values = {**VALUES, "name": name}
    if length:
        assert len(made.render("hello", "en", values, ("name",)).labels[0]) == length
        return
    with pytest.raises(TemplateProblem, match="has 0 characters"):
        made.render("hello", "en", values, ("name",))


def test_a_label_over_64_characters_is_refused(made: TemplateLibrary) -> None:
    with pytest.raises(TemplateProblem, match="has 65 characters"):
        made.render("hello", "en", VALUES, ("x",), {"x": "a" * 65})


def test_a_label_is_one_line(made: TemplateLibrary) -> None:
    assert made.render("hello", "en", VALUES, ("x",), {"x": "a\n b"}).labels == ("a b",)
