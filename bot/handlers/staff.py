"""What staff send: presses on case buttons, words that an action waits for, questions."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.case.decision import Ask, Decision, Say, To, Value
from bot.case.entries import people as p
from bot.case.entries import talk as t
from bot.case.inputs import Acted, EarlierCase
from bot.case.people import Actor, may
from bot.case.state import Case
from bot.handlers.arrival import Incoming, received
from bot.handlers.office import Office
from bot.handlers.outgoing import read_press
from bot.handlers.writing import AWAITED, apply, load_case
from bot.ports_store import StaffRow, Transaction
from bot.procedures.answers import case_facts
from bot.procedures.desk import may_act, read_option

CASE_NO = re.compile(r"\bC-\d{4}-\d{6}\b", re.IGNORECASE)
LIST_LENGTH = 20


def staff_file(staff_id: str) -> str:
    """The number of a member of staff's own file: her questions, and who read what."""
    return f"S-{staff_id}"


def handle_staff(office: Office, tx: Transaction, who: StaffRow, incoming: Incoming) -> str:
    """Decides one arrival of a member of staff; gives the toast for a press, else nothing."""
    actor = Actor(who.role, who.staff_id, who.name)
    came = incoming.arrival
    if came.kind == "press":
        return _press(office, tx, who, actor, incoming)
    if came.kind == "text" and not came.command and _awaited(office, tx, actor, incoming):
        return ""
    _question(office, tx, who, actor, incoming)
    return ""


def _press(office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming) -> str:
    pressed = read_press(incoming.arrival.press_data)
    file_no = tx.file_of_prompt(pressed[0]) if pressed else None
    if pressed and file_no and file_no.startswith("S-"):
        return _own_menu(office, tx, who, actor, incoming, file_no, pressed)
    if pressed is None or file_no is None or not file_no.startswith("C-"):
        return _note(office, tx, who, actor, incoming, Decision("press.unknown"), "unknown")
    case = load_case(tx, file_no)
    message, prompt = case.prompts[pressed[0]]
    if message.audience == "client" or pressed[1] >= len(prompt.options):
        return _refuse(office, tx, case, actor, incoming, "press", "not_yours")
    option = prompt.options[pressed[1]]
    if option == "cancel":
        return _cancel(office, tx, case, actor, incoming, prompt)
    action, about = read_option(prompt, option)
    if action == "status":
        tell_status(office, tx, who, actor, incoming, case)
        return ""
    return _act(office, tx, case, actor, incoming, action, about, "")


def _act(
    office: Office, tx: Transaction, case: Case, actor: Actor, incoming: Incoming, action: str,
    about: tuple[tuple[str, str], ...], words: str, answered: t.PromptAnswered | None = None,
) -> str:  # fmt: skip
    if not may_act(case, actor.role, action, dict(about)):
        return _refuse(office, tx, case, actor, incoming, action, "may_not")
    earlier = _earlier(office, tx, case) if action == "check" else ()
    what = Acted(actor, action, about, words, earlier)
    decision = office.registry.decide(case, what, office.playbook, office.now())
    before = [received(incoming), *([answered] if answered else [])]
    apply(office, tx, case.case_no, actor, incoming.cause, decision, case=case, before=before)
    return decision.toast


def _earlier(office: Office, tx: Transaction, case: Case) -> tuple[EarlierCase, ...]:
    """The client's other cases within the look-back (R32)."""
    months = office.playbook.closing.lookback_months
    return tuple(
        EarlierCase(row.file_no, row.opened_at, row.summary.risk_types, row.summary.outcome)
        for row in tx.files(client_id=case.opened.client_id)
        if row.file_no != case.case_no and (office.now() - row.opened_at).days <= months * 31
    )


def _refuse(
    office: Office, tx: Transaction, case: Case, actor: Actor, incoming: Incoming, action: str,
    reason: str,
) -> str:  # fmt: skip
    """What a role may not do is kept in the case and said to the person, not done."""
    entry = t.PressRefused("", action, incoming.account, reason)
    values: dict[str, Value] = {"action": action, "reason": reason}
    say = Say(To("staff", actor.id), "staff_refused", "staff", values, Ask("desk", ("status",)))
    apply(office, tx, case.case_no, actor, incoming.cause,
          Decision(f"{action}.{reason}", (entry,), (say,)), case=case,
          before=[received(incoming)])  # fmt: skip
    return reason


def _cancel(
    office: Office, tx: Transaction, case: Case, actor: Actor, incoming: Incoming,
    prompt: t.PromptAsked,
) -> str:  # fmt: skip
    tx.put_setting(f"{AWAITED}:{incoming.account}", "")
    closed = t.PromptClosed(prompt.prompt_id, "cancelled")
    apply(office, tx, case.case_no, actor, incoming.cause, Decision("words.cancelled", (closed,)),
          case=case, before=[received(incoming)])  # fmt: skip
    return "done"


def _awaited(office: Office, tx: Transaction, actor: Actor, incoming: Incoming) -> bool:
    """Gives words to the action that waits for them; False where none does any more."""
    prompt_id = _awaited_prompt(tx, incoming)
    file_no = tx.file_of_prompt(prompt_id) if prompt_id else None
    if not prompt_id or file_no is None:
        return False
    case = load_case(tx, file_no)
    _, prompt = case.prompts[prompt_id]
    over = prompt.ends is not None and prompt.ends <= office.now()
    if prompt_id in case.settled_prompts or over:
        return False
    about = dict(prompt.context)
    action = about.pop("action", "reject")
    if action == "reject":
        about["reason"] = "other"
    words = incoming.arrival.text.strip()
    tx.put_setting(f"{AWAITED}:{incoming.arrival.chat}", "")
    answered = t.PromptAnswered(prompt_id, "text", words)
    _act(office, tx, case, actor, incoming, action, tuple(sorted(about.items())), words, answered)
    return True


def _awaited_prompt(tx: Transaction, incoming: Incoming) -> str:
    """The question a staff text answers: the message it replies to, else the newest one."""
    came = incoming.arrival
    if came.reply_to is not None and came.chat is not None:
        found = tx.file_of_telegram_message(came.chat, came.reply_to)
        if found and found[0].startswith("C-"):
            message = Case(tx.entries(found[0])).messages.get(found[1])
            if message and message.prompt and message.prompt.takes_text:
                return message.prompt.prompt_id
    return tx.setting(f"{AWAITED}:{came.chat}") or ""


def _question(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming
) -> None:
    came = incoming.arrival
    if came.kind == "membership":
        _note(office, tx, who, actor, incoming, Decision("talk.membership"), "")
        return
    found = CASE_NO.search(f"{came.argument} {came.text}")
    if came.kind == "text" and found and came.command in ("", "case", "status"):
        case_no = found.group().upper()
        if tx.has_file(case_no) and may(who.role, "case.read"):
            tell_status(office, tx, who, actor, incoming, load_case(tx, case_no))
            return
        _say(office, tx, who, actor, incoming, "staff_case_unknown", {"case_no": case_no})
        return
    if came.command in ("list", "mine", "cases"):
        _list(office, tx, who, actor, incoming)
    elif came.command == "language":
        menu = Ask("menu", ("zh-Hans", "zh-Hant", "en"), rows=(1, 1, 1))
        _say(office, tx, who, actor, incoming, "language_menu", {}, menu)
    elif came.command in ("start", "help"):
        _say(office, tx, who, actor, incoming, "staff_help", {"role": who.role})
    else:
        echo: dict[str, Value] = {"echo": came.text[:120]}
        _say(office, tx, who, actor, incoming, "staff_not_understood", echo)


def tell_status(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming, case: Case
) -> None:
    """The whole state of a case with what this role may do next (S10); that it was read is kept."""
    facts = case_facts(case, office.playbook, office.now())
    options = [o for o in office.registry.offers(case) if _allowed(case, who.role, o)]
    options += ["call"] if _allowed(case, who.role, "call") else []
    ask = Ask("desk", tuple(options), rows=(2,) * len(options)) if options else None
    chat = incoming.arrival.chat
    to = To("group") if chat != who.account and incoming.arrival.chat_type != "private" else None
    say = Say(to or To("staff", who.staff_id), "staff_case_status", "staff", facts, ask)
    apply(office, tx, case.case_no, actor, incoming.cause,
          Decision("status.told_staff", (p.CaseRead(case.case_no, "chat"),), (say,)), case=case,
          before=[received(incoming)])  # fmt: skip


def _allowed(case: Case, role: str, option: str) -> bool:
    action, _, argument = option.partition(":")
    return may_act(case, role, action, {"alert": argument})


def _list(office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming) -> None:
    rows = [r for r in tx.files(open_only=True) if may(who.role, "case.read")]
    if who.role == "handler":
        rows = [r for r in rows if r.summary.handler in ("", who.staff_id)]
    rows.sort(key=lambda r: (-_weight(r.summary.severity), r.file_no))
    listed: Value = tuple(
        {
            "case_no": row.file_no, "client_name": _name(tx, row.client_id),
            "state": row.summary.state, "severity": row.summary.severity,
            "next_due": row.summary.next_due,
        }
        for row in rows[:LIST_LENGTH]
    )  # fmt: skip
    title = "my_list" if who.role == "handler" else "open_cases"
    values: dict[str, Value] = {
        "title": title, "rows": listed, "more": max(0, len(rows) - LIST_LENGTH),
    }  # fmt: skip
    _say(office, tx, who, actor, incoming, "staff_case_list", values)


def _weight(severity: str) -> int:
    return {"high": 2, "medium": 1}.get(severity, 0)


def _name(tx: Transaction, client_id: str) -> str:
    client = tx.client(client_id)
    return client.name if client else ""


def _say(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming, message: str,
    values: dict[str, Value], ask: Ask | None = None,
) -> None:  # fmt: skip
    say = Say(To("staff", who.staff_id), message, "staff", values, ask)
    _note(office, tx, who, actor, incoming, Decision(f"staff.{message}", says=(say,)), "")


def _note(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming,
    decision: Decision, toast: str,
) -> str:  # fmt: skip
    """Into the person's own file: what belongs to no case."""
    apply(office, tx, staff_file(who.staff_id), actor, incoming.cause, decision, case=None,
          before=[received(incoming)])  # fmt: skip
    return toast


def _own_menu(
    office: Office, tx: Transaction, who: StaffRow, actor: Actor, incoming: Incoming,
    file_no: str, pressed: tuple[str, int],
) -> str:  # fmt: skip
    """The language menu of a member of staff."""
    chosen = {0: "zh-Hans", 1: "zh-Hant", 2: "en"}.get(pressed[1], who.language)
    updated = replace(who, language=chosen)
    tx.put_staff(updated)
    say = Say(To("staff", who.staff_id), "language_changed", "staff")
    decision = Decision("language.chosen", (t.LanguageChosen(chosen, "wish"),), (say,))
    return _note(office, tx, updated, actor, incoming, decision, "")
