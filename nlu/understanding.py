"""What an engine understood of one message."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, Protocol

Language = Literal["zh-Hans", "zh-Hant", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en")

OUT_OF_SCOPE = "out_of_scope"

# These change rights or start a procedure: two engines must agree, or a person is asked.
CONSEQUENTIAL: frozenset[str] = frozenset(
    {
        "deny",
        "complaint",
        "withdraw_closure",
        "hardship",
        "repayment_proposal",
        "not_me_wrong_person",
    }
)


Audience = Literal["", "client", "staff"]
# What staff say beside their own questions; everything else in the set belongs to clients.
_SHARED = frozenset({OUT_OF_SCOPE, "greet", "thank", "goodbye", "change_language"})


def said_by(intent: str, audience: Audience) -> bool:
    """Whether people of this kind mean this at all: who writes is known, so it need not be guessed.

    "Where does it stand?" is a client's question from a client and a desk's from the desk.
    """
    if audience == "staff":
        return intent.startswith("staff_") or intent in _SHARED
    return audience == "" or not intent.startswith("staff_")


@dataclass(frozen=True)
class Entity:
    """A value named in the message; `start` and `end` are offsets into the text as sent."""

    type: str
    value: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Understanding:
    """The reading of one message.

    `confidence` is a probability, comparable only within one engine. `accepted` is False below
    the intent's threshold and for everything out of scope: repeat back or offer buttons.
    `intents` names what the message's clauses say, in their order, only where accepted.
    `language` is None where the text tells none ("ok"). `engine` and `model_version` name what
    understood, for the case file.
    """

    intent: str
    confidence: float
    accepted: bool
    runner_up: str
    runner_up_confidence: float
    intents: tuple[str, ...]
    entities: tuple[Entity, ...]
    language: Language | None
    engine: str
    model_version: str

    def as_dict(self) -> dict[str, Any]:
        """The reading as plain JSON values."""
        found = asdict(self)
        return {**found, "intents": list(self.intents), "entities": list(found["entities"])}


class Engine(Protocol):
    """An engine that answers at once, in the caller's process."""

    def parse(self, text: str, audience: Audience = "") -> Understanding:
        """Read one message of a client, of staff, or of anybody."""
        ...


class AsyncEngine(Protocol):
    """What the bot asks: embedded, rasa or both stand behind it."""

    async def understand(self, text: str, audience: Audience = "") -> Understanding:
        """Read one message; never raises for a service that is away."""
        ...


def nothing_said(engine: str, model_version: str) -> Understanding:
    """The reading of a text in which nothing is said."""
    return Understanding(
        intent=OUT_OF_SCOPE, confidence=0.0, accepted=False, runner_up=OUT_OF_SCOPE,
        runner_up_confidence=0.0, intents=(), entities=(), language=None, engine=engine,
        model_version=model_version,
    )  # fmt: skip
