"""The engine inside the bot's process."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlu import embedded, encoder, rasa_yaml, training
from nlu.embedded import EmbeddedEngine
from nlu.thresholds import Thresholds
from nlu.understanding import OUT_OF_SCOPE

ANY_INTENT = Thresholds(default=0.0)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我想找真人客服", "request_human"),
        ("唔該轉真人同我傾", "request_human"),
        ("I want to lodge a formal complaint", "complaint"),
        ("銷戶去到邊一步", "ask_case_status"),
        ("thank you very much", "thank"),
    ],
)
def test_plain_sentences_are_understood(engine: EmbeddedEngine, text: str, intent: str) -> None:
    read = engine.parse(text)
    assert (read.intent, read.accepted) == (intent, True)


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\n\n", "\u3000"])
def test_where_nothing_is_said_nothing_is_understood(engine: EmbeddedEngine, text: str) -> None:
    read = engine.parse(text)
    assert (read.intent, read.confidence, read.accepted) == (OUT_OF_SCOPE, 0.0, False)


def test_out_of_scope_is_never_accepted(engine: EmbeddedEngine) -> None:
    read = engine.parse("will it rain in Osaka this weekend?")
    assert (read.intent, read.accepted) == (OUT_OF_SCOPE, False)


def test_several_matters_in_one_message_are_all_named(engine: EmbeddedEngine) -> None:
    read = engine.parse("I want to make a complaint. And what documents do I still need to send?")
    assert set(read.intents) >= {"complaint", "ask_what_documents"}


def test_values_are_found_at_their_places(engine: EmbeddedEngine) -> None:
    text = "C-2026-000123：我月底还 HK$12,500"
    found = {e.type: (e.value, text[e.start : e.end]) for e in engine.parse(text).entities}
    assert found["case_no"] == ("C-2026-000123", "C-2026-000123")
    assert found["amount"] == ("HKD 12500", "HK$12,500")
    assert found["date"] == ("月底", "月底")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(st.characters(codec=None), max_size=300))
def test_any_string_is_read(engine: EmbeddedEngine, text: str) -> None:
    read = engine.parse(text)
    assert 0.0 <= read.confidence <= 1.0001
    json.dumps(read.as_dict())


def test_the_longest_message_is_read(engine: EmbeddedEngine) -> None:
    assert engine.parse("我想投诉，" * 819 + "。").engine == "embedded"


def test_the_same_data_gives_the_same_model(small_set: Path, tmp_path: Path) -> None:
    one = EmbeddedEngine.load(small_set, tmp_path / "one", ANY_INTENT)
    other = EmbeddedEngine.load(small_set, tmp_path / "other", ANY_INTENT)
    assert one.model_version == other.model_version
    assert np.array_equal(one.model.of_ngrams, other.model.of_ngrams)


def test_a_second_start_reads_the_cache(
    small_set: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = EmbeddedEngine.load(small_set, tmp_path, ANY_INTENT)
    monkeypatch.delattr(training, "train")
    again = EmbeddedEngine.load(small_set, tmp_path, ANY_INTENT)
    assert again.parse("hello") == first.parse("hello")


def test_changed_data_gives_another_model(small_set: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small_set, tmp_path / "copy")
    before = embedded.content_hash(copy)
    (copy / "more.yml").write_text("nlu:\n- intent: abuse\n  examples: |\n    - idiot\n", "utf-8")
    assert embedded.content_hash(copy) != before
    assert "abuse" in EmbeddedEngine.load(copy, tmp_path / "cache", ANY_INTENT).model.intents


@pytest.mark.parametrize("damage", ["words.json", "weights.npz"])
def test_a_damaged_cache_is_trained_anew(small_set: Path, tmp_path: Path, damage: str) -> None:
    whole = EmbeddedEngine.load(small_set, tmp_path, ANY_INTENT)
    kept = next(tmp_path.glob(f"*/{damage}"))
    kept.write_bytes(kept.read_bytes()[:20])
    mended = EmbeddedEngine.load(small_set, tmp_path, ANY_INTENT)
    assert mended.parse("hello") == whole.parse("hello")


def test_a_cache_that_cannot_be_written_does_not_stop_the_start(
    small_set: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    engine = EmbeddedEngine.load(small_set, tmp_path / "file", ANY_INTENT)
    assert engine.parse("good morning").intent == "greet"


def test_loading_and_reading_never_touch_the_network(
    engine: EmbeddedEngine, model_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    encoder._encoder.cache_clear()
    again = EmbeddedEngine.load(cache_dir=model_cache)
    again.warm_up()
    assert again.model_version == engine.model_version


def test_without_the_encoder_it_still_works(
    small_set: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoder, "version", lambda: None)
    engine = EmbeddedEngine.load(small_set, tmp_path, ANY_INTENT)
    assert engine.model.anchors.size == 0
    assert engine.parse("good morning").intent == "greet"
    again = EmbeddedEngine.load(small_set, tmp_path, ANY_INTENT)
    assert again.parse("good morning") == engine.parse("good morning")


def test_one_intent_alone_cannot_be_learnt(tmp_path: Path) -> None:
    (tmp_path / "one.yml").write_text("nlu:\n- intent: a\n  examples: |\n    - x y z\n", "utf-8")
    with pytest.raises(rasa_yaml.DataError, match="one intent alone"):
        EmbeddedEngine.load(tmp_path, tmp_path / "cache", ANY_INTENT)


@pytest.mark.parametrize("text", ["1", "5", "88", "x", "?", "。", "12.5", "🙃1"])
def test_a_figure_or_a_letter_alone_says_nothing(engine: EmbeddedEngine, text: str) -> None:
    assert not engine.parse(text, "client").accepted


def test_who_writes_decides_between_two_readings(engine: EmbeddedEngine) -> None:
    text = "我的案子现在办到哪一步了？"
    assert engine.parse(text, "client").intent == "ask_case_status"
    assert engine.parse(text, "staff").intent == "staff_case_status"


def test_staff_never_mean_what_only_clients_say_and_the_other_way_round(
    engine: EmbeddedEngine,
) -> None:
    for text in ("I cannot pay", "what is overdue", "谁看过这个个案", "我要投诉"):
        assert not engine.parse(text, "client").intent.startswith("staff_")
        staff = engine.parse(text, "staff").intent
        assert staff.startswith("staff_") or staff in ("out_of_scope", "greet", "thank", "goodbye")


def test_a_long_letter_is_no_greeting(engine: EmbeddedEngine) -> None:
    assert engine.parse("hello").intent == "greet"
    assert not engine.parse("hello " * 100, "client").accepted


def test_known_writers_have_thresholds_of_their_own() -> None:
    chosen = Thresholds(0.5, intents={"greet": 0.9}, known={"greet": 0.6})
    assert not chosen.accepts("greet", 0.7)
    assert chosen.accepts("greet", 0.7, "client")
    assert chosen.accepts("thank", 0.7, "staff")
    assert not chosen.accepts("thank", 0.55, "staff")
