"""Several cases are open: she is asked which one she means, and what she sent waits for it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.case.decision import Ask, Decision, Say, To, Value
from bot.case.entries import talk as t
from bot.case.entries.base import Entry
from bot.case.people import Actor
from bot.case.state import Case
from bot.handlers.arrival import Incoming, received
from bot.handlers.client_answer import decide
from bot.handlers.office import Office
from bot.handlers.writing import apply, load_case
from bot.ports import Arrival, FileRef, PlainReading, Understanding
from bot.ports_store import Transaction
from bot.procedures import conversation
from bot.procedures.stage import stage

PREFIX = "case:"


def ask_which(running: Sequence[Case], to: To, about: tuple[tuple[str, str], ...]) -> Decision:
    """Asks which case is meant; `about` tells what waits for the answer."""
    options = tuple(f"{PREFIX}{case.case_no}" for case in running)
    labels = tuple((f"{PREFIX}{c.case_no}", c.case_no) for c in running)
    listed: Value = tuple({"case_no": c.case_no, "state": stage(c)} for c in running)
    ask = Ask("which_case", options, about, labels, rows=(1,) * len(options))
    return Decision("talk.which_case", says=(Say(to, "which_case", "ack", {"cases": listed}, ask),))


def waiting(incoming: Incoming) -> tuple[tuple[str, str], ...]:
    """What must be remembered of an arrival beside its entry, until she has named the case.

    Days and sums are not: a wish asks for them again rather than repeat old ones.
    """
    came, meant = incoming.arrival, incoming.meant
    return (
        ("cause", incoming.cause), ("command", came.command), ("problem", incoming.problem),
        ("intents", ",".join(meant.several)), ("reading", meant.reading),
    )  # fmt: skip


def choose(
    office: Office, tx: Transaction, actor: Actor, incoming: Incoming, own_file: str,
    prompt: t.PromptAsked, case_no: str,
) -> str:  # fmt: skip
    """What she sent goes to the case she named, as if it had come there; once only."""
    entries, case = tx.entries(own_file), load_case(tx, case_no)
    wish = prompt.about("wish")
    if wish:
        decision = conversation.everywhere(case, wish, office.playbook, office.now())
        assert decision is not None
        apply(office, tx, case_no, actor, incoming.cause, decision, case=case,
              before=[received(incoming)])  # fmt: skip
        return ""
    if any(isinstance(e.body, t.PromptAnswered) and e.body.prompt_id == prompt.prompt_id
           for e in entries):  # fmt: skip
        return "closed"
    kept = _kept(entries, prompt.about("cause"))
    decision = decide(office, case, actor, _again(incoming, prompt, kept))
    apply(office, tx, case_no, actor, incoming.cause, decision, case=case,
          before=[received(incoming), kept])  # fmt: skip
    answered = t.PromptAnswered(prompt.prompt_id, f"{PREFIX}{case_no}")
    tx.append(own_file, actor, incoming.cause, office.now(), [answered])
    return ""


def _kept(entries: Sequence[Entry], cause: str) -> t.Received:
    return next(e.body for e in entries if isinstance(e.body, t.Received) and e.cause == cause)


def _again(incoming: Incoming, prompt: t.PromptAsked, kept: t.Received) -> Incoming:
    """The arrival that waited, from its entry; its file lies in the document store."""
    command = prompt.about("command")
    file = None
    if kept.what == "file":
        file = FileRef("", "", kept.file_name, kept.content_type, kept.size, "document")
    arrival = Arrival(
        incoming.arrival.update_id, "file" if file else "text", incoming.account,
        incoming.arrival.chat, "private", message_id=kept.telegram_id, text=kept.text,
        command=command, file=file,
    )  # fmt: skip
    intents = tuple(filter(None, prompt.about("intents").split(",")))
    meant = Understanding(intents[0] if intents else "", 1.0, bool(intents), intents=intents)
    return Incoming(
        arrival, incoming.cause, kept.digest, kept.content_type, kept.size or 0,
        prompt.about("problem"), meant, PlainReading(prompt.about("reading")),
    )  # fmt: skip
