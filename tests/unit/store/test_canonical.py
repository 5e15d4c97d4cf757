"""One value has one canonical text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.store.canonical import GREATEST_INTEGER, canonical

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-GREATEST_INTEGER, GREATEST_INTEGER)
    | st.text(st.characters()),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(max_codepoint=127)), inner)
    ),
)


def test_keys_are_sorted_and_nothing_is_spaced_or_escaped_without_need() -> None:
    value = {"b": [1, True, None], "a": '陳 "x"\n\u20ac\x7f', "B": -5}
    assert canonical(value) == '{"B":-5,"a":"陳 \\"x\\"\\n€\x7f","b":[1,true,null]}'


def test_control_characters_are_written_as_rfc_8785_has_them() -> None:
    assert canonical("\0\x1f\b\f\r\t/") == '"\\u0000\\u001f\\b\\f\\r\\t/"'


@given(JSON)
def test_reads_back_as_the_same_value(value: object) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text
    text.encode()


def test_half_a_surrogate_pair_is_kept_in_text_that_utf8_can_carry() -> None:
    text = canonical("x\ud83d")
    assert text.encode() == b'"x\\ud83d"'
    assert json.loads(text) == "x\ud83d"


@pytest.mark.parametrize(
    "value", [1.0, [float("nan")], {"a": 2.5}, {1: 2}, {"é": 1}, b"x", 2**53, -(2**53), {1, 2}]
)
def test_what_has_no_one_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"canonical|integer|ASCII"):
        canonical(value)
