"""The demo's sample people: clients in three languages, staff in their roles, a staff group."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.app import App
from bot.case.people import Actor
from bot.cli.command import Refusal
from bot.handlers.alert import NewAlert, register_client, take_alert
from bot.handlers.invite import invite_client, invite_staff
from bot.ports_store import ClientRow
from bot.sandbox import people
from bot.sandbox.pressing import press
from bot.sandbox.state import Sandbox

PATIENCE_S = 60.0
SAMPLES = Actor("bot", "demo", "demo samples")


@dataclass(frozen=True)
class SampleClient:
    """A client of the demo; `joins` tells whether she has enrolled already."""

    client_id: str
    name: str
    first_name: str
    phone: str
    language: str
    code: str
    account: str
    joins: bool


CLIENTS = (
    SampleClient("10001", "陈静怡", "静怡", "+8613800138001", "zh-Hans", "zh-hans", "****3301", True),
    SampleClient("10002", "黃美玲", "美玲", "+85291234002", "zh-Hant", "zh-hant", "****7702", True),
    SampleClient("10003", "Margaret Lee", "Margaret", "+85291234003", "en", "en", "****5503", True),
    SampleClient("10004", "梁志強", "志強", "+85291234004", "zh-Hant", "zh-hant", "****1204", False),
)  # fmt: skip
STAFF = (
    ("E001", "何嘉欣 Karen Ho", "handler", "zh-Hant"),
    ("E002", "周文傑 Jack Chow", "branch_manager", "zh-Hant"),
    ("E003", "吴敏 Wu Min", "compliance", "zh-Hans"),
    ("E004", "Peter Tang", "legal", "en"),
    ("E005", "林曉彤 Hilary Lam", "finance", "zh-Hant"),
)
ALERTS = (
    ("10001", "missing_documents", "medium", "身份证已过期，需要更新后才能继续办理销户。"),
    ("10002", "operational", "low", "11月18日有一筆 HK$12,500 轉賬至 閣下名下的銀行戶口。"),
    ("10003", "unpaid_debt", "high", "Margin loan of HK$86,400 outstanding at the close."),
)


async def settle_in(app: App, state: Sandbox) -> None:
    """Lets the sample people enrol the way real ones do, then raises the sample alerts."""
    staff_ids = [await _staff(app, state, *row) for row in STAFF]
    people.make_group(state, "啟明證券 · 個案組", [staff_ids[2], *staff_ids[:2], *staff_ids[3:]])
    for client in CLIENTS:
        await _client(app, state, client)
    for client_id, risk_type, severity, description in ALERTS:
        _alert(app, client_id, risk_type, severity, description)
    app.engine.wake_send.set()
    await quiet(app, state)


async def _staff(
    app: App, state: Sandbox, staff_id: str, name: str, role: str, language: str
) -> int:
    with app.store.begin() as tx:
        _, made = invite_staff(
            app.office, tx, name=name, role=role, language=language, staff_id=staff_id
        )
    person = people.add_person(state, first_name=name, language_code=language.lower())
    people.say(state, person.id, f"/start {made.payload}")
    await quiet(app, state)
    return person.id


async def _client(app: App, state: Sandbox, client: SampleClient) -> None:
    person = people.add_person(
        state, first_name=client.first_name, phone=client.phone, language_code=client.code
    )
    row = ClientRow(client.client_id, client.name, client.phone, client.language, client.account,
                    "E001")  # fmt: skip
    with app.store.begin() as tx:
        register_client(app.office, tx, row, "demo")
        made = invite_client(app.office, tx, client.client_id)
    if not client.joins:
        return
    people.say(state, person.id, f"/start {made.payload}")
    await quiet(app, state, lambda: bool(_buttons(state, person.id)))
    press(state, person.id, data=_buttons(state, person.id)[0]["callback_data"],
          message_id=len(state.messages[person.id]))  # fmt: skip
    await quiet(app, state)
    people.share_contact(state, person.id)
    await quiet(app, state)


def _buttons(state: Sandbox, person_id: int) -> list[dict[str, str]]:
    """The first row of buttons under the last message of a private chat."""
    rows = (state.messages[person_id][-1].reply_markup or {}).get("inline_keyboard", [])
    return list(rows[0]) if rows else []


def _alert(app: App, client_id: str, risk_type: str, severity: str, description: str) -> None:
    with app.store.begin() as tx:
        client = tx.client(client_id)
        assert client is not None
        detected = app.office.now() - timedelta(minutes=5)
        alert = NewAlert(client_id, client.name, risk_type, severity, detected, description,
                         "demo samples", ref=f"demo-{client_id}")  # fmt: skip
        take_alert(app.office, tx, alert, SAMPLES, "demo")


async def quiet(app: App, state: Sandbox, seen: Callable[[], bool] = lambda: True) -> None:
    """Waits until nothing is left to receive, process or send, and `seen` holds.

    Raises Refusal after a minute, or when the demo is stopped meanwhile.
    """
    for _ in range(int(PATIENCE_S / 0.02)):
        await asyncio.sleep(0.02)
        if app.engine.stopping.is_set():
            break
        # What was said counts as received when the bot has confirmed it, which is after storing.
        if state.updates.pending or not seen():
            continue
        with app.store.reading() as tx:
            if not tx.waiting_lanes() and tx.next_outgoing_at() is None:
                return
    raise Refusal("the demo could not set up its samples; start it again with --fresh")
