"""What one arrival of a client means in one case: command, words, file, or what we cannot read."""

from __future__ import annotations

from bot.case.decision import Ask, Decision, Say, To, Value
from bot.case.inputs import Said, Uploaded
from bot.case.people import Actor
from bot.case.state import Case
from bot.handlers.arrival import Incoming
from bot.handlers.office import Office
from bot.ports import Arrival
from bot.procedures import conversation

_COMMANDS = {"status": "status", "help": "help", "language": "language", "human": "human",
             "complain": "complain", "complaint": "complain"}  # fmt: skip
_UNREAD = ("voice", "sticker", "location", "poll")


def decide(office: Office, case: Case, actor: Actor, incoming: Incoming) -> Decision:
    """What follows in one case from what she sent: a command, words, a file, anything else."""
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
    return unread(came, To("client"), conversation.NAME)


def _said(office: Office, case: Case, actor: Actor, incoming: Incoming) -> Said:
    prompts = [p for p in case.open_prompts(office.now(), incoming.account) if p.takes_text]
    asked = prompts[-1] if prompts else None
    return Said(actor, incoming.arrival.text, incoming.account, asked, incoming.meant)


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


def unread(came: Arrival, to: To, menu: str) -> Decision:
    """An edit, voice, sticker and the like: kept, answered, and nothing follows from it."""
    if came.kind == "edit":
        return Decision("talk.edited", says=(Say(to, "edit_noted", "ack"),))
    if came.kind == "membership":
        return Decision("talk.membership")
    told = came.kind if came.kind in ("voice", "sticker") else came.detail
    values: dict[str, Value] = {"what": told if told in _UNREAD else "other"}
    say = Say(to, "cannot_read", "ack", values, Ask(menu, ("human", "status")))
    return Decision("talk.unreadable", says=(say,))
