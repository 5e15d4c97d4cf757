"""Rasa's training format, read and written; bad files named with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu import rasa_yaml
from nlu.rasa_yaml import DataError, annotated


def written(tmp_path: Path, text: str | bytes, name: str = "data.yml") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"nlu: [", "parsing"),
        (b"\xff\xfe\x00", "decode"),
        (b"", "not Rasa NLU YAML"),
        (b"- a\n- b\n", "not Rasa NLU YAML"),
        (b"nlu: 3\n", "not Rasa NLU YAML"),
        (b"nlu:\n- hello\n", "not a mapping"),
        (b"nlu: []\n", "no examples found"),
        (b"nlu:\n- intent: a\n", "intent a: examples are neither"),
        (b"nlu:\n- intent: a\n  examples: 3\n", "intent a: a line of the examples"),
        (b"nlu:\n- intent: a\n  examples: {b: c}\n", "intent a: examples are neither"),
        (b"nlu:\n- intent: a\n  examples:\n  - [3]\n", "intent a: an example is neither"),
        (b"nlu:\n- intent: ''\n  examples: |\n    - x\n", "without a name"),
        (
            b"nlu:\n- intent: a\n  examples: |\n    - '[x]{\"a\": }'\n",
            "intent a: .*Expecting value",
        ),
        (b'nlu:\n- intent: a\n  examples: |\n    - [x]{"value": "3"}\n', "mark without an entity"),
    ],
)
def test_a_bad_file_is_named_with_the_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(DataError, match=reason) as raised:
        rasa_yaml.read(path)
    assert str(raised.value).startswith(str(path))


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"absent\.yml: no such file"):
        rasa_yaml.read(tmp_path / "absent.yml")


def test_one_bad_file_in_a_folder_is_named(tmp_path: Path) -> None:
    written(tmp_path, "nlu:\n- intent: a\n  examples: |\n    - fine\n", "good.yml")
    bad = written(tmp_path, "nlu: [", "bad.yml")
    with pytest.raises(DataError, match=str(bad)):
        rasa_yaml.read(tmp_path)


def test_both_of_rasas_shapes_are_read(small_set: Path) -> None:
    examples = rasa_yaml.read(small_set)
    assert [e.intent for e in examples] == ["greet"] * 3 + ["goodbye"] * 2 + ["thank"]
    assert {e.language for e in examples} == {"en"}


def test_marks_are_taken_out_with_their_offsets() -> None:
    text, entities = annotated(
        '还[5000元](amount)，[月底]{"entity": "date", "value": "month end"}前'
    )
    assert text == "还5000元，月底前"
    assert [(e.type, e.value, text[e.start : e.end]) for e in entities] == [
        ("amount", "5000元", "5000元"),
        ("date", "month end", "月底"),
    ]


def test_an_intent_may_have_any_name(tmp_path: Path) -> None:
    path = written(tmp_path, "nlu:\n- intent: yes\n  examples: |\n    - true\n")
    assert [(e.intent, e.text) for e in rasa_yaml.read(path)] == [("yes", "true")]


def test_lookups_and_synonyms_are_no_examples(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "nlu:\n- lookup: x\n  examples: |\n    - y\n- intent: a\n  examples: |\n    - hi\n",
    )
    assert [e.text for e in rasa_yaml.read(path)] == ["hi"]


@given(
    st.lists(
        st.tuples(st.text("abc我 的12:'#-", min_size=1, max_size=20), st.sampled_from("pq")),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]]
) -> None:
    kept = [(" ".join(text.split()), intent) for text, intent in pairs if text.strip()]
    kept = [(text, intent) for text, intent in kept if text]
    if not kept:
        return
    path = tmp_path_factory.mktemp("round") / "set.yml"
    rasa_yaml.write(kept, path)
    assert sorted((e.text, e.intent) for e in rasa_yaml.read(path)) == sorted(kept)
