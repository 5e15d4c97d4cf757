"""After closing: is all well? Asked, rated, commented, anything open passed on (R26, R27, R56)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, group, handler
from bot.case.entries import closing as c
from bot.case.entries import followup as f
from bot.case.entries.alerts import ClockBreached
from bot.case.entries.base import Body
from bot.case.entries.talk import PromptAnswered
from bot.case.inputs import Pressed, Said
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.contact import open_task
from bot.procedures.procedure import NOTHING, Procedure, earliest

NAME = "checkin"
SCORES = ("r1", "r2", "r3", "r4", "r5")
BREACH = "checkin:30d"


def closed_at(case: Case) -> datetime | None:
    """When the account was closed; None where it is not."""
    closed = case.last(c.CaseClosed)
    return closed[1].closed_at if closed else None


def answered(case: Case) -> bool:
    """Whether the client has said anything to a check-in: then nothing more is asked."""
    return case.last(f.CheckinAnswered) is not None


def reached(case: Case) -> bool:
    """Whether a person spoke with her since the closing, which also is a return visit."""
    since = closed_at(case)
    return any(since and entry.at >= since for entry, _ in case.all(f.CallLogged))


def _plan(case: Case, playbook: Playbook) -> list[tuple[datetime, str]]:
    """What is still to be done and when: ask, task, breach."""
    since = closed_at(case)
    if since is None or answered(case) or reached(case):
        return []
    rules, asked = playbook.checkin, len(case.bodies(f.CheckinAsked))
    day = [since + timedelta(days=days) for days in rules.ask_days]
    steps = [(moment, "ask") for moment in day[asked:]]
    if not any(body.task == "checkin_call" for body in case.bodies(f.TaskOpened)):
        steps.append((since + timedelta(days=rules.task_day), "task"))
    if not any(body.clock == BREACH for body in case.bodies(ClockBreached)):
        steps.append((since + timedelta(days=rules.breach_day), "breach"))
    return steps


def due(case: Case, playbook: Playbook) -> datetime | None:
    """When the next try, the call by a person or the breach comes up (law 5)."""
    return earliest(*(moment for moment, _ in _plan(case, playbook)))


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """Asks, hands to a person, or records that day 30 passed; late is late, never dropped."""
    passed = [step for moment, step in _plan(case, playbook) if moment <= now]
    if not passed:
        return NOTHING
    if "breach" in passed and "task" not in passed:
        return _breached(case, playbook)
    if "task" in passed:
        opened, say = open_task(case, "checkin_call", "", playbook, now)
        return Decision("checkin.task", (opened,), (say,))
    # After an outage that swallowed two tries the client gets one question, counted once each.
    tries = tuple(
        f.CheckinAsked(n)
        for n in range(len(case.bodies(f.CheckinAsked)) + 1,
                       len(case.bodies(f.CheckinAsked)) + 1 + passed.count("ask"))
    )  # fmt: skip
    says = (_question(case, tries[-1].attempt),) if case.account is not None else ()
    return Decision("checkin.asked", tries, says)


def _question(case: Case, attempt: int) -> Say:
    closed = closed_at(case)
    assert closed is not None
    values: dict[str, Value] = {"closed_on": closed, "attempt": attempt}
    ask = Ask(NAME, ("fine", "open_matter", "human", "decline"), rows=(2, 2))
    return Say(CLIENT, "checkin", f"checkin:{attempt}", values, ask,
               closes=(f"checkin:{attempt - 1}",))  # fmt: skip


def _breached(case: Case, playbook: Playbook) -> Decision:
    closed = closed_at(case)
    assert closed is not None
    limit = closed + timedelta(days=playbook.checkin.breach_day)
    values: dict[str, Value] = {"closed_on": closed, "breach_on": limit}
    ask = Ask("desk", ("call", "status"))
    says = (
        Say(handler(case.handler), "staff_checkin_overdue", "checkin:overdue:own", values, ask),
        Say(group("branch_manager", "compliance"), "staff_checkin_overdue", "checkin:overdue",
            values, ask),
    )  # fmt: skip
    return Decision("checkin.breached", (ClockBreached(BREACH, limit),), says)


def pressed(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    """Each answer leads to the next question: all well, score, comment, anything open."""
    done = PromptAnswered(what.prompt.prompt_id, what.option)
    step = what.prompt.about("step") or "start"
    if what.option == "decline":
        thanks = _thanks(playbook, open_matter=False, declined=True)
        return Decision("checkin.declined", (done, f.CheckinAnswered("declined")), (thanks,))
    if step == "start" and what.option == "fine":
        say = _ask("checkin_rating", SCORES, "rating", {}, rows=(5,))
        return Decision("checkin.fine", (done, f.CheckinAnswered("fine")), (say,))
    if what.option == "open_matter":
        heard = () if answered(case) else (f.CheckinAnswered("open_matter"),)
        say = _ask("checkin_open_words", ("skip",), "open", {}, takes_text=True)
        return Decision("checkin.open_matter", (done, *heard), (say,))
    return _later_step(case, what, step, done, playbook, now)


def _later_step(
    case: Case, what: Pressed, step: str, done: PromptAnswered, playbook: Playbook, now: datetime
) -> Decision:
    if step == "rating":
        score = int(what.option.removeprefix("r"))
        ask = _ask("checkin_comment", ("skip",), "comment", {"score": score}, takes_text=True)
        return Decision("checkin.rated", (done, f.CheckinRated(score)), (ask,))
    if step == "comment":
        return Decision("checkin.comment_skipped", (done,), (_anything_open(),))
    if step == "open":
        opened, tell = open_task(case, "open_matter", "", playbook, now)
        thanks = _thanks(playbook, open_matter=True, declined=False)
        return Decision("checkin.open_task", (done, opened), (thanks, tell))
    return Decision(
        "checkin.finished",
        (done,),
        (_thanks(playbook, open_matter=False, declined=False), _result(case)),
    )


def words(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    """A comment, or what is still open: kept word for word and passed on (R26, R192)."""
    assert what.prompt is not None
    done = PromptAnswered(what.prompt.prompt_id, "text", what.text)
    if what.prompt.about("step") == "comment":
        entries: tuple[Body, ...] = (done, f.CheckinCommented(what.text))
        return Decision("checkin.commented", entries, (_anything_open(),))
    opened, tell = open_task(case, "open_matter", what.text, playbook, now)
    thanks = _thanks(playbook, open_matter=True, declined=False)
    return Decision("checkin.open_task", (done, opened), (thanks, tell))


def _anything_open() -> Say:
    return _ask("checkin_anything_open", ("nothing", "open_matter"), "any", {})


def _ask(
    message: str, options: tuple[str, ...], step: str, values: dict[str, Value], *,
    takes_text: bool = False, rows: tuple[int, ...] = (),
) -> Say:  # fmt: skip
    ask = Ask(NAME, options, (("step", step),), takes_text=takes_text, rows=rows)
    return Say(CLIENT, message, f"checkin:{step}", values, ask)


def _thanks(playbook: Playbook, *, open_matter: bool, declined: bool) -> Say:
    values: dict[str, Value] = {
        "open_matter": open_matter, "declined": declined, "task_hours": playbook.task_hours,
    }  # fmt: skip
    return Say(CLIENT, "checkin_thanks", "checkin:thanks", values)


def _result(case: Case) -> Say:
    rated, said = case.last(f.CheckinRated), case.last(f.CheckinCommented)
    values: dict[str, Value] = {
        "score": rated[1].score if rated else None, "answer": "fine",
        "words": said[1].words[:1000] if said else "",
    }  # fmt: skip
    ask = Ask("desk", ("call", "status"))
    return Say(handler(case.handler), "staff_checkin_result", "staff", values, ask)


PROCEDURE = Procedure(NAME, press=pressed, words=words, due=due, tick=tick)
