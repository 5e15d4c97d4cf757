"""What words were taken to mean: an offer to be pressed at most, never an answer (law 6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Values:
    """Days, sums and numbers named in a text, read with the calendar of the conversation.

    `days` holds one day where it is certain, several where it must be asked back, none with
    `day_doubt` where a day was meant but cannot be named. Sums are in `currency` ("" where none
    was named), `count` payments of `each`, `total` in all. `score` is 1 to 5.
    """

    days: tuple[date, ...] = ()
    day_doubt: bool = False
    amount: Decimal | None = None
    currency: str = ""
    sum_doubt: bool = False
    count: int | None = None
    each: Decimal | None = None
    total: Decimal | None = None
    score: int | None = None


@dataclass(frozen=True)
class Meant:
    """One text as it was understood.

    `intent` counts only where `accepted`; `intents` are those of its clauses, in order. `reading`
    is assent, denial, withdrawal or agreement where the whole text is made of a closed vocabulary
    (nlu.md 1), else empty. `language` is empty where the text does not tell it.
    """

    intent: str = ""
    accepted: bool = False
    intents: tuple[str, ...] = ()
    reading: str = ""
    language: str = ""
    values: Values = field(default_factory=Values)

    @property
    def several(self) -> tuple[str, ...]:
        """Every accepted intent, each once, in the order said."""
        return tuple(dict.fromkeys(self.intents or (self.intent,))) if self.accepted else ()


NOTHING_MEANT = Meant()
