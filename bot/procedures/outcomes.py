"""The outcomes other than success: partial with its open items, failed by two departments (R23, R24)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, group, handler, person
from bot.case.entries import closing as c
from bot.case.entries.alerts import ClockBreached
from bot.case.inputs import Acted
from bot.case.people import COMPLIANCE, LEGAL
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.alerts import shown_type
from bot.procedures.closure import approved
from bot.procedures.gate import simulate
from bot.procedures.procedure import NOTHING, Procedure, earliest
from bot.procedures.timing import working_days_after
from bot.procedures.words import wanted_words

NAME = "outcomes"
TWO_DEPARTMENTS = {COMPLIANCE, LEGAL}
LONGEST_LIST = 12
# What the client may be told; the words are in the templates' terms, approved in each language.
FAILURES = (
    "debt_unsettled", "papers_missing", "legal_matter", "identity_unverified", "no_agreement",
    "not_reached", "review_unfinished",
)  # fmt: skip


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
    """Fails only when a person of compliance and another of legal have both said so (R24)."""
    if case.is_final or approved(case):
        return Decision("outcome.final", toast="not_now")
    proposals = list(case.all(c.FailureProposed))
    if any(body.department == what.actor.role for _, body in proposals):
        return Decision("failure.proposed_before", toast="already")
    if any(entry.actor.id == what.actor.id for entry, _ in proposals):
        return _same_person(what)
    reason = proposals[0][1].reason if proposals else what.arg("reason")
    if reason not in FAILURES:
        return _ask_reason(what)
    if len(what.words) < 10:
        return wanted_words(what, "too_short" if what.words else "")
    mine = c.FailureProposed(what.actor.role, reason, what.words)
    if {body.department for body in (*(b for _, b in proposals), mine)} != TWO_DEPARTMENTS:
        return _proposed(mine)
    return _final(case, mine, playbook)


def _same_person(what: Acted) -> Decision:
    values: dict[str, Value] = {"action": what.action, "reason": "four_eyes"}
    say = Say(person(what.actor.id), "staff_refused", "staff", values)
    return Decision("failure.same_person", says=(say,), toast="four_eyes")


def _ask_reason(what: Acted) -> Decision:
    options = tuple(f"failed.{reason}" for reason in FAILURES)
    ask = Ask("desk", options, what.about, rows=(1,) * len(options))
    say = Say(person(what.actor.id), "staff_failure_reason", "staff", {}, ask)
    return Decision("failure.reason_wanted", says=(say,))


def _final(case: Case, mine: c.FailureProposed, playbook: Playbook) -> Decision:
    open_points = tuple(f"{x.check}: {x.detail}" for x in simulate(case).checks if not x.passed)
    listed: Value = tuple(
        {"text": f"{a.alert_id} {shown_type(a, playbook)}", "due": None} for a in case.open_alerts
    )
    says = [_told(case, "failed", listed), Say(
        group(COMPLIANCE, LEGAL), "staff_outcome", "failed:all",
        {"outcome": "failed", "items": listed}, Ask("desk", ("status",)),
    )]  # fmt: skip
    if case.account is not None:
        says.insert(0, _failed_message(case, mine.reason, playbook))
    final = c.OutcomeFailed(mine.reason, open_points)
    return Decision("outcome.failed", (mine, final), tuple(says), toast="done")


def _failed_message(case: Case, reason: str, playbook: Playbook) -> Say:
    shown = dict.fromkeys(shown_type(alert, playbook) for alert in case.open_alerts)
    items: Value = tuple({"risk_type": code} for code in shown)
    values: dict[str, Value] = {"reason": reason, "items": items}
    ask = Ask("conversation", ("human", "complain"))
    return Say(CLIENT, "outcome_failed", "failed", values, ask)


def _proposed(mine: c.FailureProposed) -> Decision:
    values: dict[str, Value] = {
        "department": mine.department, "reason": mine.reason, "words": mine.words,
    }  # fmt: skip
    other = next(iter(TWO_DEPARTMENTS - {mine.department}))
    ask = Ask("desk", ("failed", "status"))
    say = Say(group(other), "staff_failure_proposed", f"failure:{mine.department}", values, ask)
    return Decision("failure.proposed", (mine,), (say,), toast="done")


def _reviews(case: Case, playbook: Playbook) -> Iterator[datetime]:
    """When the newest partial outcome is looked at again: each item's date, and the firm's own."""
    newest = case.last(c.OutcomePartial)
    if newest is None or case.outcome != "partial" or approved(case):
        return
    yield from (item.due for item in newest[1].items)
    days = playbook.closing.partial_review_working_days
    yield working_days_after(newest[0].at, days, playbook)


def next_review(case: Case, playbook: Playbook) -> datetime | None:
    """When a partial outcome is to be looked at next; None where none is."""
    called = {body.clock for body in case.bodies(ClockBreached)}
    return earliest(*(m for m in _reviews(case, playbook) if _clock(case, m) not in called))


def _clock(case: Case, moment: datetime) -> str:
    return f"partial:{len(case.bodies(c.OutcomePartial))}:{moment:%Y%m%d%H%M}"


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """Tells the account manager that an open item's date has come."""
    moment = next_review(case, playbook)
    if moment is None or moment > now:
        return NOTHING
    values: dict[str, Value] = {"clock": "partial", "about": case.case_no, "due": moment}
    name = _clock(case, moment)
    ask = Ask("desk", ("call", "partial", "status"))
    say = Say(handler(case.handler), "staff_clock_breach", name, values, ask)
    return Decision("partial.item_due", (ClockBreached(name, moment),), (say,))


def offers(case: Case) -> tuple[str, ...]:
    """The outcomes that may be recorded now."""
    return () if case.is_final or approved(case) else ("partial", "failed")


PROCEDURE = Procedure(
    NAME,
    actions={"partial": partial, "failed": failed},
    due=next_review,
    tick=tick,
    offers=offers,
)
