"""What was once stored stays readable, and its hashes stay what they were (R17)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.adapters.store.chain import FIRST_PREVIOUS, Link, link_hash
from bot.adapters.store.codec import decode_body, encode_body
from bot.case.entries import KINDS
from tests.unit.store.stored_entries import read_stored


@pytest.mark.parametrize(("name", "text"), read_stored().items())
def test_stored_entries_of_every_version_read_back(name: str, text: str) -> None:
    kind, _, version = name.partition("@")
    assert encode_body(decode_body("C-1", 1, kind, int(version), text)) == text


def test_every_kind_and_version_has_a_stored_example() -> None:
    missing = {f"{kind}@{version}" for kind, version in KINDS} - set(read_stored())
    assert not missing, "run python -m tests.unit.store.stored_entries"


def test_the_hash_of_a_known_entry_never_changes() -> None:
    link = Link(
        "C-2026-000001", 1, datetime(2026, 11, 2, 1, 30, tzinfo=UTC),
        '{"id":"E002","name":"陳大文","role":"compliance"}', "update:7:41", "misunderstood", 1,
        '{"count":1}', FIRST_PREVIOUS,
    )  # fmt: skip
    assert link_hash(link) == "43477a95b41767139f0588f2b535961b04a2ce003e193e3c9d66830f6ea49b95"
