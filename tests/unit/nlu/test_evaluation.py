"""The measures themselves, on readings made up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlu import thresholds, tuning
from nlu.evaluation import judge, measure
from nlu.rasa_yaml import Example
from nlu.report import as_text, risk_coverage
from nlu.thresholds import Thresholds
from nlu.tuning import Seen, Wanted, choose
from nlu.understanding import Audience, Understanding


def read_as(intent: str, *, accepted: bool = True, confidence: float = 0.9) -> Understanding:
    return Understanding(
        intent, confidence, accepted, "thank", 0.1, (), (), "en", "embedded", "embedded-1"
    )


WANTED = Wanted(0.93, 0.96)
READINGS = {
    "hello": read_as("greet"),
    "bye": read_as("greet", confidence=0.6),
    "hm": read_as("greet", accepted=False, confidence=0.4),
    "rain": read_as("out_of_scope", accepted=False),
    "bitcoin": read_as("ask_advice"),
    "noted": read_as("confirm"),
    "yes": read_as("confirm", accepted=False),
}
LABELS = {
    "hello": "greet",
    "bye": "goodbye",
    "hm": "greet",
    "rain": "out_of_scope",
    "bitcoin": "out_of_scope",
    "noted": "not_confirm",
    "yes": "confirm",
}


def parse(text: str, audience: Audience = "") -> Understanding:
    return READINGS[text]


@pytest.fixture
def found() -> dict[str, object]:
    return measure(judge(parse, [Example(text, label, (), "en") for text, label in LABELS.items()]))


def test_shares_are_of_what_they_say(found: dict[str, object]) -> None:
    # Traps have no label to be right about: six of seven are counted.
    assert found["accuracy"] == round(4 / 6, 4)
    assert found["in_scope_accuracy"] == 0.75
    assert (found["coverage"], found["accepted_accuracy"]) == (0.5, 0.5)
    assert found["out_of_scope_rejected"] == 0.5


def test_false_confirms_are_counted_apart(found: dict[str, object]) -> None:
    assert found["false_confirms"] == {"of": 6, "accepted": 1, "highest_class": 1}
    assert found["traps"] == {"confirm": {"sentences": 1, "read_so": 1, "accepted_so": 1}}
    assert found["assent"] == {
        "confirms": 1,
        "offered": 1,
        "false_offers": 0,
        "false_offer_texts": [],
    }


def test_confusion_names_what_was_taken_for_what(found: dict[str, object]) -> None:
    assert found["confusion"] == [
        {"is": "goodbye", "read_as": "greet", "times": 1},
        {"is": "out_of_scope", "read_as": "ask_advice", "times": 1},
    ]


def test_the_report_in_words_has_the_same_figures(found: dict[str, object]) -> None:
    assert "accuracy: 66.7%" in as_text({"engine": "embedded", **found})


def test_nothing_measured_is_no_error() -> None:
    assert measure([])["accuracy"] is None


def test_the_curve_takes_the_surest_first() -> None:
    examples = [Example(text, LABELS[text], (), "en") for text in ("hello", "bye", "hm")]
    assert risk_coverage(judge(parse, examples)) == [[0.3333, 1.0], [0.6667, 0.5], [1.0, 0.6667]]


def seen(intent: str, right: int, wrong: int, confidence: float) -> list[Seen]:
    return [Seen(intent, intent, confidence)] * right + [Seen("x", intent, confidence)] * wrong


def test_thresholds_rise_until_enough_is_right() -> None:
    chosen = choose([*seen("greet", 5, 400, 0.5), *seen("greet", 400, 1, 0.8)], 0.2, WANTED)
    assert 0.5 < chosen.intents["greet"] <= 0.8


def test_what_has_consequences_needs_more_to_be_right() -> None:
    some = [*seen("thank", 940, 60, 0.6), *seen("thank", 1000, 0, 0.85)]
    weighty = [*seen("complaint", 940, 60, 0.6), *seen("complaint", 1000, 0, 0.85)]
    chosen = choose([*some, *weighty], 0.2, WANTED)
    assert chosen.intents["complaint"] >= chosen.intents["thank"]
    for each in tuning.WANTED.values():
        assert each.weighty > each.ordinary


def test_thresholds_are_kept_for_each_engine_with_the_data_they_were_chosen_on(
    tmp_path: Path,
) -> None:
    file = tmp_path / "thresholds.json"
    tuning.write(file, {"embedded": Thresholds(0.7, 0.1, {"deny": 0.8})}, "one")
    tuning.write(file, {"rasa": Thresholds(0.6, 1.0)}, "other")
    assert thresholds.load("embedded", file) == Thresholds(0.7, 0.1, {"deny": 0.8})
    assert thresholds.load("rasa", file).default == 0.6
    kept = json.loads(file.read_text("utf-8"))
    assert kept["training_data"] == {"embedded": "one", "rasa": "other"}


def test_out_of_scope_has_no_threshold_low_enough() -> None:
    assert not Thresholds(default=0.0).accepts("out_of_scope", 1.0)
    assert Thresholds(0.5, intents={"deny": 0.9}).accepts("greet", 0.5)
    assert not Thresholds(0.5, intents={"deny": 0.9}).accepts("deny", 0.89)
