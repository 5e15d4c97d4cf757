"""What staff send: presses on case buttons, words that an action waits for, questions."""

from __future__ import annotations

from bot.case.decision import Ask, Decision, Say, To, Value
from bot.case.entries import talk as t
from bot.case.inputs import Acted, EarlierCase
from bot.case.numbers import find_case_no
from bot.case.people import Actor, may
from bot.case.state import Case
from bot.handlers.arrival import Incoming, received
from bot.handlers.office import Office
from bot.handlers.outgoing import read_press
from bot.handlers.staff_case import note, tell, tell_status
from bot.handlers.staff_menu import press_own_menu
from bot.handlers.staff_queries import answer_query, ask_in_words
from bot.handlers.writing import AWAITED, apply, load_case
from bot.ports_store import StaffRow, Transaction
from bot.procedures.desk import may_act, read_option
from bot.procedures.queries import KIND_OF, Query


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
        return press_own_menu(office, tx, who, actor, incoming, file_no, pressed)
    if pressed is None or file_no is None or not file_no.startswith("C-"):
        return note(office, tx, who, actor, incoming, Decision("press.unknown"), "unknown")
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
    answered = None
    if prompt.takes_text:
        # The reason came by button: the next words are no longer meant for this question.
        tx.put_setting(f"{AWAITED}:{incoming.arrival.chat}", "")
        answered = t.PromptAnswered(prompt.prompt_id, option)
    return _act(office, tx, case, actor, incoming, action, about, "", answered)


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
        note(office, tx, who, actor, incoming, Decision("talk.membership"), "")
        return
    case_no = find_case_no(f"{came.argument} {came.text}")
    if came.kind == "text" and case_no and came.command in ("", "case", "status"):
        if tx.has_file(case_no) and may(who.role, "case.read"):
            meant = incoming.understanding
            if meant.accepted and KIND_OF.get(meant.intent) == "readers":
                wanted = Query("readers", case_no=case_no)
                answer_query(office, tx, who, actor, incoming, wanted)
                return
            tell_status(office, tx, who, actor, incoming, load_case(tx, case_no))
            return
        tell(office, tx, who, actor, incoming, "staff_case_unknown", {"case_no": case_no})
        return
    if came.command in ("list", "mine", "cases"):
        answer_query(office, tx, who, actor, incoming, Query("mine"))
    elif came.command == "language":
        menu = Ask("menu", ("zh-Hans", "zh-Hant", "en"), rows=(1, 1, 1))
        tell(office, tx, who, actor, incoming, "language_menu", {}, menu)
    elif came.command in ("start", "help"):
        tell(office, tx, who, actor, incoming, "staff_help", {"role": who.role})
    elif came.command or not ask_in_words(office, tx, who, actor, incoming):
        echo: dict[str, Value] = {"echo": came.text[:120]}
        tell(office, tx, who, actor, incoming, "staff_not_understood", echo)
