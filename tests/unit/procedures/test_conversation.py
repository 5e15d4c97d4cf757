"""Talk: what every button does everywhere, and how often one may fail to be understood."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.case.entries.talk import Misunderstood
from bot.case.inputs import Said
from bot.case.meaning import Meant
from bot.procedures import conversation
from tests.unit.procedures.cases import (
    ACCOUNT,
    CLIENT,
    KAREN,
    MONDAY,
    RULES,
    CaseFile,
    playbook,
)


@pytest.mark.parametrize(
    ("option", "messages"),
    [
        ("human", ["human_coming", "staff_task"]), ("complain", ["ask_complaint"]),
        ("status", ["status_client"]), ("language", ["language_menu"]),
        ("zh-Hans", ["language_changed"]), ("zh-Hant", ["language_changed"]),
        ("en", ["language_changed"]),
    ],
)  # fmt: skip
def test_what_works_under_every_message(option: str, messages: list[str]) -> None:
    decision = conversation.everywhere(CaseFile().case, option, playbook(), MONDAY)
    assert decision is not None
    assert [say.message for say in decision.says] == messages


@pytest.mark.parametrize("option", ["correct", "read", "", "fr", "move:D1"])
def test_what_belongs_to_a_procedure_is_left_to_it(option: str) -> None:
    assert conversation.everywhere(CaseFile().case, option, playbook(), MONDAY) is None


def _says(file: CaseFile, meant: Meant, text: str = "…") -> list[str]:
    what = Said(CLIENT, text, ACCOUNT, None, meant)
    decision = file.take(RULES.decide(file.case, what, playbook(), MONDAY), MONDAY, CLIENT)
    return [say.message for say in decision.says]


def test_the_second_misunderstanding_in_a_row_goes_to_a_person_with_the_words() -> None:
    file = CaseFile()
    assert _says(file, Meant(), "blah") == ["did_not_understand"]
    what = Said(CLIENT, "blah blah", ACCOUNT)
    decision = RULES.decide(file.case, what, playbook(), MONDAY)
    assert [say.message for say in decision.says] == ["passed_to_human", "staff_task"]
    assert decision.says[1].values["words"] == "blah blah"
    assert [b.count for b in decision.entries if isinstance(b, Misunderstood)] == [2]


def test_an_answer_in_between_begins_the_count_anew() -> None:
    file = CaseFile()
    file.alert("operational", "low")
    assert _says(file, Meant(), "blah") == ["did_not_understand"]
    file.presses("correct", MONDAY, "notice:A1")
    assert _says(file, Meant(), "blah") == ["did_not_understand"]


@pytest.mark.parametrize(
    ("meant", "expected"),
    [
        (Meant(reading="assent"), "correct"), (Meant(reading="denial"), "not_me"),
        (Meant("deny", True), "not_me"), (Meant("dispute_amount", True), "differs"),
        (Meant("ask_more_time", True), "more_time"),
    ],
)  # fmt: skip
def test_words_that_could_answer_bring_the_question_back_with_its_buttons(
    meant: Meant, expected: str
) -> None:
    file = CaseFile()
    file.alert("operational", "low")
    decision = RULES.decide(file.case, Said(CLIENT, "…", ACCOUNT, None, meant), playbook(), MONDAY)
    assert decision.reason == f"words.offered.{expected}"
    assert decision.entries == ()
    ask = decision.says[0].ask
    assert ask is not None
    assert expected in ask.options


def test_a_meaning_that_is_not_accepted_offers_nothing() -> None:
    file = CaseFile()
    file.alert("operational", "low")
    assert _says(file, Meant("deny", False)) == ["did_not_understand"]


def test_a_decided_question_is_never_brought_back() -> None:
    file = CaseFile()
    file.alert("operational", "low")
    file.acts(KAREN, "resolve", MONDAY + timedelta(hours=1), "seen to", alert="A1")
    assert "press_instead" not in _says(file, Meant(reading="assent"))


def test_a_long_text_is_echoed_short() -> None:
    what = Said(CLIENT, "啊" * 4096, ACCOUNT)
    decision = RULES.decide(CaseFile().case, what, playbook(), MONDAY)
    assert len(str(decision.says[0].values["echo"])) <= 120
