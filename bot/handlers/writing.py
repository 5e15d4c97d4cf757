"""Writes a decision: entries, the exact words, outgoing messages, due time, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.case.decision import Decision, Say, Value
from bot.case.entries import closing as c
from bot.case.entries import talk as t
from bot.case.entries.base import Body
from bot.case.people import BOT, Actor
from bot.case.state import Case
from bot.handlers.addressing import Reader, readers
from bot.handlers.office import Office
from bot.handlers.outgoing import outgoing
from bot.ports import Outgoing
from bot.ports_store import Summary, Transaction
from bot.procedures.closure import certificate_message
from bot.procedures.delivery import REPEAT
from bot.procedures.stage import stage

# Words asked for are awaited for a while; later ones are taken as what they are: new words.
STAFF_WORDS = timedelta(minutes=30)
CLIENT_WORDS = timedelta(hours=24)
AWAITED = "awaited"
# Telegram: of the words under a file; a message of its own may have 4,096.
LONGEST_CAPTION = 1024


@dataclass(frozen=True)
class Written:
    """A message's entry and, where it can be addressed, the message as it will leave."""

    body: Body
    outgoing: Outgoing | None = None


def load_case(tx: Transaction, case_no: str) -> Case:
    """Locks a case's index row and reads its entries. Raises KeyError where there is none."""
    tx.lock_file(case_no)
    return Case(tx.entries(case_no))


def apply(
    office: Office, tx: Transaction, file_no: str, actor: Actor, cause: str, decision: Decision,
    *, case: Case | None, before: Sequence[Body] = (),
) -> None:  # fmt: skip
    """Appends what was decided and puts its messages into the outbox (law 3).

    Raises what rendering raises: then nothing of it is kept.
    """
    now = office.now()
    facts = [*before, *decision.entries]
    says = list(decision.says)
    if decision.certificate and case is not None:
        issued, say = _certified(office, case, decision)
        facts.append(issued)
        says.insert(0, say)
    if facts:
        tx.append(file_no, actor, cause, now, facts)
    if case is not None and any(isinstance(body, t.LanguageChosen) for body in facts):
        case = Case(tx.entries(file_no))  # what is said about the choice is said in that language
    written = [w for say in says for w in _written(office, tx, file_no, case, say, now)]
    closed = _superseded(case, facts, says)
    if written or closed:
        tx.append(file_no, BOT, cause, now, [*closed, *(w.body for w in written)])
    _enqueue(tx, file_no, written, office.wall.now())
    if case is not None:
        summarise(office, tx, file_no)


def summarise(office: Office, tx: Transaction, file_no: str) -> None:
    """Brings the index row up to date with the entries, the due time among it (law 5)."""
    case = Case(tx.entries(file_no))
    tx.summarise(
        file_no,
        Summary(
            stage(case), case.severity, case.outcome, case.handler, case.account,
            tuple(sorted({alert.risk_type for alert in case.alerts})),
            office.registry.next_due(case, office.playbook),
        ),
    )  # fmt: skip


def _certified(office: Office, case: Case, decision: Decision) -> tuple[c.CertificateIssued, Say]:
    order = decision.certificate
    assert order is not None
    code = office.entropy.token(10).upper().replace("_", "A").replace("-", "B")
    content = office.make_certificate(case, order, code)
    digest = office.documents.put(content)
    issued = c.CertificateIssued(order.certificate_no, digest, code, case.language)
    years = office.playbook.firm.retention_years
    return issued, certificate_message(issued, order.closed_at, years)


def _superseded(
    case: Case | None, facts: Sequence[Body], says: Sequence[Say]
) -> list[t.PromptClosed]:
    if case is None:
        return []
    purposes = {purpose for say in says for purpose in say.closes}
    answered = {b.prompt_id for b in facts if isinstance(b, (t.PromptAnswered, t.PromptClosed))}
    return [
        t.PromptClosed(prompt.prompt_id, "superseded")
        for message, prompt in case.prompts.values()
        if message.purpose in purposes and prompt.prompt_id not in case.settled_prompts | answered
    ]


def _written(
    office: Office, tx: Transaction, file_no: str, case: Case | None, say: Say, now: datetime
) -> list[Written]:
    found = readers(office, tx, say.to, case)
    if found:
        made = (_message(office, tx, file_no, case, say, reader, now) for reader in found)
        return [part for written in made for part in _in_parts(office, written)]
    missing = t.MessageUndeliverable(
        say.purpose, say.message, say.to.audience, say.to.id or ",".join(say.to.roles),
        "nobody_enrolled",
    )  # fmt: skip
    return [Written(missing)]


def _message(
    office: Office, tx: Transaction, file_no: str, case: Case | None, say: Say, reader: Reader,
    now: datetime,
) -> Written:  # fmt: skip
    if say.message == REPEAT and case is not None:
        return _repeated(office, case, say, reader)
    ask = say.ask
    words = office.renderer.render(
        say.message, reader.language, {**_always(office, case, file_no, reader, now), **say.values},
        ask.options if ask else (), dict(ask.labels) if ask else {},
    )  # fmt: skip
    prompt = _prompt(office, tx, file_no, say, reader, now)
    body = t.MessageRecorded(
        message_id=office.entropy.token(12), purpose=say.purpose, template=say.message,
        template_version=words.template_version, language=reader.language,
        audience=reader.audience, recipient=reader.recipient, chat=reader.chat, text=words.text,
        labels=words.labels, text_hash=words.text_hash, weight=words.weight,
        attachment=say.attachment, prompt=prompt,
    )  # fmt: skip
    return Written(body, outgoing(body, say))


def _in_parts(office: Office, written: Written) -> list[Written]:
    """As it is; but words too long for a caption leave on their own, right after their file.

    The words keep purpose, buttons and hash; the file before them says nothing.
    """
    body, leaves = written.body, written.outgoing
    if not isinstance(body, t.MessageRecorded) or leaves is None or leaves.attachment is None:
        return [written]
    if _units(body.text) <= LONGEST_CAPTION:
        return [written]
    file = replace(
        body, message_id=office.entropy.token(12), purpose=f"{body.purpose}:file", text="",
        labels=(), text_hash=office.renderer.shown_hash("", ()), prompt=None,
    )  # fmt: skip
    return [
        Written(file, Outgoing(leaves.chat, "", attachment=leaves.attachment)),
        Written(replace(body, attachment=""), replace(leaves, attachment=None)),
    ]


def _units(text: str) -> int:
    """The length as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _always(
    office: Office, case: Case | None, file_no: str, reader: Reader, now: datetime
) -> dict[str, Value]:
    firm = office.playbook.firm
    return {
        "firm": firm.name[reader.language], "phone": firm.phone,
        "complaint_phone": firm.complaint_phone, "name": reader.name, "now": now,
        "case_no": file_no if case else "",
        "handler_name": case.opened.handler_name if case else "",
        "client_name": case.opened.client_name if case else "",
    }  # fmt: skip


def _prompt(
    office: Office, tx: Transaction, file_no: str, say: Say, reader: Reader, now: datetime
) -> t.PromptAsked | None:
    ask = say.ask
    if ask is None or ask.options == ("ask_contact",):
        return None
    staff = reader.audience in ("staff", "group")
    ends = ask.ends
    if ask.takes_text and ends is None:
        ends = now + (STAFF_WORDS if staff else CLIENT_WORDS)
    prompt = t.PromptAsked(
        office.entropy.token(12), ask.procedure, ask.options, reader.account, ask.about,
        ask.takes_text, ends if ask.takes_text else ask.ends,
    )  # fmt: skip
    tx.index_prompt(prompt.prompt_id, file_no)
    if ask.takes_text and staff:
        tx.put_setting(f"{AWAITED}:{reader.chat}", prompt.prompt_id)
    return prompt


def _repeated(office: Office, case: Case, say: Say, reader: Reader) -> Written:
    """The recorded message once more: its own words and buttons, marked with its number.

    The buttons lead to the question that was asked then, so that it is answered once only,
    whichever of the two messages arrived.
    """
    old = case.original(case.messages[str(say.values["of"])])
    mark = office.renderer.term("repeat_mark", old.language)
    text = f"{mark} {old.message_id}\n\n{old.text}".strip()
    is_open = old.prompt is not None and old.prompt.prompt_id not in case.settled_prompts
    labels = old.labels if is_open else ()
    body = replace(
        old, message_id=office.entropy.token(12), purpose=say.purpose, chat=reader.chat,
        text=text, labels=labels, text_hash=office.renderer.shown_hash(text, labels), prompt=None,
    )  # fmt: skip
    shown = replace(body, prompt=old.prompt if is_open else None)
    return Written(body, outgoing(shown, say))


def _enqueue(tx: Transaction, file_no: str, written: Sequence[Written], now: datetime) -> None:
    for item in written:
        if item.outgoing is not None and isinstance(item.body, t.MessageRecorded):
            tx.enqueue(item.body.message_id, file_no, item.outgoing, now)
