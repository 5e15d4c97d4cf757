"""Law 6: a confirmation comes from a press bound to the exact text, and from nothing else."""

from __future__ import annotations

import ast
from typing import Any

import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.adapters.word_reading import RuleReader
from bot.case.decision import Decision
from bot.case.entries.alerts import AlertAnswered
from bot.case.entries.followup import WishRecorded
from bot.case.entries.people import PrivacyAcknowledged
from bot.case.entries.talk import Confirmed, PromptAnswered
from bot.case.meaning import Meant
from bot.case.people import STAFF_ROLES
from nlu import rasa_yaml
from tests.repo.source import ROOT, Module, modules
from tests.repo.walk import PLAYBOOK, Walk

READER = RuleReader(PLAYBOOK.zone, PLAYBOOK.calendar)
DOMAIN = yaml.safe_load((ROOT / "nlu" / "domain.yml").read_text(encoding="utf-8"))
INTENTS = [name if isinstance(name, str) else next(iter(name)) for name in DOMAIN["intents"]]
TRAPS = [example.text for example in rasa_yaml.read(ROOT / "nlu" / "data" / "traps")]
PLAIN_WORDS = ["confirm", "确认", "確認", "yes", "係", "是的，都对", "I confirm", "1", "withdraw",
               "撤回销户", "我同意", "✅", "/confirm", "confirm:A1", "OK OK OK"]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(TRAPS), st.sampled_from(PLAIN_WORDS), st.text(max_size=60))
RISKS = [("operational", "low"), ("missing_documents", "medium"), ("unpaid_debt", "high"),
         ("abnormal_trading", "high"), ("tax_arrears", "low")]  # fmt: skip


# by the code itself ------------------------------------------------------------------------------


def calls(module: Module, name: str) -> list[ast.Call]:
    """Calls of a function or class by its own name, plain or through its module."""
    return [
        node for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] == name
    ]  # fmt: skip


def takes_a_press(module: Module, call: ast.Call) -> bool:
    """Whether the innermost function around a call has a parameter of type Pressed."""
    around = [f for f in module.functions() if call in ast.walk(f)]
    arguments = around[-1].args.args if around else []
    return any(a.annotation and ast.unparse(a.annotation) == "Pressed" for a in arguments)


def test_a_confirmation_is_made_in_one_place() -> None:
    made = {m.name for m in modules("bot") if calls(m, "Confirmed")}
    assert made == {"bot.procedures.binding"}


def test_that_place_is_reached_only_by_rules_for_presses() -> None:
    reached = [(m, call) for m in modules("bot") for call in calls(m, "confirmed")]
    assert len(reached) >= 3
    assert [f"{m.path}:{c.lineno}" for m, c in reached if not takes_a_press(m, c)] == []


def test_it_takes_a_press_and_nothing_else() -> None:
    (binding,) = modules("bot.procedures.binding")
    (function,) = [f for f in binding.functions() if f.name == "confirmed"]
    kinds = [ast.unparse(a.annotation) for a in function.args.args if a.annotation]
    assert kinds == ["Case", "Pressed", "str", "str"]


def test_a_press_comes_only_from_a_handler_that_reads_what_was_pressed() -> None:
    makers = {m.name for m in modules("bot") if calls(m, "Pressed")}
    assert makers == {"bot.handlers.client"}
    (client,) = modules("bot.handlers.client")
    for call in calls(client, "Pressed"):
        around = [f for f in client.functions() if call in ast.walk(f)]
        assert "press_data" in ast.unparse(around[-1])


# by trying ---------------------------------------------------------------------------------------


def weighty(decision: Decision) -> list[Any]:
    """What of a decision carries weight, and so may only come from a press."""
    return [
        body for body in decision.entries
        if isinstance(body, Confirmed | WishRecorded | PrivacyAcknowledged)
        or (isinstance(body, AlertAnswered) and body.answer == "facts_confirmed")
    ]  # fmt: skip


class Conversation(RuleBasedStateMachine):
    """Anything happens in any order; whatever is written in words confirms nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.walk = Walk()

    @initialize(risk=st.sampled_from(RISKS))
    def begins(self, risk: tuple[str, str]) -> None:
        """A case has an alert, and the client has her notice."""
        self.walk.alert(*risk)
        self.walk.deliver()

    @rule(risk=st.sampled_from(RISKS))
    def another_alert(self, risk: tuple[str, str]) -> None:
        """The risk system reports again."""
        self.walk.alert(*risk)
        self.walk.deliver()

    @rule(data=st.data())
    @precondition(lambda self: self.walk.client_prompts())
    def client_presses(self, data: st.DataObject) -> None:
        """The client presses any button she was ever shown."""
        prompt = data.draw(st.sampled_from(self.walk.client_prompts()[-6:]))
        if prompt.options:
            self.walk.press(prompt, data.draw(st.sampled_from(prompt.options)))
            self.walk.deliver()

    @rule(data=st.data(), role=st.sampled_from(STAFF_ROLES))
    @precondition(lambda self: self.walk.staff_prompts())
    def staff_press(self, data: st.DataObject, role: str) -> None:
        """Somebody of the firm presses any button of the desk."""
        prompt = data.draw(st.sampled_from(self.walk.staff_prompts()[-6:]))
        if prompt.options:
            self.walk.act(prompt, data.draw(st.sampled_from(prompt.options)), role)
            self.walk.deliver()

    @rule(hours=st.sampled_from([1, 20, 30, 24 * 8, 24 * 31]))
    def time_passes(self, hours: int) -> None:
        """Clocks run."""
        self.walk.advance(hours)

    @rule(text=TEXTS, intents=st.lists(st.sampled_from(INTENTS), min_size=1, max_size=3))
    def client_writes(self, text: str, intents: list[str]) -> None:
        """The client writes anything, and the engine errs in any way it likes, and is sure."""
        read = READER.read(text, self.walk.now)
        meant = Meant(intents[0], True, tuple(intents), read.reading, read.language, read.values)
        takes_words = {p.prompt_id for p in self.walk.client_prompts() if p.takes_text}
        decision = self.walk.say(text, meant)
        assert weighty(decision) == []
        answered = {b.prompt_id for b in decision.entries if isinstance(b, PromptAnswered)}
        assert answered <= takes_words
        self.walk.deliver()


TestConversation = Conversation.TestCase
TestConversation.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


def test_every_trap_in_front_of_an_open_notice_confirms_nothing() -> None:
    assert len(TRAPS) >= 100
    for text in (*TRAPS, *PLAIN_WORDS):
        walk = _with_notice()
        read = READER.read(text, walk.now)
        for intent in ("confirm", "withdraw_closure"):
            meant = Meant(intent, True, (intent,), read.reading, read.language, read.values)
            assert weighty(walk.say(text, meant)) == [], text


def _with_notice() -> Walk:
    walk = Walk()
    walk.alert("operational", "low")
    walk.deliver()
    return walk


def test_the_same_notice_is_confirmed_by_its_button() -> None:
    """So that the tests above do not hold for want of anything to confirm."""
    walk = _with_notice()
    (prompt,) = [p for p in walk.client_prompts() if p.procedure == "alerts"]
    (found,) = [
        bound for option in prompt.options[:1]
        for bound in weighty(walk.press(prompt, option)) if isinstance(bound, Confirmed)
    ]  # fmt: skip
    message, _ = walk.case.prompts[prompt.prompt_id]
    assert found.text_hash == message.text_hash
