"""`python -m nlu`: what it reads and writes is a contract."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from nlu.__main__ import main
from nlu.embedded import EmbeddedEngine

FIELDS = {
    "intent",
    "confidence",
    "accepted",
    "runner_up",
    "runner_up_confidence",
    "intents",
    "entities",
    "language",
    "engine",
    "model_version",
}
NOBODY = "http://127.0.0.1:9"


@pytest.fixture(autouse=True)
def cache(user_cache: Path, engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command finds the session's model in the user's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(user_cache))


class Command:
    """Runs `python -m nlu …` in this process, with bytes on standard input."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        self._monkeypatch, self._captured = monkeypatch, capsysbinary

    def __call__(self, *argv: str, given: bytes = b"") -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        code = main(argv)
        captured = self._captured.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    def parsed(self, given: bytes, *argv: str) -> list[dict[str, Any]]:
        code, out, _ = self("parse", *argv, given=given)
        assert code == 0
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def nlu(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    return Command(monkeypatch, capsysbinary)


def test_parse_writes_one_object_a_line(nlu: Command) -> None:
    found = nlu.parsed("我要投诉\nwhere does my case stand?\n".encode(), "--json")
    assert [each["intent"] for each in found] == ["complaint", "ask_case_status"]
    assert all(each.keys() == FIELDS for each in found)


def test_json_changes_nothing_about_parse(nlu: Command) -> None:
    assert nlu.parsed(b"hello\n") == nlu.parsed(b"hello\n", "--json")


def test_empty_lines_are_messages_too(nlu: Command) -> None:
    found = nlu.parsed(b"\n   \r\nhello\n\n")
    assert [each["accepted"] for each in found] == [False, False, True, False]


def test_a_last_line_without_its_end_is_read(nlu: Command) -> None:
    assert len(nlu.parsed(b"hello\nthank you")) == 2


def test_bytes_that_are_no_utf8_are_read_as_something(nlu: Command) -> None:
    assert len(nlu.parsed(b"\xff\xfe\x80\nhello \xc3\n\x00\n")) == 3


def test_the_longest_message_and_longer_are_read(nlu: Command) -> None:
    for text in ("我" * 4096, "a" * 4096, "👍" * 4096, "投诉 " * 20_000):
        assert len(nlu.parsed(text.encode() + b"\n")) == 1


def test_nothing_on_standard_input_is_nothing_to_say(nlu: Command) -> None:
    assert nlu.parsed(b"") == []


@pytest.mark.parametrize("engine", ["rasa", "both"])
def test_a_rasa_that_does_not_answer_is_named(nlu: Command, engine: str) -> None:
    code, out, err = nlu("parse", "--engine", engine, "--url", NOBODY, given=b"hello\n")
    assert (code, out) == (1, "")
    assert err.startswith("nlu: ")
    assert "127.0.0.1" in err


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("nonsense",),
        ("parse", "--engine", "llm"),
        ("evaluate",),
        ("tune", "--engine", "both"),
        ("convert", "somewhere"),
    ],
)
def test_wrong_use_exits_2(nlu: Command, argv: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as exited:
        nlu(*argv)
    assert exited.value.code == 2


@pytest.mark.parametrize("command", ["train", "evaluate"])
def test_a_bad_file_exits_1_naming_file_and_reason(
    nlu: Command, tmp_path: Path, command: str
) -> None:
    bad = tmp_path / "bad.yml"
    bad.write_text("nlu:\n- intent: a\n  examples: {b: c}\n", "utf-8")
    code, out, err = nlu(command, "--data", str(bad))
    assert (code, out) == (1, "")
    assert err == f"nlu: {bad}: intent a: examples are neither a text block nor a list\n"


def test_evaluate_writes_one_json_document(nlu: Command, small_set: Path) -> None:
    code, out, _ = nlu("evaluate", "--data", str(small_set), "--json")
    found = json.loads(out)
    assert code == 0
    assert found["engine"] == "embedded"
    assert found["sentences"] == 6
    assert found.keys() >= {
        "accuracy",
        "macro_f1",
        "coverage",
        "accepted_accuracy",
        "out_of_scope_rejected",
        "false_confirms",
        "per_language",
        "per_intent",
        "confusion",
        "latency_ms",
    }


def test_evaluate_takes_a_single_file_and_tells_it_in_words(nlu: Command, small_set: Path) -> None:
    code, out, _ = nlu("evaluate", "--data", str(small_set / "small.en.yml"))
    assert code == 0
    assert "accuracy: " in out
    assert "| greet | 3 |" in out


def test_a_set_of_others_is_trained_on_kept_and_measured(
    nlu: Command, small_set: Path, tmp_path: Path
) -> None:
    code, out, _ = nlu("train", "--data", str(small_set), "--out", str(tmp_path / "model"))
    assert code == 0
    assert json.loads(out)["intents"] == 3
    read = nlu.parsed(b"good morning\n", "--model", str(tmp_path / "model"))
    assert read[0]["intent"] == "greet"
    assert read[0]["model_version"] == json.loads(out)["model_version"]
    for trained in (("--model", str(tmp_path / "model")), ("--train", str(small_set))):
        code, out, _ = nlu(
            "evaluate", "--data", str(small_set), "--json", "--cache", str(tmp_path), *trained
        )
        assert json.loads(out)["accuracy"] == 1.0


def test_a_folder_without_a_model_is_named(nlu: Command, tmp_path: Path) -> None:
    code, _, err = nlu("parse", "--model", str(tmp_path), given=b"hello\n")
    assert code == 1
    assert str(tmp_path) in err


def test_public_sets_are_converted(nlu: Command, tmp_path: Path) -> None:
    rows = {
        "train": [["hello", "greet"], ["bye", "goodbye"]],
        "oos_train": [["rain?", "oos"]],
        "test": [["hi", "greet"]],
    }
    (tmp_path / "set.json").write_text(json.dumps(rows), "utf-8")
    code, out, _ = nlu("convert", str(tmp_path), "--out", str(tmp_path / "out"))
    assert code == 0
    assert [Path(line).name for line in out.splitlines()] == ["train.yml", "test.yml"]
    assert "intent: out_of_scope" in (tmp_path / "out" / "set" / "train.yml").read_text("utf-8")


@pytest.mark.parametrize("content", ["[]", '{"train": []}', None])
def test_what_is_no_public_set_is_refused(
    nlu: Command, tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "set.json").write_text(content, "utf-8")
    code, _, err = nlu("convert", str(tmp_path), "--out", str(tmp_path / "out"))
    assert code == 1
    assert str(tmp_path) in err
