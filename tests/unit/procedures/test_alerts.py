"""The answers to a low notice: what each writes down, whom it tells, and which counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.case.entries.alerts import AccountAttached, AlertAnswered
from bot.case.entries.talk import Confirmed, PromptAnswered
from bot.case.inputs import Enrolled, Pressed, Said
from bot.procedures.registry import why_refused
from tests.unit.procedures.cases import (
    ACCOUNT,
    CLIENT,
    KAREN,
    MONDAY,
    RULES,
    CaseFile,
    playbook,
)

HOUR = timedelta(hours=1)
NOTICE = "notice:A1"


def _low() -> CaseFile:
    file = CaseFile()
    file.alert("operational", "low")
    return file


@pytest.mark.parametrize(
    ("option", "answer", "told", "settles"),
    [
        ("correct", "facts_confirmed", ["confirmation_receipt", "staff_client_answered"], True),
        ("differs", "differs", ["ask_what_differs", "staff_client_answered"], True),
        ("more_time", "more_time", ["more_time_noted", "staff_client_answered"], False),
        ("not_me", "not_me", ["not_me_noted", "staff_client_answered"], True),
        ("human", "", ["human_coming", "staff_task"], False),
        ("complain", "", ["ask_complaint"], False),
        ("status", "", ["status_client"], False),
    ],
)
def test_what_each_button_of_the_low_notice_does(
    option: str, answer: str, told: list[str], settles: bool
) -> None:
    file = _low()
    decision = file.presses(option, MONDAY + HOUR, NOTICE)
    assert [say.message for say in decision.says] == told
    assert file.case.alert("A1").answer == answer
    assert any(isinstance(body, PromptAnswered) for body in decision.entries) is settles
    assert any(isinstance(body, Confirmed) for body in decision.entries) is (option == "correct")


@pytest.mark.parametrize("option", ["correct", "differs", "not_me"])
def test_a_settled_notice_refuses_every_further_answer(option: str) -> None:
    file = _low()
    file.presses(option, MONDAY + HOUR, NOTICE)
    _, prompt = next(iter(p for p in file.case.prompts.values() if p[0].purpose == NOTICE))
    refused = {o: why_refused(file.case, prompt, o, ACCOUNT, MONDAY + HOUR) for o in prompt.options}
    assert refused == {
        "correct": "closed", "differs": "closed", "more_time": "closed", "not_me": "closed",
        "human": "", "complain": "", "status": "",
    }  # fmt: skip


def test_another_account_may_press_none_of_them() -> None:
    file = _low()
    _, prompt = next(iter(p for p in file.case.prompts.values() if p[0].purpose == NOTICE))
    assert {why_refused(file.case, prompt, o, ACCOUNT + 1, MONDAY) for o in prompt.options} == {
        "not_yours"
    }


def test_a_decided_alert_closes_all_its_questions() -> None:
    file = _low()
    file.acts(KAREN, "resolve", MONDAY + HOUR, "looked into it", alert="A1")
    prompts = [p for m, p in file.case.prompts.values() if m.audience == "client"]
    assert {why_refused(file.case, p, "correct", ACCOUNT, MONDAY + HOUR) for p in prompts
            if "correct" in p.options} == {"closed"}  # fmt: skip
    assert file.case.open_prompts(MONDAY + HOUR, ACCOUNT) == []


def test_words_after_something_differs_are_kept_whole_and_told() -> None:
    file = _low()
    file.presses("differs", MONDAY + HOUR, NOTICE)
    asked = next(p for p in file.case.open_prompts(MONDAY + HOUR, ACCOUNT) if p.takes_text)
    words = "x" * 4096
    decision = RULES.decide(
        file.case, Said(CLIENT, words, ACCOUNT, asked), playbook(), MONDAY + HOUR
    )
    (answered,) = [b for b in decision.entries if isinstance(b, AlertAnswered)]
    assert answered.words == words
    told = next(say for say in decision.says if say.message == "staff_client_answered")
    assert len(str(told.values["words"])) <= 1000


def test_skipping_adds_no_second_answer() -> None:
    file = _low()
    file.presses("differs", MONDAY + HOUR, NOTICE)
    decision = file.presses("skip", MONDAY + HOUR, "differs:A1")
    assert [type(body) for body in decision.entries] == [PromptAnswered]
    assert len(file.case.bodies(AlertAnswered)) == 1


@pytest.mark.parametrize("answered", [False, True])
def test_a_new_account_gets_the_open_notice_unless_it_was_answered(answered: bool) -> None:
    file = _low()
    if answered:
        file.presses("correct", MONDAY + HOUR, NOTICE)
    file.account = ACCOUNT + 1
    file.write(MONDAY + HOUR, AccountAttached(ACCOUNT + 1, "en"), actor=CLIENT)
    what = Enrolled(CLIENT, ACCOUNT + 1, "en")
    decision = RULES.decide(file.case, what, playbook(), MONDAY + HOUR)
    assert [say.message for say in decision.says] == ([] if answered else ["notice_low"])
    assert all(say.closes == (NOTICE,) for say in decision.says)


def test_after_the_new_notice_the_old_accounts_button_is_closed() -> None:
    file = _low()
    (_, old) = next(iter(p for p in file.case.prompts.values() if p[0].purpose == NOTICE))
    file.account = ACCOUNT + 1
    file.write(MONDAY + HOUR, AccountAttached(ACCOUNT + 1, "en"), actor=CLIENT)
    file.take(
        RULES.decide(file.case, Enrolled(CLIENT, ACCOUNT + 1, "en"), playbook(), MONDAY + HOUR),
        MONDAY + HOUR,
    )
    assert why_refused(file.case, old, "correct", ACCOUNT, MONDAY + HOUR) == "closed"


def test_the_same_enrolment_tells_nothing_twice() -> None:
    file = _low()
    decision = RULES.decide(file.case, Enrolled(CLIENT, ACCOUNT, "en"), playbook(), MONDAY)
    assert decision.says == ()


def test_a_press_given_to_the_rules_for_a_closed_question_writes_only_the_refusal() -> None:
    file = _low()
    _, prompt = next(iter(p for p in file.case.prompts.values() if p[0].purpose == NOTICE))
    file.presses("correct", MONDAY + HOUR, NOTICE)
    decision = RULES.decide(
        file.case, Pressed(CLIENT, prompt, "differs", ACCOUNT), playbook(), MONDAY + HOUR
    )
    assert decision.reason == "press.refused.closed"
    assert decision.says == ()
