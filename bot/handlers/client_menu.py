"""A client's own file and its menus: which case she means, her language, presses that cannot count."""

from __future__ import annotations

from bot.case.decision import Ask, Decision, Say, To
from bot.case.entries import talk as t
from bot.case.people import Actor
from bot.case.state import Case
from bot.handlers.arrival import Incoming, received
from bot.handlers.client_answer import unread
from bot.handlers.client_language import spread_choice
from bot.handlers.office import Office
from bot.handlers.outgoing import read_press
from bot.handlers.which_case import PREFIX, ask_which, choose, waiting
from bot.handlers.writing import apply, load_case
from bot.ports_store import ClientRow, Transaction
from bot.procedures import conversation


def client_file(client_id: str) -> str:
    """The number of a client's own file, where what belongs to no case is kept."""
    return f"P-{client_id}"


def refuse(
    office: Office, tx: Transaction, file_no: str, actor: Actor, incoming: Incoming,
    case: Case | None, reason: str,
) -> str:  # fmt: skip
    """A press that cannot count is kept, and answered kindly in words."""
    pressed = read_press(incoming.arrival.press_data)
    entry = t.PressRefused(pressed[0] if pressed else "", incoming.arrival.press_data[:64],
                           incoming.account, reason)  # fmt: skip
    ask = Ask(conversation.NAME, ("status",)) if case else None
    to = To("client") if case else To("account", account=incoming.account)
    say = Say(to, "press_refused", "ack", {"reason": reason}, ask)
    apply(office, tx, file_no, actor, incoming.cause,
          Decision(f"press.refused.{reason}", (entry,), (say,)), case=case,
          before=[received(incoming)])  # fmt: skip
    return reason


def without_case(
    office: Office, tx: Transaction, who: ClientRow, actor: Actor, incoming: Incoming,
    cases: list[Case],
) -> None:  # fmt: skip
    """No case, or several: into her own file; with several she is asked which one she means."""
    running = [case for case in cases if not case.is_final]
    to = To("account", who.name, account=incoming.account)
    came = incoming.arrival
    if came.command == "language":
        decision = _language_menu(to)
    elif came.kind not in ("text", "file"):
        decision = unread(came, to, "menu")
    elif running:
        decision = ask_which(running, to, waiting(incoming))
    else:
        ask = Ask("menu", ("language",))
        decision = Decision("talk.no_case", says=(Say(to, "no_open_case", "ack", {}, ask),))
    apply(office, tx, client_file(who.client_id), actor, incoming.cause, decision, case=None,
          before=[received(incoming)])  # fmt: skip


def _language_menu(to: To) -> Decision:
    menu = Ask("menu", conversation.LANGUAGES, rows=(1, 1, 1))
    return Decision("language.asked", says=(Say(to, "language_menu", "ack", {}, menu),))


def press_own_menu(
    office: Office, tx: Transaction, who: ClientRow, actor: Actor, incoming: Incoming,
    file_no: str, pressed: tuple[str, int],
) -> str:  # fmt: skip
    """Presses on menus in her own file: which case was meant, or another language."""
    entries = tx.entries(file_no) if file_no == client_file(who.client_id) else []
    found = next(
        (e.body.prompt for e in entries
         if isinstance(e.body, t.MessageRecorded) and e.body.prompt
         and e.body.prompt.prompt_id == pressed[0]),
        None,
    )  # fmt: skip
    option = found.options[pressed[1]] if found and pressed[1] < len(found.options) else ""
    own = client_file(who.client_id)
    if found and option.startswith(PREFIX):
        chosen = option.removeprefix(PREFIX)
        refused = choose(office, tx, actor, incoming, own, found, chosen)
        return refuse(office, tx, own, actor, incoming, None, refused) if refused else ""
    to = To("account", who.name, account=incoming.account)
    if option == "language":
        decision = _language_menu(to)
    elif option in ("human", "status"):
        decision = _wish(tx, who, to, option)
    elif option in conversation.LANGUAGES:
        tx.put_setting(f"language:{incoming.account}", option)
        decision = Decision("language.chosen", (t.LanguageChosen(option, "wish"),),
                            (Say(to, "language_changed", "ack"),))  # fmt: skip
    else:
        return refuse(office, tx, own, actor, incoming, None, "unknown")
    apply(office, tx, file_no, actor, incoming.cause, decision, case=None,
          before=[received(incoming)])  # fmt: skip
    spread_choice(office, tx, who, incoming, decision, "")
    return ""


def _wish(tx: Transaction, who: ClientRow, to: To, option: str) -> Decision:
    rows = tx.files(client_id=who.client_id, open_only=True)
    if not rows:
        return Decision("talk.no_case", says=(Say(to, "no_open_case", "ack"),))
    running = [load_case(tx, row.file_no) for row in rows]
    return ask_which(running, to, (("wish", option),))
