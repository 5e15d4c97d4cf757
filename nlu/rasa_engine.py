"""Engines that ask a Rasa server: alone, or beside the embedded engine."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp

from nlu import thresholds
from nlu.breaker import Breaker
from nlu.entities import find_entities
from nlu.language import detect
from nlu.plain import says_something, too_long_for
from nlu.thresholds import Thresholds
from nlu.understanding import (
    CONSEQUENTIAL,
    Audience,
    Engine,
    Entity,
    Understanding,
    nothing_said,
    said_by,
)

NAME = "rasa"
_FALLBACK = "nlu_fallback"
_LONGEST = 2000
# The first sentence after a start takes Rasa seconds; nobody is waiting for it.
_WARM_UP_S = 60.0

log = logging.getLogger(__name__)


class RasaUnavailable(ConnectionError):
    """Rasa did not answer in time, or not as it should; the message says which."""


@dataclass
class RasaClient:
    """One Rasa server on loopback, asked over HTTP.

    `timeout_s` holds for a whole answer. After repeated failures the breaker opens and calls fail
    at once, until one try after a pause succeeds. Raises RasaUnavailable.
    """

    url: str
    timeout_s: float = 1.0
    breaker: Breaker = field(default_factory=Breaker)
    tuned: Thresholds | None = None
    timeouts: int = 0
    failures: int = 0
    answers: int = 0
    _session: aiohttp.ClientSession | None = None
    _version: str | None = None

    async def warm_up(self) -> None:
        """Wait for the first answer, which is slow; raises RasaUnavailable."""
        self._version = await self._read_version()
        await self._post("准备好 ready", _WARM_UP_S)

    async def close(self) -> None:
        """Close the connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def parse(self, text: str, audience: Audience = "") -> Understanding:
        """Read one message; raises RasaUnavailable."""
        if not says_something(text[:_LONGEST]):
            return nothing_said(NAME, self._version or NAME)
        if not self.breaker.lets_through():
            raise RasaUnavailable("the breaker is open")
        try:
            answer = await self._post(text[:_LONGEST], self.timeout_s)
            if self._version is None:
                self._version = await self._read_version()
            read = self._understanding(text[:_LONGEST], answer, audience)
        except RasaUnavailable:
            self.breaker.failed()
            raise
        except BaseException:
            # Cancelled: the one try of a half-open breaker must not stay taken.
            self.breaker.gave_up()
            raise
        self.breaker.succeeded()
        self.answers += 1
        return read

    def counters(self) -> dict[str, int | str]:
        """What happened so far, for metrics."""
        return {
            "answers": self.answers,
            "timeouts": self.timeouts,
            "failures": self.failures,
            "breaker": self.breaker.state,
            "breaker_opened": self.breaker.opened,
        }

    async def _post(self, text: str, timeout_s: float) -> Mapping[str, Any]:
        return await self._call("POST", "/model/parse", timeout_s, {"text": text})

    async def _read_version(self) -> str:
        status = await self._call("GET", "/status", self.timeout_s, None)
        return f"{NAME}-{str(status.get('model_id', 'unknown'))[:12]}"

    async def _call(
        self, method: str, path: str, timeout_s: float, body: Mapping[str, str] | None
    ) -> Mapping[str, Any]:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        limit = aiohttp.ClientTimeout(total=timeout_s)
        try:
            async with self._session.request(
                method, self.url.rstrip("/") + path, json=body, timeout=limit
            ) as answer:
                answer.raise_for_status()
                found = await answer.json()
        except TimeoutError as error:
            self.timeouts += 1
            raise RasaUnavailable(f"no answer within {timeout_s} s") from error
        except (aiohttp.ClientError, ValueError, OSError) as error:
            self.failures += 1
            raise RasaUnavailable(f"{type(error).__name__}: {error}") from error
        if not isinstance(found, dict):
            self.failures += 1
            raise RasaUnavailable("the answer is not an object")
        return found

    def _tuned(self) -> Thresholds:
        if self.tuned is None:
            self.tuned = thresholds.load(NAME)
        return self.tuned

    def _understanding(
        self, text: str, answer: Mapping[str, Any], audience: Audience
    ) -> Understanding:
        try:
            ranking = _among(answer["intent_ranking"], audience)
            fell_back = answer["intent"]["name"] == _FALLBACK
            (intent, confidence), (second, second_confidence) = ranking[:2]
            entities = _entities(text, answer.get("entities", ()))
        except (KeyError, TypeError, ValueError) as error:
            self.failures += 1
            raise RasaUnavailable("the answer is not a reading") from error
        accepted = not fell_back and self._tuned().accepts(intent, confidence, audience)
        accepted = accepted and not too_long_for(intent, text)
        return Understanding(
            intent=intent,
            confidence=confidence,
            accepted=accepted,
            runner_up=second,
            runner_up_confidence=second_confidence,
            intents=(intent,) if accepted else (),
            entities=entities,
            language=detect(text),
            engine=NAME,
            model_version=self._version or NAME,
        )


@dataclass
class EmbeddedOnly:
    """The embedded engine behind the async protocol; read in a thread so that no chat waits."""

    local: Engine

    async def understand(self, text: str, audience: Audience = "") -> Understanding:
        """Read one message."""
        return await asyncio.to_thread(self.local.parse, text, audience)

    def counters(self) -> dict[str, int | str]:
        """Nothing can fail here."""
        return {}

    async def close(self) -> None:
        """Nothing is held."""


@dataclass
class RasaOnly:
    """Rasa, and the embedded engine when Rasa does not answer in time.

    Without an embedded engine (`local` None) RasaUnavailable is raised instead.
    """

    client: RasaClient
    local: Engine | None = None
    fell_back: int = 0

    async def understand(self, text: str, audience: Audience = "") -> Understanding:
        """Read one message; the reading names who understood it."""
        try:
            return await self.client.parse(text, audience)
        except RasaUnavailable as error:
            if self.local is None:
                raise
            self.fell_back += 1
            log.warning("rasa unavailable", extra={"reason": str(error)})
        return await asyncio.to_thread(self.local.parse, text, audience)

    def counters(self) -> dict[str, int | str]:
        """What happened so far, for metrics."""
        return {**self.client.counters(), "fell_back": self.fell_back}

    async def close(self) -> None:
        """Close the connection."""
        await self.client.close()


@dataclass
class BothEngine:
    """Both engines; what has consequences counts only when the two agree."""

    client: RasaClient
    local: Engine
    fell_back: int = 0
    agreed: int = 0
    disagreed: int = 0

    async def understand(self, text: str, audience: Audience = "") -> Understanding:
        """Read one message with both; the embedded engine alone serves where Rasa is away."""
        own, other = await asyncio.gather(
            asyncio.to_thread(self.local.parse, text, audience),
            self.client.parse(text, audience),
            return_exceptions=True,
        )
        if isinstance(own, BaseException):
            raise own
        if isinstance(other, RasaUnavailable):
            self.fell_back += 1
            log.warning("rasa unavailable", extra={"reason": str(other)})
            return own
        if isinstance(other, BaseException):
            raise other
        if own.intent == other.intent:
            self.agreed += 1
        else:
            self.disagreed += 1
        return combine(own, other)

    def counters(self) -> dict[str, int | str]:
        """What happened so far, for metrics."""
        return {
            **self.client.counters(),
            "fell_back": self.fell_back,
            "agreed": self.agreed,
            "disagreed": self.disagreed,
        }

    async def close(self) -> None:
        """Close the connection."""
        await self.client.close()


def combine(own: Understanding, other: Understanding) -> Understanding:
    """One reading of two: agreement is accepted where either accepts.

    Where they differ the surer accepted one counts, unless either candidate has consequences:
    then nothing is accepted and both are named, to be repeated back.
    """
    engine = f"{own.engine}+{other.engine}"
    version = f"{own.model_version}+{other.model_version}"
    if own.intent == other.intent:
        # A clause with consequences that only one of them read is not agreed on.
        alone = (CONSEQUENTIAL & {*own.intents}) - {other.intent}
        accepted = (own.accepted or other.accepted) and not alone
        return replace(
            own,
            accepted=accepted,
            intents=own.intents or ((own.intent,) if accepted else ()),
            entities=_merged(own.entities, other.entities),
            engine=engine,
            model_version=version,
        )
    # Their scores are on two scales: which of two accepted readings is surer cannot be told,
    # and the embedded engine's thresholds are the stricter.
    taken, left = (own, other) if own.accepted or not other.accepted else (other, own)
    weighty = own.intent in CONSEQUENTIAL or other.intent in CONSEQUENTIAL
    contradicted = own.accepted and other.accepted
    accepted = taken.accepted and not weighty and not contradicted
    return replace(
        taken,
        accepted=accepted,
        runner_up=left.intent,
        runner_up_confidence=left.confidence,
        intents=(taken.intent,) if accepted else (own.intent, other.intent),
        entities=_merged(own.entities, other.entities),
        engine=engine,
        model_version=version,
    )


def _among(ranked: Any, audience: Audience) -> list[tuple[str, float]]:
    """The ranking among what this audience says; two at least, as long as there are two."""
    found = [(str(r["name"]), float(r["confidence"])) for r in ranked if r["name"] != _FALLBACK]
    meant = [(name, chance) for name, chance in found if said_by(name, audience)]
    if len(meant) < 2 or len(meant) == len(found):
        return found
    total = sum(chance for _, chance in meant)
    return [(name, chance / total) for name, chance in meant] if total else found


def _entities(text: str, found: Any) -> tuple[Entity, ...]:
    """Our own readers' values first: they know figures and days; then what only Rasa found."""
    theirs = tuple(
        Entity(str(e["entity"]), str(e["value"]), text[e["start"] : e["end"]], e["start"], e["end"])
        for e in found
    )
    return _merged(find_entities(text), theirs)


def _merged(first: tuple[Entity, ...], second: tuple[Entity, ...]) -> tuple[Entity, ...]:
    kept = list(first)
    for entity in second:
        if all(entity.end <= other.start or entity.start >= other.end for other in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda entity: entity.start))
