"""After closing: is all well? Asked, rated, commented, anything open passed on (R26, R27, R56)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, group, handler
from bot.case.entries import closing as c
from bot.case.entries import followup as f
from bot.case.entries.alerts import ClockBreached
from bot.case.entries.base import Body
from bot.case.entries.talk import PromptAnswered, PromptAsked, PromptClosed
from bot.case.inputs import Pressed, Said
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.contact import open_task
from bot.procedures.procedure import NOTHING, Procedure, earliest

NAME = "checkin"
SCORES = ("r1", "r2", "r3", "r4", "r5")
BREACH = "checkin:30d"
# A person is to call: nobody answered, or she cannot be written to. Where Telegram refuses the
# question, the procedure of deliveries has a person call at once.
CALL, NOT_ENROLLED = "checkin_call", "checkin_not_enrolled"
# Day 30 itself is in time (R27): the breach comes at the first moment after it.
JUST_AFTER = timedelta(microseconds=1)


def closed_at(case: Case) -> datetime | None:
    """When the account was closed; None where it is not."""
    closed = case.last(c.CaseClosed)
    return closed[1].closed_at if closed else None


def answered(case: Case) -> bool:
    """Whether the client answered a check-in, be it by a complaint: then nothing more is asked."""
    if case.last(f.CheckinAnswered) is not None:
        return True
    first = next(case.all(f.CheckinAsked), None)
    return any(first and entry.seq > first[0].seq for entry, _ in case.all(f.ComplaintOpened))


def reached(case: Case) -> bool:
    """Whether a person spoke with her since the closing, which also is a return visit."""
    since = closed_at(case)
    return any(since and entry.at >= since for entry, _ in case.all(f.CallLogged))


def _plan(case: Case, playbook: Playbook) -> list[tuple[datetime, str]]:
    """What is still to be done and when: ask, a task for a person, breach."""
    since = closed_at(case)
    if since is None or answered(case) or reached(case):
        return []
    rules = playbook.checkin
    called = {CALL, NOT_ENROLLED} & {b.task for b in case.bodies(f.TaskOpened)}
    steps = []
    if case.account is not None:
        left = rules.ask_days[len(case.bodies(f.CheckinAsked)) :]
        steps += [(since + timedelta(days=days), "ask") for days in left]
    elif not called:
        steps.append((since + timedelta(days=rules.ask_days[0]), NOT_ENROLLED))
    if not called:
        steps.append((since + timedelta(days=rules.task_day), CALL))
    if not any(body.clock == BREACH for body in case.bodies(ClockBreached)):
        steps.append((breach_at(since, playbook) + JUST_AFTER, "breach"))
    return steps


def breach_at(since: datetime, playbook: Playbook) -> datetime:
    """The last moment at which a check-in is in time."""
    return since + timedelta(days=playbook.checkin.breach_day)


def next_step(case: Case, playbook: Playbook) -> datetime | None:
    """When the next try, the call by a person or the breach comes up; None where none does."""
    return earliest(*(moment for moment, _ in _plan(case, playbook)))


def _unwritten(case: Case) -> PromptAsked | None:
    """The question what is still open, waiting for her words."""
    waiting = [
        prompt for _, prompt in case.prompts.values()
        if prompt.procedure == NAME and prompt.about("step") == "open"
        and prompt.prompt_id not in case.settled_prompts
    ]  # fmt: skip
    return waiting[0] if waiting else None


def due(case: Case, playbook: Playbook) -> datetime | None:
    """When the next step of the check-in comes up, or words that were awaited are not to come."""
    waiting = _unwritten(case)
    return earliest(next_step(case, playbook), waiting.ends if waiting else None)


def tick(case: Case, playbook: Playbook, now: datetime) -> Decision:
    """Asks, hands to a person, or records that day 30 passed; late is late, never dropped."""
    waiting = _unwritten(case)
    if waiting and waiting.ends and waiting.ends <= now:
        return _never_written(case, waiting, playbook, now)
    passed = [step for moment, step in _plan(case, playbook) if moment <= now]
    person = next((step for step in passed if step in (NOT_ENROLLED, CALL)), "")
    if person:
        opened, say = open_task(case, person, "", playbook, now)
        return Decision("checkin.task", (opened,), (say,))
    if "breach" in passed:
        return _breached(case, playbook)
    return _asked(case, passed.count("ask")) if passed else NOTHING


def _asked(case: Case, times: int) -> Decision:
    # After an outage that swallowed two tries the client gets one question, counted once each.
    before = len(case.bodies(f.CheckinAsked))
    tries = tuple(f.CheckinAsked(before + n) for n in range(1, times + 1))
    return Decision("checkin.asked", tries, (_question(case, before, before + times),))


def _never_written(case: Case, waiting: PromptAsked, playbook: Playbook, now: datetime) -> Decision:
    """She said that something is open, but not what: a person asks her."""
    opened, tell = open_task(case, "open_matter", "", playbook, now)
    closed = PromptClosed(waiting.prompt_id, "ended")
    return Decision("checkin.open_unwritten", (closed, opened), (tell,))


def _question(case: Case, before: int, attempt: int) -> Say:
    values: dict[str, Value] = {"closed_on": closed_at(case), "attempt": attempt}
    options = ("fine", "open_matter", "human", "complain", "decline")
    return Say(CLIENT, "checkin", f"checkin:{attempt}", values,
               Ask(NAME, options, rows=(2, 2, 1)), closes=(f"checkin:{before}",))  # fmt: skip


def _breached(case: Case, playbook: Playbook) -> Decision:
    closed = closed_at(case)
    assert closed is not None
    limit = breach_at(closed, playbook)
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
        says = (_thanks(declined=True), _result(case, "declined"))
        return Decision("checkin.declined", (done, f.CheckinAnswered("declined")), says)
    if what.option == "fine":
        say = _ask("checkin_rating", SCORES, "rating", {}, rows=(1, 1, 1, 1, 1))
        return Decision("checkin.fine", (done, f.CheckinAnswered("fine")), (say,))
    if what.option == "open_matter":
        heard = () if answered(case) else (f.CheckinAnswered("open_matter"),)
        say = _ask("checkin_open_words", ("skip",), "open", {}, takes_text=True)
        tell = _result(case, "open_matter")
        return Decision("checkin.open_matter", (done, *heard), (say, tell))
    if step == "rating":
        return _rated(case, int(what.option.removeprefix("r")))
    if step == "comment":
        return Decision("checkin.comment_skipped", (done,), (_anything_open(),))
    if step == "open":
        return _open_matter(case, done, "", playbook, now)
    return Decision("checkin.finished", (done,), (_thanks(),))


def _rated(case: Case, score: int) -> Decision:
    """A score binds nobody, so it may be changed: the question stays open and the last one counts."""
    before = case.last(f.CheckinRated)
    if before and before[1].score == score:
        return Decision("checkin.rated_before", toast="already")
    entries, tell = (f.CheckinRated(score),), _result(case, "fine", score)
    commented = any(
        prompt.about("step") == "comment" and prompt.prompt_id in case.settled_prompts
        for _, prompt in case.prompts.values()
    )
    if before and commented:
        return Decision("checkin.rated_anew", entries, (tell,), toast="done")
    ask = _ask("checkin_comment", ("skip",), "comment", {"score": score}, takes_text=True)
    return Decision("checkin.rated", entries, (ask, tell))


def words(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    """A comment, or what is still open: kept word for word and passed on (R26, R192)."""
    assert what.prompt is not None
    done = PromptAnswered(what.prompt.prompt_id, "text", what.text)
    if what.prompt.about("step") == "comment":
        entries: tuple[Body, ...] = (done, f.CheckinCommented(what.text))
        rated = case.last(f.CheckinRated)
        tell = _result(case, "fine", rated[1].score if rated else None, what.text)
        return Decision("checkin.commented", entries, (_anything_open(), tell))
    return _open_matter(case, done, what.text, playbook, now)


def _open_matter(
    case: Case, done: PromptAnswered, said: str, playbook: Playbook, now: datetime
) -> Decision:
    opened, tell = open_task(case, "open_matter", said, playbook, now)
    return Decision("checkin.open_task", (done, opened), (_thanks(opened), tell))


def _anything_open() -> Say:
    return _ask("checkin_anything_open", ("nothing", "open_matter", "complain"), "any", {})


def _ask(
    message: str, options: tuple[str, ...], step: str, values: dict[str, Value], *,
    takes_text: bool = False, rows: tuple[int, ...] = (),
) -> Say:  # fmt: skip
    ask = Ask(NAME, options, (("step", step),), takes_text=takes_text, rows=rows)
    return Say(CLIENT, message, f"checkin:{step}", values, ask, closes=(f"checkin:{step}",))


def _thanks(task: f.TaskOpened | None = None, *, declined: bool = False) -> Say:
    values: dict[str, Value] = {
        "open_matter": task is not None, "declined": declined,
        "task_id": task.task_id if task else "", "due": task.due if task else None,
    }  # fmt: skip
    return Say(CLIENT, "checkin_thanks", "checkin:thanks", values)


def _result(case: Case, answer: str, score: int | None = None, said: str = "") -> Say:
    values: dict[str, Value] = {"score": score, "answer": answer, "words": said[:1000]}
    ask = Ask("desk", ("call", "status"))
    return Say(handler(case.handler), "staff_checkin_result", "staff", values, ask)


PROCEDURE = Procedure(NAME, press=pressed, words=words, due=due, tick=tick)
