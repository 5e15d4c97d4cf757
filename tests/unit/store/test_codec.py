"""Bodies are written once and read for ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.store.codec import (
    decode_actor,
    decode_body,
    decode_message,
    encode_actor,
    encode_body,
    encode_message,
)
from bot.adapters.store.errors import EntryUnreadable, EntryUnwritable
from bot.case.entries import KINDS, alerts, closing, documents, talk
from bot.case.entries.base import Body, entry
from bot.case.people import Actor
from bot.ports import Outgoing

ZONES = st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(timedelta(hours=-3.5))])
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2200, 1, 1), timezones=ZONES)
st.register_type_strategy(datetime, MOMENTS)
st.register_type_strategy(int, st.integers(1, 5) | st.integers(-(2**53) + 1, 2**53 - 1))


def bodies(kind: type[Body]) -> st.SearchStrategy[Body]:
    """Bodies of one kind after its type hints; those it refuses to be are drawn again."""

    def build(draw: st.DrawFn) -> Body:
        for _ in range(20):
            with suppress(ValueError):
                return draw(st.builds(kind))
        return draw(st.nothing())

    return st.composite(build)()


@pytest.fixture
def newer() -> Iterator[type[Body]]:
    """A second version of a kind, for as long as the test runs."""

    @entry("misunderstood", version=2)
    @dataclass(frozen=True)
    class Misunderstood2(Body):
        """The same, with the words."""

        count: int
        words: str

    yield Misunderstood2
    del KINDS["misunderstood", 2]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: str(kind.kind))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_kind_reads_back_as_it_was_written(kind: type[Body], data: st.DataObject) -> None:
    body = data.draw(bodies(kind))
    text = encode_body(body)
    back = decode_body("C-1", 1, kind.kind, kind.version, text)
    assert back == body
    assert type(back) is kind
    assert encode_body(back) == text


@settings(max_examples=50, deadline=None)
@given(st.from_type(Outgoing), st.from_type(Actor))
def test_messages_and_actors_read_back_exactly(message: Outgoing, actor: Actor) -> None:
    assert decode_message(encode_message(message)) == message
    assert decode_actor(encode_actor(actor)) == actor


def test_an_old_version_stays_readable_beside_a_newer_one(newer: type[Body]) -> None:
    old = decode_body("C-1", 1, "misunderstood", 1, '{"count":2}')
    new = decode_body("C-1", 2, "misunderstood", 2, '{"count":2,"words":"嗄"}')
    assert old == talk.Misunderstood(2)
    assert type(new) is newer


def test_a_moment_is_written_in_utc_to_the_microsecond() -> None:
    hong_kong = timezone(timedelta(hours=8))
    body = alerts.ClockWarned("response:A1", datetime(2026, 11, 2, 9, 30, tzinfo=hong_kong))
    expected = '{"clock":"response:A1","due":"2026-11-02T01:30:00.000000+00:00"}'
    assert encode_body(body) == expected


@pytest.mark.parametrize(
    ("kind", "version", "text"),
    [
        ("no.such", 1, "{}"),
        ("misunderstood", 99, '{"count":1}'),
        ("misunderstood", 1, '{"count":"1"}'),
        ("misunderstood", 1, '{"count":1,"more":2}'),
        ("misunderstood", 1, "{}"),
        ("misunderstood", 1, "no json"),
        ("misunderstood", 1, "[]"),
        ("clock.warned", 1, '{"clock":"x","due":"2026-11-02"}'),
        ("outcome.partial", 1, '{"items":[]}'),
    ],
)
def test_what_cannot_be_read_is_named_by_file_sequence_and_kind(
    kind: str, version: int, text: str
) -> None:
    with pytest.raises(EntryUnreadable) as caught:
        decode_body("C-7", 3, kind, version, text)
    assert (caught.value.file_no, caught.value.seq, caught.value.kind) == ("C-7", 3, kind)
    assert "C-7 entry 3" in str(caught.value)


def strangely(value: object) -> int:
    """What a caller without type checks might hand over."""
    return value  # type: ignore[return-value]


@dataclass(frozen=True)
class Unnamed(Body):
    """A body nobody registered."""


@pytest.mark.parametrize(
    "body",
    [
        Unnamed(),
        talk.Misunderstood(strangely(1.5)),
        talk.Misunderstood(strangely("1")),
        talk.Misunderstood(2**60),
        alerts.ClockWarned("x", datetime(2026, 11, 2)),
        closing.GateRefused(["a list reads back as a tuple"]),  # type: ignore[arg-type]
        documents.DocumentReceived("I1", "U1", "d", "f", "c", strangely(None)),
    ],
    ids=repr,
)
def test_what_would_not_read_back_is_not_written(body: Body) -> None:
    with pytest.raises(EntryUnwritable):
        encode_body(body)
