"""What a client sends: to the case it belongs to, decided there, answered in her language."""

from __future__ import annotations

from bot.case.decision import Ask, Decision, Say, To, Value
from bot.case.entries import talk as t
from bot.case.inputs import Pressed, Said, Uploaded
from bot.case.people import Actor
from bot.case.state import Case
from bot.handlers.arrival import Incoming, received
from bot.handlers.office import Office
from bot.handlers.outgoing import read_press
from bot.handlers.writing import apply, load_case
from bot.ports_store import ClientRow, Transaction
from bot.procedures import conversation
from bot.procedures.registry import why_refused

_COMMANDS = {"status": "status", "help": "help", "language": "language", "human": "human",
             "complain": "complain", "complaint": "complain"}  # fmt: skip


def client_file(client_id: str) -> str:
    """The number of a client's own file, where what belongs to no case is kept."""
    return f"P-{client_id}"


def handle_client(office: Office, tx: Transaction, who: ClientRow, incoming: Incoming) -> str:
    """Decides one arrival of an enrolled client; gives the toast for a press, else nothing."""
    actor = Actor("client", who.client_id, who.name)
    if incoming.arrival.kind == "press":
        return _press(office, tx, who, actor, incoming)
    cases = [load_case(tx, row.file_no) for row in tx.files(client_id=who.client_id)]
    case = _meant(office, cases, incoming)
    if case is None:
        _without_case(office, tx, who, actor, incoming, cases)
        return ""
    decision = _decide(office, case, actor, incoming)
    apply(office, tx, case.case_no, actor, incoming.cause, decision, case=case,
          before=[received(incoming)])  # fmt: skip
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


def _decide(office: Office, case: Case, actor: Actor, incoming: Incoming) -> Decision:
    came, now, playbook = incoming.arrival, office.now(), office.playbook
    if came.kind == "text" and came.command:
        return _command(office, case, came.command)
    if came.kind == "text":
        return office.registry.decide(case, _said(office, case, actor, incoming), playbook, now)
    if came.kind == "file" and came.file is not None:
        upload = Uploaded(
            actor, incoming.account, office.entropy.token(8), incoming.digest,
            came.file.name or "photo.jpg", incoming.content_type, incoming.size, came.text,
            incoming.problem,
        )  # fmt: skip
        return office.registry.decide(case, upload, playbook, now)
    return _other(came.kind)


def _said(office: Office, case: Case, actor: Actor, incoming: Incoming) -> Said:
    now, meant = office.now(), incoming.understanding
    prompts = [p for p in case.open_prompts(now, incoming.account) if p.takes_text]
    return Said(
        actor, incoming.arrival.text, incoming.account, prompts[-1] if prompts else None,
        meant.intent, meant.accepted,
    )  # fmt: skip


def _command(office: Office, case: Case, command: str) -> Decision:
    option = _COMMANDS.get(command, "")
    if option in ("", "help") and command in ("start", "help", "menu"):
        menu = Ask(conversation.NAME, ("status", "human", "complain", "language"))
        return Decision("talk.help", says=(Say(To("client"), "help_client", "ack", {}, menu),))
    found = conversation.everywhere(case, option, office.playbook, office.now())
    if found:
        return found
    ask = Ask(conversation.NAME, ("status", "human"))
    return Decision("talk.unknown_command",
                    says=(Say(To("client"), "unknown_command", "ack", {}, ask),))  # fmt: skip


def _other(kind: str) -> Decision:
    if kind == "edit":
        return Decision("talk.edited", says=(Say(To("client"), "edit_noted", "ack"),))
    if kind == "membership":
        return Decision("talk.membership")
    ask = Ask(conversation.NAME, ("human", "status"))
    values: dict[str, Value] = {"what": kind if kind in ("voice", "sticker") else "other"}
    return Decision("talk.unreadable",
                    says=(Say(To("client"), "cannot_read", "ack", values, ask),))  # fmt: skip


def _press(
    office: Office, tx: Transaction, who: ClientRow, actor: Actor, incoming: Incoming
) -> str:
    pressed = read_press(incoming.arrival.press_data)
    file_no = tx.file_of_prompt(pressed[0]) if pressed else None
    if pressed is None or file_no is None:
        return _refuse(office, tx, client_file(who.client_id), actor, incoming, None, "unknown")
    if not file_no.startswith("C-"):
        return _own_menu(office, tx, who, actor, incoming, file_no, pressed)
    case = load_case(tx, file_no)
    if case.opened.client_id != who.client_id:
        own = client_file(who.client_id)
        return _refuse(office, tx, own, actor, incoming, None, "not_yours")
    _, prompt = case.prompts[pressed[0]]
    option = prompt.options[pressed[1]] if pressed[1] < len(prompt.options) else "?"
    reason = why_refused(case, prompt, option, incoming.account, office.now())
    if reason:
        return _refuse(office, tx, file_no, actor, incoming, case, reason)
    decision = office.registry.decide(
        case, Pressed(actor, prompt, option, incoming.account), office.playbook, office.now()
    )
    apply(office, tx, file_no, actor, incoming.cause, decision, case=case,
          before=[received(incoming)])  # fmt: skip
    _spread_language(office, tx, who, actor, incoming.cause, decision, file_no)
    return decision.toast


def _spread_language(
    office: Office, tx: Transaction, who: ClientRow, actor: Actor, cause: str,
    decision: Decision, but: str,
) -> None:  # fmt: skip
    """A wish for a language belongs to the person: her other cases and her own file follow."""
    for chosen in [b for b in decision.entries if isinstance(b, t.LanguageChosen)]:
        tx.put_client(ClientRow(**{**who.__dict__, "language": chosen.language}))
        account = tx.account_of("client", who.client_id)
        tx.put_setting(f"language:{account}", chosen.language)
        for row in tx.files(client_id=who.client_id):
            if row.file_no != but:
                case = load_case(tx, row.file_no)
                apply(office, tx, row.file_no, actor, cause,
                      Decision("language.spread", (chosen,)), case=case)  # fmt: skip


def _refuse(
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


def _without_case(
    office: Office, tx: Transaction, who: ClientRow, actor: Actor, incoming: Incoming,
    cases: list[Case],
) -> None:  # fmt: skip
    """No case, or several: into her own file; with several she is asked which one she means."""
    running = [case for case in cases if not case.is_final]
    to = To("account", who.name, account=incoming.account)
    if incoming.arrival.kind == "membership":
        decision = Decision("talk.membership")
    elif running:
        options = tuple(f"case:{case.case_no}" for case in running)
        about = (("text", incoming.arrival.text[:1000]),)
        labels = tuple((f"case:{c.case_no}", c.case_no) for c in running)
        listed: Value = tuple({"case_no": c.case_no, "state": office_state(c)} for c in running)
        ask = Ask("which_case", options, about, labels, rows=(1,) * len(options))
        decision = Decision("talk.which_case",
                            says=(Say(to, "which_case", "ack", {"cases": listed}, ask),))  # fmt: skip
    else:
        ask = Ask("menu", ("language",))
        decision = Decision("talk.no_case", says=(Say(to, "no_open_case", "ack", {}, ask),))
    apply(office, tx, client_file(who.client_id), actor, incoming.cause, decision, case=None,
          before=[received(incoming)])  # fmt: skip


def office_state(case: Case) -> str:
    """The state code of a case for a list."""
    from bot.procedures.stage import stage

    return stage(case)


def _own_menu(
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
    if option.startswith("case:"):
        return _chosen_case(office, tx, actor, incoming, option.removeprefix("case:"), found)
    to = To("account", who.name, account=incoming.account)
    if option == "language":
        menu = Ask("menu", conversation.LANGUAGES, rows=(1, 1, 1))
        decision = Decision("language.asked", says=(Say(to, "language_menu", "ack", {}, menu),))
    elif option in conversation.LANGUAGES:
        tx.put_setting(f"language:{incoming.account}", option)
        decision = Decision("language.chosen", (t.LanguageChosen(option, "wish"),),
                            (Say(to, "language_changed", "ack"),))  # fmt: skip
    else:
        return _refuse(office, tx, client_file(who.client_id), actor, incoming, None, "unknown")
    apply(office, tx, file_no, actor, incoming.cause, decision, case=None,
          before=[received(incoming)])  # fmt: skip
    _spread_language(office, tx, who, actor, incoming.cause, decision, "")
    return ""


def _chosen_case(
    office: Office, tx: Transaction, actor: Actor, incoming: Incoming, case_no: str,
    prompt: t.PromptAsked | None,
) -> str:  # fmt: skip
    case = load_case(tx, case_no)
    words = prompt.about("text") if prompt else ""
    what = Said(actor, words, incoming.account, None, incoming.understanding.intent,
                incoming.understanding.accepted)  # fmt: skip
    if not words:
        decision = conversation.everywhere(case, "status", office.playbook, office.now())
        assert decision is not None
    else:
        decision = office.registry.decide(case, what, office.playbook, office.now())
    apply(office, tx, case_no, actor, incoming.cause, decision, case=case,
          before=[received(incoming)])  # fmt: skip
    return ""
