"""What a client sends: to the case it belongs to, decided there, answered in her language."""

from __future__ import annotations

from bot.case.inputs import Pressed
from bot.case.people import Actor
from bot.case.state import Case
from bot.handlers.arrival import Incoming, received
from bot.handlers.client_answer import decide
from bot.handlers.client_language import hear_language, spread_choice
from bot.handlers.client_menu import client_file, press_own_menu, refuse, without_case
from bot.handlers.office import Office
from bot.handlers.outgoing import read_press
from bot.handlers.writing import apply, load_case
from bot.ports_store import ClientRow, Transaction
from bot.procedures.registry import why_refused


def handle_client(office: Office, tx: Transaction, who: ClientRow, incoming: Incoming) -> str:
    """Decides one arrival of an enrolled client; gives the toast for a press, else nothing."""
    actor = Actor("client", who.client_id, who.name)
    if incoming.arrival.kind == "press":
        return _press(office, tx, who, actor, incoming)
    who = hear_language(office, tx, who, incoming)
    cases = [load_case(tx, row.file_no) for row in tx.files(client_id=who.client_id)]
    case = _meant(office, cases, incoming)
    if case is None:
        without_case(office, tx, who, actor, incoming, cases)
        return ""
    decision = decide(office, case, actor, incoming)
    apply(office, tx, case.case_no, actor, incoming.cause, decision, case=case,
          before=[received(incoming)])  # fmt: skip
    spread_choice(office, tx, who, incoming, decision, case.case_no)
    return ""


def _meant(office: Office, cases: list[Case], incoming: Incoming) -> Case | None:
    """The case an arrival is about: the one whose question it can answer, else the only open one."""
    now, account = office.now(), incoming.account
    asking = [c for c in cases if any(p.takes_text for p in c.open_prompts(now, account))]
    if incoming.arrival.kind == "text" and not incoming.arrival.command and asking:
        return max(asking, key=_last_said)
    running = [case for case in cases if not case.is_final]
    if len(running) == 1:
        return running[0]
    if not running and cases:
        return max(cases, key=_last_said)
    return None


def _last_said(case: Case) -> str:
    sent = [at for at, outcome in case.outcomes.values() if outcome.state == "sent"]
    return max(sent, default=case.entries[0].at).isoformat()


def _press(
    office: Office, tx: Transaction, who: ClientRow, actor: Actor, incoming: Incoming
) -> str:
    pressed = read_press(incoming.arrival.press_data)
    file_no = tx.file_of_prompt(pressed[0]) if pressed else None
    if pressed is None or file_no is None:
        return refuse(office, tx, client_file(who.client_id), actor, incoming, None, "unknown")
    if not file_no.startswith("C-"):
        return press_own_menu(office, tx, who, actor, incoming, file_no, pressed)
    case = load_case(tx, file_no)
    if case.opened.client_id != who.client_id:
        own = client_file(who.client_id)
        return refuse(office, tx, own, actor, incoming, None, "not_yours")
    _, prompt = case.prompts[pressed[0]]
    option = prompt.options[pressed[1]] if pressed[1] < len(prompt.options) else "?"
    reason = why_refused(case, prompt, option, incoming.account, office.now())
    if reason:
        return refuse(office, tx, file_no, actor, incoming, case, reason)
    decision = office.registry.decide(
        case, Pressed(actor, prompt, option, incoming.account), office.playbook, office.now()
    )
    apply(office, tx, file_no, actor, incoming.cause, decision, case=case,
          before=[received(incoming)])  # fmt: skip
    spread_choice(office, tx, who, incoming, decision, file_no)
    return decision.toast
