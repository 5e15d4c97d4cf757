"""A client's wish as it grows: what was said so far, kept with the question, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from bot.case.decision import Value
from bot.case.meaning import Values
from bot.case.playbook import Playbook

# Which wishes cannot be put to a person without a day.
NEEDS_DAY = ("more_time", "documents")
NEEDS_SUM = ("deposit", "repayment")


@dataclass(frozen=True)
class Request:
    """A wish with its figures; sums as plain decimal text, empty where none was said."""

    wish: str
    day: date | None = None
    currency: str = ""
    amount: str = ""
    count: str = ""
    each: str = ""
    total: str = ""

    def with_values(self, values: Values, today: date) -> Request:
        """The wish with what these words add; a day that is past adds nothing."""
        certain = len(values.days) == 1 and not values.day_doubt and values.days[0] > today
        found = replace(
            self,
            day=values.days[0] if certain else self.day,
            currency=values.currency or self.currency,
        )
        if values.sum_doubt:
            return found
        return found._with_sums(values)

    def _with_sums(self, values: Values) -> Request:
        if self.wish == "deposit":
            return replace(self, amount=_text(values.amount) or self.amount)
        if self.wish != "repayment":
            return self
        # A single sum beside a number of parts is what is to be repaid in all.
        alone = values.amount if values.each is None else None
        whole = values.total if values.total is not None else alone
        return replace(
            self,
            count=_text(values.count) or self.count,
            each=_text(values.each) or self.each,
            total=_text(whole) or self.total,
        )

    def about(self) -> tuple[tuple[str, str], ...]:
        """Everything said, as the context of a question."""
        day = self.day.isoformat() if self.day else ""
        said = {**self.__dict__, "day": day}
        return tuple((key, str(value)) for key, value in said.items() if value)

    def missing(self, values: Values) -> str:
        """What has to be asked for: day, amount, or nothing."""
        if self.wish in NEEDS_DAY and self.day is None:
            return "day"
        if values.day_doubt and self.day is None and self.wish != "withdrawal":
            return "day"
        if self.wish in NEEDS_SUM and values.sum_doubt:
            return "amount"
        return ""

    def values(self, playbook: Playbook) -> dict[str, Value]:
        """The values that the message repeating it names."""
        return {
            "wish": f"wish_{self.wish}", "day": end_of(self.day, playbook) if self.day else None,
            "currency": self.currency or None, "amount": shown(self.amount),
            "count": int(self.count) if self.count else None, "each": shown(self.each),
            "total": shown(self.total or _product(self.count, self.each)),
        }  # fmt: skip


def request_of(context: tuple[tuple[str, str], ...]) -> Request:
    """The wish that a question's context holds."""
    said = dict(context)
    day = said.get("day", "")
    plain = {key: said.get(key, "") for key in ("currency", "amount", "count", "each", "total")}
    return Request(said["wish"], date.fromisoformat(day) if day else None, **plain)


def end_of(day: date, playbook: Playbook) -> datetime:
    """The moment at which a day ends for the firm: when its office closes."""
    return datetime.combine(day, playbook.office_closes, playbook.zone)


def shown(plain: str) -> str | None:
    """A sum with thousands set apart, cents only where there are any; None for no sum."""
    if not plain:
        return None
    value = Decimal(plain)
    return f"{value:,.2f}" if value % 1 else f"{value:,.0f}"


def _text(value: Decimal | int | None) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def _product(count: str, each: str) -> str:
    return str(int(count) * Decimal(each)) if count and each else ""
