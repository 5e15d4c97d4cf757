"""The outcomes other than success: partial with its open items, failed by two departments (R23, R24)."""

from __future__ import annotations

from datetime import date, datetime

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, group, handler
from bot.case.entries import closing as c
from bot.case.inputs import Acted
from bot.case.people import COMPLIANCE, LEGAL
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.alerts import shown_type
from bot.procedures.closure import approved
from bot.procedures.gate import simulate
from bot.procedures.procedure import NOTHING, Procedure
from bot.procedures.words import wanted_words

NAME = "outcomes"
TWO_DEPARTMENTS = {COMPLIANCE, LEGAL}
LONGEST_LIST = 12


class ListProblem(ValueError):
    """A line of the list of open items cannot be read; its text is a problem code."""


def read_items(words: str, playbook: Playbook, now: datetime) -> tuple[c.OpenItem, ...]:
    """Lines of `what is open | 2026-12-31`, due at the end of that office day.

    Raises ListProblem with no_date, bad_date, past_date, too_short or too_many.
    """
    items = tuple(_item(line, playbook, now) for line in words.splitlines() if line.strip())
    if not items:
        raise ListProblem("too_short")
    if len(items) > LONGEST_LIST:
        raise ListProblem("too_many")
    return items


def _item(line: str, playbook: Playbook, now: datetime) -> c.OpenItem:
    text, separator, day = line.replace("｜", "|").rpartition("|")
    if not separator:
        raise ListProblem("no_date")
    if len(text.strip()) < 2:
        raise ListProblem("too_short")
    try:
        local = date.fromisoformat(day.strip().replace("/", "-"))
    except ValueError:
        raise ListProblem("bad_date") from None
    due = datetime.combine(local, playbook.office_closes, playbook.zone)
    if due <= now:
        raise ListProblem("past_date")
    return c.OpenItem(text.strip()[:200], due.astimezone(now.tzinfo))


def partial(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """The closing is delayed; the list of open items with new dates goes to the client (R23)."""
    if case.is_final:
        return Decision("outcome.final", toast="already")
    if not what.words:
        return wanted_words(what)
    try:
        items = read_items(what.words, playbook, now)
    except ListProblem as problem:
        return wanted_words(what, str(problem))
    listed: Value = tuple({"text": item.text, "due": item.due} for item in items)
    says = [_told(case, "partial", listed)]
    if case.account is not None:
        ask = Ask("conversation", ("human", "complain", "status"))
        purpose = f"partial:{len(case.bodies(c.OutcomePartial)) + 1}"
        says.insert(0, Say(CLIENT, "outcome_partial", purpose, {"items": listed}, ask))
    return Decision("outcome.partial", (c.OutcomePartial(items),), tuple(says), toast="done")


def _told(case: Case, outcome: str, listed: Value) -> Say:
    values: dict[str, Value] = {"outcome": outcome, "items": listed}
    return Say(handler(case.handler), "staff_outcome", "staff", values, Ask("desk", ("status",)))


def failed(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Fails only when compliance and legal have both said so, each with a reason (R24)."""
    if case.is_final or approved(case):
        return Decision("outcome.final", toast="not_now")
    proposals = list(case.bodies(c.FailureProposed))
    if any(p.department == what.actor.role for p in proposals):
        return Decision("failure.proposed_before", toast="already")
    if len(what.words) < 10:
        return wanted_words(what, "too_short" if what.words else "")
    mine = c.FailureProposed(what.actor.role, what.words)
    if {p.department for p in (*proposals, mine)} != TWO_DEPARTMENTS:
        return _proposed(mine)
    open_points = tuple(f"{x.check}: {x.detail}" for x in simulate(case).checks if not x.passed)
    final = c.OutcomeFailed(proposals[0].reason, open_points)
    listed: Value = tuple(
        {"text": f"{a.alert_id} {a.risk_type}", "due": None} for a in case.open_alerts
    )
    says = [_told(case, "failed", listed), Say(
        group(COMPLIANCE, LEGAL), "staff_outcome", "failed:all",
        {"outcome": "failed", "items": listed}, Ask("desk", ("status",)),
    )]  # fmt: skip
    if case.account is not None:
        says.insert(0, _failed_message(case, what.words, playbook))
    return Decision("outcome.failed", (mine, final), tuple(says), toast="done")


def _failed_message(case: Case, reason: str, playbook: Playbook) -> Say:
    items: Value = tuple({"risk_type": shown_type(a, playbook)} for a in case.open_alerts)
    values: dict[str, Value] = {"reason": reason[:500], "items": items}
    ask = Ask("conversation", ("human", "complain"))
    return Say(CLIENT, "outcome_failed", "failed", values, ask)


def _proposed(mine: c.FailureProposed) -> Decision:
    values: dict[str, Value] = {"department": mine.department, "reason": mine.reason}
    other = next(iter(TWO_DEPARTMENTS - {mine.department}))
    ask = Ask("desk", ("failed", "status"))
    say = Say(group(other), "staff_failure_proposed", f"failure:{mine.department}", values, ask)
    return Decision("failure.proposed", (mine,), (say,), toast="done")


def _review_at(case: Case) -> datetime | None:
    newest = case.last(c.OutcomePartial)
    if newest is None or case.outcome != "partial" or approved(case):
        return None
    return min(item.due for item in newest[1].items)


def due(case: Case, playbook: Playbook) -> datetime | None:
    """When the first open item of a partial outcome comes due (law 5)."""
    moment = _review_at(case)
    return None if moment is None or case.said(_purpose(moment)) else moment


def _purpose(moment: datetime) -> str:
    return f"partial:due:{moment:%Y%m%d}"


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """Tells the account manager that an open item's date has come."""
    moment = due(case, playbook)
    if moment is None or moment > now:
        return NOTHING
    values: dict[str, Value] = {"clock": "partial", "about": case.case_no, "due": moment}
    ask = Ask("desk", ("call", "status"))
    say = Say(handler(case.handler), "staff_clock_breach", _purpose(moment), values, ask)
    return Decision("partial.item_due", says=(say,))


def offers(case: Case) -> tuple[str, ...]:
    """The outcomes that may be recorded now."""
    return () if case.is_final or approved(case) else ("partial", "failed")


PROCEDURE = Procedure(
    NAME,
    actions={"partial": partial, "failed": failed},
    due=due,
    tick=tick,
    offers=offers,
)
