"""People talking to people: calls logged, a person asked for, tasks, complaints (R71, R72, R150)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.case.clocks import within_office_hours
from bot.case.decision import CLIENT, Ask, Decision, Say, To, Value, group, handler
from bot.case.entries import alerts as a
from bot.case.entries import followup as f
from bot.case.entries.base import Body
from bot.case.entries.talk import PromptAnswered
from bot.case.inputs import Acted, Pressed, Said
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.procedure import NOTHING, Procedure, earliest, next_number
from bot.procedures.words import too_short, wanted_words

NAME = "contact"
# Tasks that are done with a talk, whatever it was logged under.
CALLS = ("call_client", "checkin_call", "checkin_not_enrolled")


@dataclass(frozen=True)
class Task:
    """A task as it stands."""

    task_id: str
    kind: str
    words: str
    due: datetime
    done: bool


def tasks(case: Case) -> tuple[Task, ...]:
    """Every task of the case."""
    done = {body.task_id for body in case.bodies(f.TaskDone)}
    return tuple(
        Task(b.task_id, b.task, b.words, b.due, b.task_id in done)
        for b in case.bodies(f.TaskOpened)
    )


def new_task(case: Case, kind: str, words: str, playbook: Playbook, now: datetime) -> f.TaskOpened:
    """A task for the account manager, due after the playbook's hours."""
    return f.TaskOpened(
        next_number("T", len(tasks(case))), kind, "handler", words,
        now + timedelta(hours=playbook.task_hours),
    )  # fmt: skip


def open_task(
    case: Case, kind: str, words: str, playbook: Playbook, now: datetime
) -> tuple[f.TaskOpened, Say]:
    """A new task and the word about it."""
    opened = new_task(case, kind, words, playbook, now)
    values: dict[str, Value] = {
        "task_id": opened.task_id, "kind": kind, "words": words[:1000], "due": opened.due,
    }  # fmt: skip
    ask = Ask("desk", ("call", "task_done", "status"), (("task", opened.task_id),))
    say = Say(handler(case.handler), "staff_task", f"task:{opened.task_id}", values, ask)
    return opened, say


def human_wanted(
    case: Case, why: str, words: str, playbook: Playbook, now: datetime
) -> tuple[tuple[Body, ...], tuple[Say, ...]]:
    """Passes the client on to a person and tells her when to expect one (T35, T36)."""
    values: dict[str, Value] = {
        "task_hours": playbook.task_hours,
        "open_now": within_office_hours(now, playbook.hours, playbook.calendar, playbook.zone),
        "opens": playbook.office_opens.strftime("%H:%M"),
        "closes": playbook.office_closes.strftime("%H:%M"),
    }
    coming = Say(CLIENT, "human_coming", "ack", values)
    if any(t.kind == "call_client" and not t.done for t in tasks(case)) and not words:
        return (f.HumanAsked(why),), (coming,)
    opened, tell = open_task(case, "call_client", words, playbook, now)
    return (f.HumanAsked(why), opened), (coming, tell)


def by_phone(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """She prefers the telephone to the chat: service goes on by a call (R80)."""
    if any(t.kind == "call_client" and not t.done for t in tasks(case)):
        return Decision("human.by_phone", (f.HumanAsked("by_phone"),))
    opened, tell = open_task(case, "call_client", "", playbook, now)
    return Decision("human.by_phone", (f.HumanAsked("by_phone"), opened), (tell,))


def complaint(
    case: Case, words: str, playbook: Playbook, now: datetime
) -> tuple[f.ComplaintOpened, tuple[Say, ...]]:
    """Opens a complaint in her words with the 48-hour clock to a proposed solution (R210)."""
    opened = f.ComplaintOpened(
        next_number("K", len(case.bodies(f.ComplaintOpened))), words,
        now + timedelta(hours=playbook.complaint_hours),
    )  # fmt: skip
    values: dict[str, Value] = {"complaint_id": opened.complaint_id, "due": opened.due}
    told: dict[str, Value] = {**values, "words": words[:1500]}
    ask = Ask("desk", ("call", "status"), (("complaint", opened.complaint_id),))
    key = opened.complaint_id
    return opened, (
        Say(CLIENT, "complaint_received", f"complaint:{key}", values),
        Say(handler(case.handler), "staff_complaint", f"complaint:own:{key}", told, ask),
        Say(group("branch_manager", "compliance"), "staff_complaint", f"complaint:all:{key}",
            told, ask),
    )  # fmt: skip


def pressed(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    """She took the complaint back before writing it."""
    answered = PromptAnswered(what.prompt.prompt_id, what.option)
    return Decision("complaint.cancelled", (answered,), (Say(CLIENT, "cancelled", "ack"),))


def words(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    """Her complaint, word for word."""
    assert what.prompt is not None
    opened, says = complaint(case, what.text, playbook, now)
    answered = PromptAnswered(what.prompt.prompt_id, "text", what.text)
    return Decision("complaint.opened", (answered, opened), says)


def call(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Logs a talk with the client; a logged call is a response (R8, R150).

    It does the task it was logged under, and every task that was just to call her.
    """
    if too_short(what.words):
        return wanted_words(what)
    entries: list[Body] = [f.CallLogged(what.words)]
    entries += [
        f.TaskDone(t.task_id, what.words) for t in tasks(case)
        if not t.done and (t.kind in CALLS or t.task_id == what.arg("task"))
    ]  # fmt: skip
    say = Say(To("staff", what.actor.id), "staff_done", "staff", {"action": "call", "detail": ""})
    return Decision("call.logged", tuple(entries), (say,), toast="done")


def task_done(case: Case, what: Acted, playbook: Playbook, now: datetime) -> Decision:
    """Closes a task with what came of it."""
    task_id = what.arg("task")
    if not any(t.task_id == task_id and not t.done for t in tasks(case)):
        return Decision("task.done_before", toast="already")
    if too_short(what.words):
        return wanted_words(what)
    values: dict[str, Value] = {"action": "task_done", "detail": task_id}
    say = Say(To("staff", what.actor.id), "staff_done", "staff", values)
    return Decision("task.done", (f.TaskDone(task_id, what.words),), (say,), toast="done")


def unheard(case: Case) -> list[f.ComplaintOpened]:
    """The complaints since which nobody has spoken with the client."""
    talks = [entry.at for entry, _ in case.all(f.CallLogged)]
    return [
        body for entry, body in case.all(f.ComplaintOpened)
        if not any(talk >= entry.at for talk in talks)
    ]  # fmt: skip


def _overdue(case: Case) -> list[tuple[str, str, datetime]]:
    """Clocks of people: kind of clock, what about, by when; those not breached yet."""
    breached = {body.clock for body in case.bodies(a.ClockBreached)}
    running = [("task", t.task_id, t.due) for t in tasks(case) if not t.done]
    running += [("complaint", body.complaint_id, body.due) for body in unheard(case)]
    return [r for r in running if f"{r[0]}:{r[1]}" not in breached]


def due(case: Case, playbook: Playbook) -> datetime | None:
    """When a task or a complaint runs out (law 5)."""
    return earliest(*(limit for _, _, limit in _overdue(case)))


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """Escalates the first task or complaint whose time has run out."""
    for clock, about, limit in _overdue(case):
        if limit <= now:
            values: dict[str, Value] = {"clock": clock, "about": about, "due": limit}
            ask = Ask("desk", ("call", "status"), ((clock, about),))
            name = f"{clock}:{about}"
            say = Say(group("branch_manager", "compliance"), "staff_clock_breach",
                      f"breach:{name}", values, ask)  # fmt: skip
            return Decision("clock.breached", (a.ClockBreached(name, limit),), (say,))
    return NOTHING


PROCEDURE = Procedure(
    NAME,
    actions={"call": call, "task_done": task_done},
    press=pressed,
    words=words,
    due=due,
    tick=tick,
)
