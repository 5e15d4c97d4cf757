"""All engines' reports in one table, for `nlu/README.md`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

README = Path(__file__).with_name("README.md")
_BEGIN, _END = "<!-- the table -->\n", "<!-- end of the table -->"
_ENGINES = ("embedded", "rasa", "both")
Measured = Mapping[str, Any]

_ROWS: tuple[tuple[str, Callable[[Measured], object]], ...] = (
    ("accuracy, test set", lambda f: f["test"]["accuracy"]),
    ("· English", lambda f: f["test"]["per_language"]["en"]["accuracy"]),
    ("· Simplified Chinese", lambda f: f["test"]["per_language"]["zh-Hans"]["accuracy"]),
    ("· Hong Kong Chinese", lambda f: f["test"]["per_language"]["zh-Hant"]["accuracy"]),
    ("macro-F1", lambda f: f["test"]["macro_f1"]),
    ("accepted, of what is in scope", lambda f: f["test"]["coverage"]),
    ("right, of what was accepted", lambda f: f["test"]["accepted_accuracy"]),
    ("out of scope rejected", lambda f: f["test"]["out_of_scope_rejected"]),
    ("accuracy with the writer known", lambda f: f["writer_known"]["accuracy"]),
    ("others accepted as `confirm`, test set", lambda f: f["test"]["false_confirms"]["accepted"]),
    ("p50 / p99, ms", lambda f: "{p50} / {p99}".format(**f["test"]["latency_ms"])),
)
_PUBLIC: tuple[tuple[str, str, str], ...] = (
    ("Banking77, all 77 intents", "banking77", "accuracy"),
    ("CLINC150, in scope", "clinc150", "in_scope_accuracy"),
    ("CLINC150, out of scope rejected", "clinc150", "out_of_scope_rejected"),
)


def refresh(out: Path, readme: Path = README) -> list[Path]:
    """Put the table of all reports in `out` into the README; nothing where it has no place."""
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    if _BEGIN not in text or _END not in text:
        return []
    before, rest = text.split(_BEGIN, 1)
    after = rest.split(_END, 1)[1]
    readme.write_text(f"{before}{_BEGIN}{table(out)}{_END}{after}", encoding="utf-8")
    return [readme]


def table(out: Path) -> str:
    """The Markdown table, one column for each engine that has a report in `out`."""
    found = {engine: _read(out / f"{engine}.json") for engine in _ENGINES}
    named = [engine for engine in _ENGINES if found[engine]]
    rows = [[name, *(shown(value(found[engine])) for engine in named)] for name, value in _ROWS]
    rows += _public_rows(_read(out / "public.json"), named)
    head = [["", *named], ["---"] * (len(named) + 1)]
    return "".join(f"| {' | '.join(row)} |\n" for row in [*head, *rows])


def shown(value: object) -> str:
    """A share as a percentage, anything else as it is."""
    if value is None:
        return "–"
    return f"{value:.1%}" if isinstance(value, float) else str(value)


def _public_rows(public: Measured, named: list[str]) -> list[list[str]]:
    """Only the embedded engine is measured on public sets."""
    return [
        [name, *(shown(public[which][key]) if engine == "embedded" else "–" for engine in named)]
        for name, which, key in _PUBLIC
        if which in public
    ]


def _read(file: Path) -> Measured:
    if not file.is_file():
        return {}
    found: Measured = json.loads(file.read_text(encoding="utf-8"))
    return found
