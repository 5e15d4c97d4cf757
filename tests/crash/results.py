"""What a journey left behind, in a form in which two tellings of it can be compared."""

from __future__ import annotations

import json
from collections import Counter

from sqlalchemy import select

from bot.adapters.store.engine import SqlStore
from bot.adapters.store.schema import inbox, outbox
from bot.adapters.store.verify import verify
from tests.crash.driver import CrashStory
from tests.flow.world import Json

# New every time they are made, wherever they stand; told apart by the order in which they come.
RANDOM = ("message_id", "prompt_id", "upload_id", "verify_code", "file_id")
# Numbers of the sandbox, which counts repeated messages too.
COUNTED = ("telegram_id",)


def told(world: CrashStory) -> list[str]:
    """The case file without what only tells of doubt: outcomes, repeats, and who was asked."""
    kept = [e for e in world.file(world.case_no)["entries"] if not _of_doubt(world, e)]
    names = _names(kept)
    lines = []
    for entry in kept:
        body = {k: v for k, v in entry["body"].items() if k not in COUNTED}
        if any(token in body.get("text", "") for token in names):
            body["text_hash"] = "<hash of random words>"
        cause = entry["cause"].split(":")[0]
        line = json.dumps([entry["at"], entry["actor"], cause, entry["kind"], body],
                          ensure_ascii=False, sort_keys=True)  # fmt: skip
        for token, name in names.items():
            line = line.replace(token, name)
        lines.append(line)
    return lines


def _of_doubt(world: CrashStory, entry: Json) -> bool:
    if entry["seq"] in world.own_doing or entry["kind"] == "message.outcome":
        return True
    purpose = str(entry["body"].get("purpose", ""))
    return purpose.startswith(("repeat:", "undelivered:"))


def _names(entries: list[Json]) -> dict[str, str]:
    names: dict[str, str] = {}
    for body in (entry["body"] for entry in entries):
        # The certificate's code is random: so are the words with it, the PDF, and their hashes.
        if body.get("template") == "closure_certificate":
            names |= {body["text_hash"]: "<hash>", body["text_hash"][:12]: "<short hash>"}
            names[body["attachment"]] = "<pdf>"

    def look(value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in RANDOM and isinstance(inner, str) and inner and inner not in names:
                    names[inner] = f"<{key} {len(names)}>"
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look([entry["body"] for entry in entries])
    return names


def check_whole(world: CrashStory) -> None:
    """Nothing lost, nothing twice, nothing left lying, every chain whole."""
    store = world.app.store
    assert isinstance(store, SqlStore)
    with store.reading() as tx:
        assert verify(tx).ok
        states = set(tx.connection.scalars(select(inbox.c.state).distinct()))
        assert states == {"done"}
        updates = set(tx.connection.scalars(select(inbox.c.update_id)))
        rows = tx.connection.execute(select(outbox.c.message_id, outbox.c.state)).all()
    sent = {row.message_id: row.state for row in rows}
    assert updates == set(range(min(updates), max(updates) + 1))
    assert max(updates) == world.sandbox.updates.next_id - 1
    assert set(sent.values()) <= {"sent", "unknown"}
    _check_entries(world, sent)


def _check_entries(world: CrashStory, sent: dict[str, str]) -> None:
    entries = world.file(world.case_no)["entries"]
    confirmed = Counter(
        (e["body"]["what"], e["body"]["subject"]) for e in entries if e["kind"] == "confirmed"
    )
    assert confirmed
    assert set(confirmed.values()) == {1}
    outcomes = Counter(e["body"]["message_id"] for e in entries if e["kind"] == "message.outcome")
    recorded = [e["body"] for e in entries if e["kind"] == "message.recorded"]
    assert set(outcomes) == {m["message_id"] for m in recorded}
    assert set(outcomes.values()) == {1}
    posts = Counter(
        (chat, m.text) for chat, messages in world.sandbox.messages.items()
        for m in messages if m.text
    )  # fmt: skip
    wanted = Counter((m["chat"], m["text"]) for m in recorded)
    for message in recorded:
        place = (message["chat"], message["text"])
        assert posts[place] <= wanted[place], f"sent twice: {message['template']}"
        if sent[message["message_id"]] == "sent":
            assert posts[place] >= 1, f"not sent: {message['template']}"
