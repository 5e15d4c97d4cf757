"""Wishes in words (more time, payments, keeping the account): repeated back, counted when pressed.

Nothing is granted here: a pressed wish is a request, and a person answers it (R71, law 6).
"""

from __future__ import annotations

from datetime import date, datetime
from types import MappingProxyType

from bot.case.decision import CLIENT, Ask, Decision, Say, Value, handler
from bot.case.entries import followup as f
from bot.case.entries.talk import PromptAnswered
from bot.case.inputs import Pressed, Said
from bot.case.meaning import Values
from bot.case.playbook import Playbook
from bot.case.state import Case
from bot.procedures.binding import confirmed
from bot.procedures.contact import human_wanted, new_task
from bot.procedures.procedure import Procedure, next_number
from bot.procedures.request import Request, end_of, request_of

NAME = "wishes"
MOST_DAYS = 4
WISH_OF = MappingProxyType({
    "ask_more_time": "more_time", "deposit_promise": "deposit", "repayment_proposal": "repayment",
    "withdraw_closure": "withdrawal", "send_document_promise": "documents",
})  # fmt: skip


def heard(case: Case, wish: str, what: Said, playbook: Playbook, now: datetime) -> Decision:
    """A wish in words: repeated back with a button, or asked for the day or the sum."""
    return _next(Request(wish), what.meant.values, playbook, now)


def _next(asked: Request, values: Values, playbook: Playbook, now: datetime) -> Decision:
    today = now.astimezone(playbook.zone).date()
    request = asked.with_values(values, today)
    missing = request.missing(values)
    if missing:
        return _ask_for(request, missing, values, today, playbook)
    return Decision(f"wish.repeated.{request.wish}", says=(_repeat(request, playbook),))


def _repeat(request: Request, playbook: Playbook) -> Say:
    """The wish in our words, to be pressed; an earlier wording of the same wish is closed."""
    ask = Ask(NAME, ("wish", "other", "human"), request.about(), rows=(1, 2))
    purpose = f"wish:{request.wish}"
    values = request.values(playbook)
    return Say(CLIENT, "wish_repeat", purpose, values, ask, closes=(purpose,))


def _ask_for(
    request: Request, missing: str, values: Values, today: date, playbook: Playbook
) -> Decision:
    """Asks for what was left open, with every day it could mean as a button (nlu.md 5)."""
    ahead = tuple(day for day in values.days if day > today) if missing == "day" else ()
    rows: tuple[dict[str, Value], ...] = tuple(
        {"day_id": day.isoformat(), "day": end_of(day, playbook)} for day in ahead[:MOST_DAYS]
    )
    options = (*(f"day:{row['day_id']}" for row in rows), "human", "skip")
    ask = Ask(NAME, options, request.about(), takes_text=True, rows=(1,) * len(rows) + (2,))
    told: dict[str, Value] = {"wish": f"wish_{request.wish}", "missing": missing, "days": rows}
    purpose = f"wish:{request.wish}"
    say = Say(CLIENT, "wish_ask", purpose, told, ask, closes=(purpose,))
    return Decision(f"wish.asked_{missing}.{request.wish}", says=(say,))


def words(case: Case, what: Said, playbook: Playbook, now: datetime) -> Decision:
    """Her answer to "which day?" or "how much?"; unreadable twice, a person takes it."""
    assert what.prompt is not None
    answered = PromptAnswered(what.prompt.prompt_id, "text", what.text)
    asked = request_of(what.prompt.context)
    decision = _next(asked, what.meant.values, playbook, now)
    if decision.reason.startswith("wish.asked") and _asked_before(case, asked.wish, playbook):
        entries, says = human_wanted(case, "misunderstood", what.text, playbook, now)
        return Decision("wish.passed_on", (answered, *entries), says)
    return Decision(decision.reason, (answered, *decision.entries), decision.says)


def _asked_before(case: Case, wish: str, playbook: Playbook) -> bool:
    """Whether as many questions about this wish as may be asked have been, with none pressed."""
    asked = 0
    for message in case.messages.values():
        if message.purpose == f"wish:{wish}":
            asked = asked + 1 if message.template == "wish_ask" else 0
    return asked >= playbook.clarify_limit


def pressed(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    """Only this press makes the wish count, bound to the text that repeated it (law 6)."""
    answered = PromptAnswered(what.prompt.prompt_id, what.option)
    if what.option == "wish":
        return _recorded(case, what, playbook, now)
    option, _, day = what.option.partition(":")
    if option == "day":
        chosen = Values(days=(date.fromisoformat(day),))
        decision = _next(request_of(what.prompt.context), chosen, playbook, now)
        return Decision(decision.reason, (answered,), decision.says)
    message = "wish_otherwise" if option == "other" else "cancelled"
    return Decision(f"wish.{option}", (answered,), (Say(CLIENT, message, "ack"),))


def _recorded(case: Case, what: Pressed, playbook: Playbook, now: datetime) -> Decision:
    request = request_of(what.prompt.context)
    wish_id = next_number("W", len(case.bodies(f.WishRecorded)))
    entries, _ = confirmed(case, what, "wish", wish_id)
    details = tuple(pair for pair in request.about() if pair[0] != "wish")
    recorded = f.WishRecorded(wish_id, request.wish, what.prompt.prompt_id, details)
    shown = case.prompts[what.prompt.prompt_id][0].text
    task = new_task(case, f"wish_{request.wish}", shown, playbook, now)
    values: dict[str, Value] = {"wish": f"wish_{request.wish}", "wish_id": wish_id, "due": task.due}
    noted = Say(CLIENT, "wish_noted", f"wish_noted:{wish_id}", values)
    told = {**request.values(playbook), "wish_id": wish_id, "task_id": task.task_id,
            "due": task.due}  # fmt: skip
    ask = Ask("desk", ("call", "task_done", "status"), (("task", task.task_id),))
    tell = Say(handler(case.handler), "staff_wish", f"task:{task.task_id}", told, ask)
    return Decision(f"wish.recorded.{request.wish}", (*entries, recorded, task), (noted, tell))


PROCEDURE = Procedure(NAME, press=pressed, words=words)
