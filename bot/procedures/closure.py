"""Closing: checks, approval by another person, three flags, certificate, closed (R19-R22, R31)."""

from __future__ import annotations

from datetime import datetime

from bot.case.decision import (
    CLIENT,
    Ask,
    Certificate,
    Decision,
    Say,
    Value,
    group,
    handler,
    person,
)
from bot.case.entries import closing as c
from bot.case.inputs import Acted, Pressed
from bot.case.people import may, who_may
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.binding import confirmed, receipt
from bot.procedures.discretion import type_for
from bot.procedures.gate import (
    Reason,
    blocking,
    changes_after,
    earlier_hits,
    named_changes,
    obstacles,
    simulate,
)
from bot.procedures.procedure import Procedure

NAME = "closure"
FLAGS = ("account_closed", "funds_cleared", "debts_settled")


def approved(case: Case) -> bool:
    """Whether an approval holds: what changes after it makes it void (R19)."""
    newest = case.last(c.ClosingApproved)
    return newest is not None and not changes_after(case, newest[0].seq)


def stated_flags(case: Case) -> dict[str, datetime]:
    """The flags that back office has stated since the newest approval, with their times.

    A new approval asks for all three anew: what made the old one void may concern them.
    """
    newest = case.last(c.ClosingApproved)
    since = newest[0].seq if newest else 0
    return {body.flag: entry.at for entry, body in case.all(c.ClosingFlag) if entry.seq > since}


def flags_done(case: Case) -> tuple[str, ...]:
    """The flags that are stated, in the fixed order."""
    stated = stated_flags(case)
    return tuple(flag for flag in FLAGS if flag in stated)


def listed_flags(flags: tuple[str, ...]) -> Value:
    """Flags as values for a message."""
    return tuple({"flag": flag} for flag in flags)


def check(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Runs recurrence check and simulation, stores both, says what is in the way (R31, R32)."""
    if approved(case) or case.is_final:
        return Decision("closing.approved_before", toast="already")
    earlier = tuple((e.case_no, e.risk_types, e.outcome) for e in what.earlier)
    mine = {alert.risk_type for alert in case.alerts}
    looked = c.RecurrenceChecked(
        playbook.closing.lookback_months, tuple(earlier_hits(case, earlier))
    )
    run = simulate(case)
    reasons = blocking(run)
    if reasons:
        say = _gate_failed(what, reasons)
        return Decision("gate.checks_failed", (looked, run), (say,), toast="done")
    values: dict[str, Value] = {"severity": case.worst_severity, "hits": tuple(
        {"case_no": no, "risk_type": type_for("group", risk, playbook),
         "outcome": outcome or "open"}
        for no, risks, outcome in earlier for risk in sorted(mine & set(risks))
    )[:12]}  # fmt: skip
    ask = Ask("desk", ("approve", "status"))
    roles = tuple(sorted(who_may(f"closing.approve.{case.worst_severity}")))
    purpose = f"gate:{len(case.bodies(c.SimulationRun)) + 1}"
    say = Say(group(*roles), "staff_gate_passed", purpose, values, ask)
    known = ", ".join(hit.split()[0] for hit in looked.hits)
    note: dict[str, Value] = {"action": "check", "detail": known}
    own = Say(person(what.actor.id), "staff_done", "staff", note)
    return Decision("gate.checks_passed", (looked, run), (say, own), toast="done")


def _gate_failed(what: Acted, reasons: list[Reason]) -> Say:
    values: dict[str, Value] = {
        "reasons": tuple({"code": code, "detail": detail} for code, detail in reasons)
    }
    ask = Ask("desk", ("check", "status"))
    return Say(person(what.actor.id), "staff_gate_failed", "staff", values, ask)


def approve(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Approves where nothing is in the way and the approver is another person (four eyes, R20)."""
    if approved(case) or case.is_final:
        return Decision("closing.approved_before", toast="already")
    severity = case.worst_severity
    if not may(what.actor.role, f"closing.approve.{severity}"):
        return _refused(what, "may_not")
    reasons = obstacles(case, playbook, now)
    if what.actor.id in _hands_on(case):
        reasons.append(("approver_is_handler", ""))
    if reasons:
        return _not_through(what, reasons)
    left: Value = listed_flags(FLAGS)
    says = [
        Say(group("finance", "branch_manager"), "staff_flags", "flags:0",
            {"done": (), "left": left}, Ask("desk", (*FLAGS, "status"), rows=(1, 1, 1, 1)),
            closes=tuple(f"flags:{count}" for count in range(len(FLAGS)))),
    ]  # fmt: skip
    if case.account is not None:
        values: dict[str, Value] = {"done": (), "left": left}
        asked = Ask("conversation", ("status",))
        says.insert(0, Say(CLIENT, "closing_in_progress", "closing", values, asked))
    return Decision("closing.approved", (c.ClosingApproved(severity),), tuple(says), toast="done")


def _not_through(what: Acted, reasons: list[Reason]) -> Decision:
    entry = c.GateRefused(tuple(f"{code}: {detail}".rstrip(": ") for code, detail in reasons))
    return Decision("gate.refused", (entry,), (_gate_failed(what, reasons),), toast="not_now")


def _hands_on(case: Case) -> set[str]:
    """The people who handle the case: its account manager and whoever ran the checks."""
    runs = {entry.actor.id for entry, _ in case.all(c.SimulationRun)}
    return {case.handler, *runs} - {""}


def _refused(what: Acted, reason: str) -> Decision:
    values: dict[str, Value] = {"action": what.action, "reason": reason}
    say = Say(person(what.actor.id), "staff_refused", "staff", values)
    return Decision(f"{what.action}.{reason}", says=(say,), toast=reason)


def flag(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Back office states one of the three; with the third the case closes (R21, R22)."""
    newest = case.last(c.ClosingApproved)
    if newest is None or case.is_final:
        return Decision("closing.not_now", toast="not_now")
    changes = named_changes(changes_after(case, newest[0].seq))
    if changes:
        return _not_through(what, [("approval_void", ""), *changes])
    if what.action in flags_done(case):
        return Decision("closing.flag_before", toast="already")
    stated = c.ClosingFlag(what.action)
    done = tuple(f for f in FLAGS if f in (*flags_done(case), what.action))
    if len(done) == len(FLAGS):
        return _closed(case, stated, now)
    left = tuple(f for f in FLAGS if f not in done)
    values: dict[str, Value] = {"done": listed_flags(done), "left": listed_flags(left)}
    ask = Ask("desk", (*left, "status"), rows=(1,) * (len(left) + 1))
    purpose = f"flags:{len(done)}"
    says = [Say(group("finance", "branch_manager"), "staff_flags", purpose, values, ask,
                closes=(f"flags:{len(done) - 1}",))]  # fmt: skip
    return Decision("closing.flag", (stated,), tuple(says), toast="done")


def _closed(case: Case, stated: c.ClosingFlag, now: datetime) -> Decision:
    times = {**stated_flags(case), stated.flag: now}
    number = f"CERT-{case.case_no.removeprefix('C-')}"
    return Decision(
        "case.closed",
        (stated, c.CaseClosed(now)),
        (
            Say(handler(case.handler), "staff_closed", "closed:own", {"certificate_no": number},
                Ask("desk", ("status",))),
        ),
        certificate=Certificate(number, now, tuple((f, times[f]) for f in FLAGS)),
        toast="done",
    )  # fmt: skip


def certificate_message(
    issued: c.CertificateIssued, closed_at: datetime, retention_years: int
) -> Say:
    """The certificate to the client, with the PDF and a button for receipt (T15)."""
    values: dict[str, Value] = {
        "certificate_no": issued.certificate_no, "closed_at": closed_at,
        "verify_code": issued.verify_code, "retention_years": retention_years,
    }  # fmt: skip
    ask = Ask(NAME, ("received",), (("certificate", issued.certificate_no),))
    return Say(
        CLIENT, "closure_certificate", "certificate", values, ask,
        attachment=issued.digest, attachment_name=f"{issued.certificate_no}.pdf",
    )  # fmt: skip


def pressed(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    """The client acknowledges that she has the certificate."""
    entries, bound = confirmed(case, what, "certificate_receipt", what.prompt.about("certificate"))
    return Decision("certificate.receipt", entries, (receipt(bound, now),))


def offers(case: Case) -> tuple[str, ...]:
    """The next step towards closing."""
    if case.is_final:
        return ()
    if approved(case):
        return tuple(f for f in FLAGS if f not in flags_done(case))
    return ("check", "approve") if case.last(c.SimulationRun) else ("check",)


PROCEDURE = Procedure(
    NAME,
    actions={"check": check, "approve": approve, **dict.fromkeys(FLAGS, flag)},
    press=pressed,
    offers=offers,
)
