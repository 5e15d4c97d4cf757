"""A confirmation names exactly what was shown, to whom, and can come from a press alone (law 6)."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.case.entries.talk import Confirmed, PromptAnswered
from bot.case.inputs import Pressed, Said
from bot.case.meaning import Meant
from bot.procedures.binding import confirmed, receipt
from tests.unit.procedures.cases import ACCOUNT, CLIENT, MONDAY, RULES, CaseFile, playbook

READINGS = ("", "assent", "agreement", "denial", "withdrawal")
INTENTS = ("", "confirm", "deny", "ask_more_time", "withdraw_closure", "complaint")


def _asked() -> CaseFile:
    file = CaseFile()
    file.alert("operational", "low")
    return file


def test_it_is_bound_to_message_hash_account_and_client() -> None:
    file = _asked()
    message, prompt = next(
        pair for pair in file.case.prompts.values() if pair[0].purpose == "notice:A1"
    )
    entries, bound = confirmed(
        file.case, Pressed(CLIENT, prompt, "correct", ACCOUNT), "facts", "A1"
    )
    assert entries == (PromptAnswered(prompt.prompt_id, "correct"), bound)
    assert bound == Confirmed(
        "facts", "A1", prompt.prompt_id, message.message_id, message.text_hash, ACCOUNT, "T1"
    )


def test_the_receipt_shows_the_first_twelve_digits_of_the_hash() -> None:
    bound = Confirmed("facts", "A1", "p1", "m1", "0123456789abcdef", ACCOUNT, "T1")
    say = receipt(bound, MONDAY, "A1")
    assert say.values["short_hash"] == "0123456789ab"
    assert say.purpose == "receipt:p1"


def test_a_question_put_again_confirms_the_text_it_showed_itself() -> None:
    file = _asked()
    said = Said(CLIENT, "yes", ACCOUNT, None, Meant(reading="assent"))
    file.take(RULES.decide(file.case, said, playbook(), MONDAY), MONDAY, CLIENT)
    file.presses("correct", MONDAY, "notice:A1")
    (bound,) = file.case.bodies(Confirmed)
    assert file.case.messages[bound.message_id].template == "press_instead"
    assert bound.text_hash == file.case.messages[bound.message_id].text_hash


def test_the_same_facts_are_not_confirmed_twice_by_two_buttons() -> None:
    file = _asked()
    first = next(p for m, p in file.case.prompts.values() if m.purpose == "notice:A1")
    file.presses("correct", MONDAY, "notice:A1")
    again = RULES.by_name["alerts"].press
    assert again is not None
    decision = again(
        file.case, Pressed(CLIENT, first, "correct", ACCOUNT), playbook(),
        MONDAY + timedelta(hours=1),
    )  # fmt: skip
    assert decision.toast == "already"
    assert not any(isinstance(body, Confirmed) for body in decision.entries)


@given(
    text=st.text(max_size=60), reading=st.sampled_from(READINGS), intent=st.sampled_from(INTENTS),
    accepted=st.booleans(), asked=st.booleans(),
)  # fmt: skip
def test_no_words_however_understood_ever_confirm(
    text: str, reading: str, intent: str, accepted: bool, asked: bool
) -> None:
    file = _asked()
    if asked:
        file.presses("differs", MONDAY, "notice:A1")
    prompts = [p for p in file.case.open_prompts(MONDAY, ACCOUNT) if p.takes_text]
    meant = Meant(intent, accepted, (intent,) if intent else (), reading)
    said = Said(CLIENT, text, ACCOUNT, prompts[-1] if prompts else None, meant)
    decision = RULES.decide(file.case, said, playbook(), MONDAY)
    assert not any(isinstance(body, Confirmed) for body in decision.entries)
