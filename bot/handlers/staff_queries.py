"""Staff's questions answered from the files: lists, one case, who has read it (S10, S11, R132)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from bot.case.decision import Ask, Decision, Say, To, Value
from bot.case.entries.people import CaseRead
from bot.case.people import Actor, may
from bot.case.state import Case
from bot.handlers.arrival import Incoming, received
from bot.handlers.office import Office
from bot.handlers.staff_case import case_line, tell, tell_status
from bot.handlers.writing import apply, load_case
from bot.ports_store import StaffRow, Transaction
from bot.procedures.queries import ABOUT_ONE_CASE, AskBack, CaseLine, Query, matches, query_of

LIST_LENGTH = 20
# A case number as people shorten it; its zeros tell it from sums and telephone numbers.
RUNNING_NUMBER = re.compile(r"(?<![\d.,])0\d{5}(?![\d.,])")
CHOICES = 8
READERS = 20


def ask_in_words(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming
) -> bool:
    """Answers a question in plain words; False where the words are none."""
    meant = incoming.understanding
    entities = (*_named(tx, incoming.arrival.text), *meant.entities)
    found = query_of(meant.intent, meant.accepted, meant.runner_up, entities)
    if found is None:
        return False
    if isinstance(found, AskBack):
        options = tuple(f"query:{kind}" for kind in found.kinds)
        ask = Ask("query", options, found.query.about(), rows=(1,) * len(options))
        rows: Value = tuple({"kind": kind, "title": f"query.{kind}"} for kind in found.kinds)
        tell(office, tx, who, actor, incoming, "staff_which_query", {"kinds": rows}, ask)
        return True
    answer_query(office, tx, who, actor, incoming, found)
    return True


def _named(tx: Transaction, text: str) -> tuple[tuple[str, str], ...]:
    """What no engine is needed for: a client's whole name (of several the longest), a running number."""
    plain = text.casefold()
    names = (row.name for row in tx.clients() if len(row.name) > 1)
    name = max((name for name in names if name.casefold() in plain), key=len, default="")
    number = RUNNING_NUMBER.search(text)
    return (
        *((("person", name),) if name else ()),
        *((("case_no", number.group()),) if number else ()),
    )


def answer_query(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming, query: Query
) -> None:
    """The list, the case, or which of several cases is meant."""
    if not may(who.role, "case.read"):
        tell(office, tx, who, actor, incoming, "staff_query_refused", {})
        return
    if query.kind in ABOUT_ONE_CASE and not query.filtered:
        tell(office, tx, who, actor, incoming, "staff_which_number", {})
        return
    lines = _lines(office, tx, who, query)
    one = query.kind in ABOUT_ONE_CASE or query.kind == "find"
    if one and len(lines) == 1:
        _one_case(office, tx, who, actor, incoming, query, lines[0].case_no)
    elif query.kind in ABOUT_ONE_CASE and lines:
        _which(office, tx, who, actor, incoming, query, lines)
    else:
        _listed(office, tx, who, actor, incoming, query, lines)


def _lines(office: Office, tx: Transaction, who: StaffRow, query: Query) -> list[CaseLine]:
    """The cases asked for; closed ones only where a single case or a search is meant."""
    now, zone = office.now(), office.playbook.zone
    searched = query.kind in ABOUT_ONE_CASE or query.kind == "find"
    rows = tx.files("case", open_only=not searched)
    if who.role == "handler" and not searched:
        rows = [row for row in rows if row.summary.handler in ("", who.staff_id)]
    lines = [case_line(office, tx, row, who.role) for row in rows]
    today = now.astimezone(zone).date()
    found = [
        line for line in lines
        if matches(query, line, who.staff_id, today,
                   line.due.astimezone(zone).date() if line.due else None)
    ]  # fmt: skip
    if query.kind == "recent":
        return sorted(found, key=lambda line: line.updated_at, reverse=True)
    weight = {"high": 0, "medium": 1}
    far = datetime.max.replace(tzinfo=UTC)
    return sorted(found, key=lambda x: (weight.get(x.severity, 2), x.due or far, x.case_no))


def _one_case(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming, query: Query,
    case_no: str,
) -> None:  # fmt: skip
    case = load_case(tx, case_no)
    if query.kind == "readers":
        _readers(office, tx, who, actor, incoming, case)
    else:
        # An action in words opens the case with its buttons: words alone do nothing (law 6).
        tell_status(office, tx, who, actor, incoming, case)


def _readers(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming, case: Case
) -> None:
    reads = [entry for entry, _ in case.all(CaseRead)]
    rows: Value = tuple(
        {"reader": e.actor.name, "role": e.actor.role, "at": e.at} for e in reads[-READERS:]
    )
    values: dict[str, Value] = {"rows": rows, "more": max(0, len(reads) - READERS)}
    say = Say(To("staff", who.staff_id), "staff_who_read", "staff", values)
    apply(office, tx, case.case_no, actor, incoming.cause,
          Decision("readers.told", (CaseRead(case.case_no, "chat"),), (say,)), case=case,
          before=[received(incoming)])  # fmt: skip


def _which(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming, query: Query,
    lines: list[CaseLine],
) -> None:  # fmt: skip
    """Several cases fit: she presses the one she means."""
    shown = lines[:CHOICES]
    options = tuple(f"case:{line.case_no}" for line in shown)
    rows: Value = tuple(
        {"case_no": line.case_no, "client_name": line.client_name, "state": line.state}
        for line in shown
    )
    ask = Ask("query", options, (("kind", query.kind),), rows=(1,) * len(options))
    values: dict[str, Value] = {"rows": rows, "more": max(0, len(lines) - CHOICES)}
    tell(office, tx, who, actor, incoming, "staff_which_case", values, ask)


def _listed(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming, query: Query,
    lines: list[CaseLine],
) -> None:  # fmt: skip
    title = f"query.{query.kind}"
    if query.kind == "mine" and who.role != "handler":
        title = "query.open"
    rows: Value = tuple(
        {
            "case_no": line.case_no, "client_name": line.client_name, "state": line.state,
            "severity": line.severity, "next_due": line.due,
        }
        for line in lines[:LIST_LENGTH]
    )  # fmt: skip
    values: dict[str, Value] = {
        "title": title, "rows": rows, "more": max(0, len(lines) - LIST_LENGTH),
    }  # fmt: skip
    tell(office, tx, who, actor, incoming, "staff_case_list", values)
