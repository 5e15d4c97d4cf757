"""Staff's questions in plain words as typed queries: intent and filters, or a question back."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from types import MappingProxyType

# The names of intents are a contract (nlu.md); what they ask for are our own words.
KIND_OF = MappingProxyType({
    "staff_case_status": "status", "staff_my_list": "mine", "staff_due_today": "due_today",
    "staff_list_overdue": "overdue", "staff_high_risk": "high", "staff_find": "find",
    "staff_why": "why", "staff_recent": "recent", "staff_who_read": "readers", "staff_act": "act",
})  # fmt: skip
LISTS = ("mine", "due_today", "overdue", "high", "recent")
ABOUT_ONE_CASE = ("status", "why", "readers", "act")


@dataclass(frozen=True)
class Query:
    """What is wanted (`kind`, see KIND_OF) of which cases; empty fields filter nothing.

    `case_no` may be the last digits of a number. `person` is a client's name or part of it.
    """

    kind: str
    case_no: str = ""
    severity: str = ""
    risk_type: str = ""
    person: str = ""
    phone_last4: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the cases down."""
        return any(getattr(self, f.name) for f in fields(self) if f.name != "kind")

    def about(self) -> tuple[tuple[str, str], ...]:
        """Everything asked, as the context of a question back."""
        return tuple((f.name, getattr(self, f.name)) for f in fields(self) if getattr(self, f.name))


@dataclass(frozen=True)
class AskBack:
    """Two things the words may mean: staff press which (R162)."""

    kinds: tuple[str, ...]
    query: Query


@dataclass(frozen=True)
class CaseLine:
    """One case as lists and filters see it; `due` is the next due time of a person, not passed
    over when it is over: then `overdue` is true."""

    case_no: str
    client_name: str
    phone: str
    handler: str
    state: str
    severity: str
    risk_types: tuple[str, ...]
    due: datetime | None
    overdue: bool
    updated_at: datetime


def query_of(
    intent: str, accepted: bool, runner_up: str, entities: tuple[tuple[str, str], ...]
) -> Query | AskBack | None:
    """The query that words ask for; a question back where two readings are possible.

    None where the words are no question of staff at all.
    """
    named = dict(reversed(entities))
    filters = {
        key: named.get(key, "")
        for key in ("case_no", "severity", "risk_type", "person", "phone_last4")
    }
    kind, other = KIND_OF.get(intent, ""), KIND_OF.get(runner_up, "")
    if accepted and kind:
        return Query(kind, **filters)
    if filters["case_no"] or filters["phone_last4"]:
        # A number says enough, whatever the rest of the sentence is: nothing is done by words.
        return Query("status", **filters)
    possible = tuple(dict.fromkeys(each for each in (kind, other) if each))
    if not accepted and len(possible) > 1:
        return AskBack(possible, Query(possible[0], **filters))
    return Query("find", **filters) if filters["person"] else None


def query_with(kind: str, context: tuple[tuple[str, str], ...]) -> Query:
    """The query of a question back, now that its kind was pressed."""
    known = {f.name for f in fields(Query)}
    said = {key: value for key, value in context if key in known}
    return Query(**{**said, "kind": kind})


def matches(
    query: Query, line: CaseLine, staff_id: str, today: date, zone_day: date | None
) -> bool:
    """Whether a case is among those asked for; `zone_day` is the firm's day of the next due time.

    Lists of one's own ("mine") hold the cases of `staff_id` and those of nobody.
    """
    by_kind = {
        "mine": line.handler in ("", staff_id),
        "due_today": zone_day is not None and zone_day <= today,
        "overdue": line.overdue,
        "high": line.severity == "high",
    }
    return by_kind.get(query.kind, True) and _by_filters(query, line)


def _by_filters(query: Query, line: CaseLine) -> bool:
    return all(
        (
            not query.case_no or _same_number(query.case_no, line.case_no),
            not query.severity or query.severity == line.severity,
            not query.risk_type or query.risk_type in line.risk_types,
            not query.person or _same_person(query.person, line.client_name),
            not query.phone_last4 or line.phone.endswith(query.phone_last4),
        )
    )


def _same_number(said: str, case_no: str) -> bool:
    """A whole number, or the running number without its zeros: 123 for C-2026-000123."""
    if said.upper().startswith("C-"):
        year, _, number = said.upper().removeprefix("C-").partition("-")
        return case_no == f"C-{year}-{number.zfill(6)}"
    return said.isdigit() and int(case_no.rpartition("-")[2]) == int(said)


_TITLES = ("先生", "女士", "小姐", "太太", "阿姨", "mr", "mrs", "ms", "miss", "dr")


def _same_person(said: str, name: str) -> bool:
    """A name as people say it: with a title, only the surname, in any case of letters."""
    plain = said.casefold().strip().replace(".", " ")
    for title in _TITLES:
        plain = plain.removesuffix(title).removeprefix(f"{title} ").strip()
    return bool(plain) and plain in name.casefold()
