"""The vocabulary of the files: frozen, registered, readable for ever (R17)."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import FrozenInstanceError, fields
from datetime import datetime
from typing import Any, get_args, get_type_hints

import pytest

from bot.adapters.store.codec import decode_body, encode_body
from bot.case.entries import KINDS
from tests.repo.source import ROOT, modules
from tests.unit.store.stored_entries import filled, read_stored

KINDS_BY_NAME = {f"{kind}@{version}": body for (kind, version), body in sorted(KINDS.items())}
KEPT_AS = (str, int, bool, datetime)


@pytest.mark.parametrize("name", KINDS_BY_NAME)
def test_an_entry_cannot_be_changed_once_made(name: str) -> None:
    made = filled(KINDS_BY_NAME[name])
    for each in fields(made):
        with pytest.raises(FrozenInstanceError):
            setattr(made, each.name, getattr(made, each.name))


@pytest.mark.parametrize("name", KINDS_BY_NAME)
def test_an_entry_is_named_by_what_happened(name: str) -> None:
    kind, _, version = name.partition("@")
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)?", kind)
    assert int(version) >= 1
    assert (KINDS_BY_NAME[name].__doc__ or "").strip()


@pytest.mark.parametrize("name", KINDS_BY_NAME)
def test_an_entry_holds_only_values_that_mean_the_same_in_every_language(name: str) -> None:
    """No float, no set, no free-form mapping: each would be written in more than one way."""
    hints = get_type_hints(KINDS_BY_NAME[name])
    strange = [
        f"{each.name}: {hints[each.name]}" for each in fields(filled(KINDS_BY_NAME[name]))
        if not leaves(hints[each.name]) <= {*KEPT_AS, type(None)}
    ]  # fmt: skip
    assert strange == []


def leaves(hint: Any) -> set[Any]:
    """The plain types that a hint is made of, also inside of tuples and smaller dataclasses."""
    if hasattr(hint, "__dataclass_fields__"):
        return set().union(*(leaves(inner) for inner in get_type_hints(hint).values()))
    inner = [part for part in get_args(hint) if part is not Ellipsis]
    if not inner:
        return {hint}
    return {type(part) for part in inner} if _literal(inner) else set().union(*map(leaves, inner))


def _literal(parts: list[Any]) -> bool:
    return all(isinstance(part, KEPT_AS) for part in parts)


@pytest.mark.parametrize("name", KINDS_BY_NAME)
def test_a_stored_example_still_reads_and_writes_the_same_bytes(name: str) -> None:
    stored = read_stored()
    assert name in stored, "run python -m tests.unit.store.stored_entries"
    kind, _, version = name.partition("@")
    assert encode_body(decode_body("C-1", 1, kind, int(version), stored[name])) == stored[name]


@pytest.mark.parametrize("name", KINDS_BY_NAME)
def test_a_stored_example_has_every_field_and_no_other(name: str) -> None:
    """A field added to a kind in use would need a new version of the kind."""
    names = {each.name for each in fields(filled(KINDS_BY_NAME[name]))}
    assert set(json.loads(read_stored()[name])) == names


def test_the_page_has_words_for_every_kind() -> None:
    words = (ROOT / "bot/sandbox/page/kinds.js").read_text(encoding="utf-8")
    table = words[words.index("const ENTRIES = {") : words.index("const RISKS = {")]
    named = set(re.findall(r'^  "?([\w.]+)"?: \[', table, re.MULTILINE))
    assert {kind for kind, _ in KINDS} - named == set()


def test_no_kind_ever_disappears() -> None:
    assert set(read_stored()) - set(KINDS_BY_NAME) == set()


def test_every_body_of_the_vocabulary_is_registered() -> None:
    written = {
        node.name
        for module in modules("bot.case.entries")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and "Body" in [ast.unparse(base) for base in node.bases]
    }
    assert written == {body.__name__ for body in KINDS.values()}
