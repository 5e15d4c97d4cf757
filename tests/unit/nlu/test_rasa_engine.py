"""Asking Rasa: in time, or not at all; and what two engines make of one message together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest
from aiohttp.test_utils import TestServer

from nlu.breaker import Breaker
from nlu.rasa_engine import (
    BothEngine,
    EmbeddedOnly,
    RasaClient,
    RasaOnly,
    RasaUnavailable,
    combine,
)
from nlu.thresholds import Thresholds
from nlu.understanding import Audience, Understanding
from tests.unit.nlu.fake_rasa import FakeRasa, reading

SHORT_S = 0.2
UNDERSTOOD = Understanding(
    intent="greet",
    confidence=0.8,
    accepted=True,
    runner_up="thank",
    runner_up_confidence=0.1,
    intents=("greet",),
    entities=(),
    language="en",
    engine="embedded",
    model_version="embedded-1",
)


@dataclass
class Fixed:
    """An engine in the process that always understands the same."""

    read: Understanding = UNDERSTOOD

    def parse(self, text: str, audience: Audience = "") -> Understanding:
        return self.read


@pytest.fixture
async def rasa() -> AsyncIterator[tuple[FakeRasa, RasaClient]]:
    fake = FakeRasa()
    async with TestServer(fake.app()) as server:
        client = RasaClient(str(server.make_url("")), SHORT_S, Breaker(failures=2), Thresholds(0.5))
        yield fake, client
        await client.close()


Rasa = tuple[FakeRasa, RasaClient]


async def test_an_answer_names_engine_and_model(rasa: Rasa) -> None:
    fake, client = rasa
    fake.answer = reading("complaint", 0.9)
    read = await client.parse("I want to complain, by 2026-12-01")
    assert (read.intent, read.accepted, read.engine) == ("complaint", True, "rasa")
    assert read.model_version == "rasa-0123456789ab"
    assert (read.runner_up, read.language) == ("thank", "en")
    assert [e.type for e in read.entities] == ["date"]


async def test_what_rasa_falls_back_on_is_not_accepted(rasa: Rasa) -> None:
    fake, client = rasa
    fake.answer = {**reading("greet"), "intent": {"name": "nlu_fallback", "confidence": 0.7}}
    read = await client.parse("hm hm")
    assert (read.intent, read.accepted, read.intents) == ("greet", False, ())


async def test_a_figure_alone_is_not_even_sent_to_rasa(rasa: Rasa) -> None:
    _, client = rasa
    assert not (await client.parse("5")).accepted
    assert client.counters()["answers"] == 0


async def test_a_long_letter_is_no_greeting_whatever_rasa_says(rasa: Rasa) -> None:
    fake, client = rasa
    fake.answer = reading("greet")
    assert not (await client.parse("hello " * 60)).accepted


async def test_below_the_threshold_nothing_is_accepted(rasa: Rasa) -> None:
    fake, client = rasa
    fake.answer = reading("greet", 0.45)
    assert not (await client.parse("hm")).accepted


async def test_silence_is_cut_off_and_counted(rasa: Rasa) -> None:
    fake, client = rasa
    fake.delay_s = 5.0
    with pytest.raises(RasaUnavailable, match="no answer within"):
        await client.parse("hello")
    assert client.counters()["timeouts"] == 1


@pytest.mark.parametrize(
    "answer", [[], {}, {"intent": {}}, {**reading("x"), "intent_ranking": [{}]}, "no"]
)
async def test_an_answer_that_is_no_reading_is_a_failure(rasa: Rasa, answer: object) -> None:
    fake, client = rasa
    fake.answer = answer
    with pytest.raises(RasaUnavailable):
        await client.parse("hello")
    assert client.counters()["failures"] == 1


async def test_after_failures_in_a_row_rasa_is_not_even_asked(rasa: Rasa) -> None:
    fake, client = rasa
    fake.status = 500
    for _ in range(3):
        with pytest.raises(RasaUnavailable):
            await client.parse("hello")
    assert len(fake.asked) == 2
    assert client.counters()["breaker"] == "open"


async def test_a_caller_who_goes_away_leaves_the_breaker_usable(rasa: Rasa) -> None:
    fake, client = rasa
    clock = [0.0]
    client.breaker = Breaker(failures=1, pause_s=1.0, clock=lambda: clock[0])
    client.breaker.failed()
    clock[0] = 2.0
    fake.delay_s = 5.0
    asking = asyncio.ensure_future(client.parse("hello"))
    await asyncio.sleep(0.05)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    fake.delay_s = 0.0
    assert (await client.parse("hello")).intent == "greet"


async def test_a_message_is_sent_cut_to_length(rasa: Rasa) -> None:
    fake, client = rasa
    await client.parse("a" * 4096)
    assert [len(text) for text in fake.asked] == [2000]


async def test_when_rasa_is_silent_the_embedded_engine_serves_and_says_so(rasa: Rasa) -> None:
    fake, client = rasa
    fake.delay_s = 5.0
    engine = RasaOnly(client, Fixed())
    assert (await engine.understand("hello")).engine == "embedded"
    assert engine.counters()["fell_back"] == 1


async def test_without_an_embedded_engine_silence_is_an_error(rasa: Rasa) -> None:
    fake, client = rasa
    fake.status = 503
    with pytest.raises(RasaUnavailable):
        await RasaOnly(client).understand("hello")


async def test_nobody_listening_is_the_same_as_silence() -> None:
    client = RasaClient("http://127.0.0.1:9", SHORT_S)
    engine = BothEngine(client, Fixed())
    assert (await engine.understand("hello")).engine == "embedded"
    assert engine.counters()["fell_back"] == 1
    await engine.close()


async def test_both_agreeing_is_counted_and_named(rasa: Rasa) -> None:
    _, client = rasa
    engine = BothEngine(client, Fixed())
    read = await engine.understand("hello")
    assert (read.engine, read.accepted) == ("embedded+rasa", True)
    assert engine.counters()["agreed"] == 1


async def test_the_embedded_engine_alone_has_nothing_to_count() -> None:
    engine = EmbeddedOnly(Fixed())
    assert (await engine.understand("hello")).intent == "greet"
    assert engine.counters() == {}


def test_two_that_agree_are_accepted_where_either_accepts() -> None:
    unsure = replace(UNDERSTOOD, accepted=False, intents=())
    read = combine(unsure, UNDERSTOOD)
    assert (read.accepted, read.intents) == (True, ("greet",))


@pytest.mark.parametrize("weighty", ["deny", "complaint", "withdraw_closure", "hardship"])
def test_what_has_consequences_counts_only_when_both_agree(weighty: str) -> None:
    one = replace(UNDERSTOOD, intent=weighty, intents=(weighty,), confidence=0.99)
    unsure = replace(UNDERSTOOD, accepted=False, intents=(), engine="rasa")
    for read in (combine(one, unsure), combine(unsure, one)):
        assert not read.accepted
        assert set(read.intents) == {weighty, "greet"}
    assert combine(one, replace(one, engine="rasa")).accepted


def test_a_clause_with_consequences_that_one_alone_read_is_repeated_back() -> None:
    own = replace(UNDERSTOOD, intents=("greet", "complaint"))
    read = combine(own, UNDERSTOOD)
    assert not read.accepted
    assert "complaint" in read.intents


def test_of_two_that_contradict_each_other_neither_is_accepted() -> None:
    read = combine(UNDERSTOOD, replace(UNDERSTOOD, intent="goodbye", intents=("goodbye",)))
    assert (read.accepted, read.runner_up) == (False, "goodbye")
