"""Sample values, made from a message's own description: ordinary, greatest, and every turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.adapters.templates import shape
from bot.adapters.templates.kinds import ValueKind
from bot.adapters.templates.loading import Message
from bot.case.decision import Scalar, Value

NOW: Final = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
_LATEST: Final = datetime(2026, 12, 30, 15, 59, tzinfo=UTC)
_TEXTS: Final[Mapping[str, str]] = {
    "firm": "Harbour Securities", "phone": "+852 2000 0000", "complaint_phone": "+852 2000 0001",
    "case_no": "C-2026-000123", "name": "陳小玲", "handler_name": "李家明", "client_name": "陳小玲",
    "alert_id": "A1", "item_id": "D1", "request_id": "R1", "task_id": "T1", "caller": "李家明",
    "complaint_id": "K1", "account_masked": "****4821", "account_tail": "4821", "by": "王麗",
    "description": "2026-11-20 10:32 600519 × 100", "formats": "PDF, JPEG, PNG",
    "file_name": "statement.pdf", "content_type": "application/pdf", "short_hash": "3f9a1c20b7de",
    "certificate_no": "CERT-2026-000123", "verify_code": "7KQ2M9XD4A", "opens": "09:00",
    "closes": "18:00", "words": "我只确认收到消息，交易我不认。", "recipient_name": "陳小玲",
    "text": "還款證明", "reason": "已核實", "echo": "嗯嗯", "about": "A1", "detail": "A1, D2",
    "title": "Staff", "option_label": "核对无误", "officer": "privacy@harbour.example",
    "day_id": "2026-12-02", "kind": "mine", "reader": "李家明",
}  # fmt: skip
_CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "risk_type": ("credit", "unpaid_debt", "legal_dispute", "review"),
    "severity": ("low", "medium", "high"),
    "state": ("action_low", "action_medium", "suspended"),
    "document": ("identity_card", "bank_statement", "income_proof", "repayment_proof"),
    "ground": ("contract_debt", "account_review"),
    "role": ("handler", "compliance"),
    "flag": ("account_closed", "funds_cleared", "debts_settled"),
    "scope.code": ("closing", "transfer_out", "margin_trading"),
    "allowed.code": ("log_in", "withdraw_free_cash", "complain"),
    "alerts.state": ("open", "resolved"),
    "hits.outcome": ("success", "partial", "open"),
    "open_items.state": ("missing", "received", "rejected", "accepted"),
    "items.state": ("missing", "received", "rejected", "accepted"),
    "clocks.clock": ("response", "documents", "task"),
    "tasks.kind": ("call_client", "open_matter", "identity"),
    "blockers.code": ("documents_open", "suspended", "task_open"),
    "reasons.code": ("documents_open", "checks_stale", "alert_open"),
    "message": ("notice_low",),
    "title": ("query.mine",),
    "kinds.title": ("query.mine", "query.overdue"),
    "next_what": ("documents", "reply"),
}
_YES_OR_NO: Final = ("overdue", "enrolled", "last")
# The field of a row that an option with an argument names.
_NAMED_BY: Final[Mapping[str, str]] = {
    "move": "item_id", "case": "case_no", "task_done": "task_id",
    "day": "day_id", "query": "kind",
}  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """Values and options to render a message with, and what is special about them."""

    title: str
    values: Mapping[str, Value]
    options: tuple[str, ...]


class Samples:
    """Makes samples of one message; `words` puts a code into words to find the longest."""

    def __init__(self, message: Message, words: Callable[[str], str]) -> None:
        self._file = message.file
        self._words = words
        labels = (words.en for words in message.file.options.values())
        source = "\n".join((*message.sources.values(), *labels))
        self._told_apart = shape.told_apart(source)
        self._conditions = shape.conditions(source)
        self._fields = {
            name: self._field_kind(name, filters) for name, filters in shape.fields(source).items()
        }

    def all(self) -> Iterator[Sample]:
        """The ordinary sample, the greatest, and one for every other turn a text can take."""
        kinds = self._file.kinds
        ordinary = {name: self._ordinary(name, kind) for name, kind in kinds.items()}
        yield self._sample("ordinary", ordinary)
        yield self._sample(
            "greatest", {name: self._greatest(name, kind) for name, kind in kinds.items()}
        )
        for name, kind in self._file.values.items():
            for title, value in self._turns(name, kind):
                if value != ordinary[name]:
                    yield self._sample(f"{name} = {title}", {**ordinary, name: value})

    def _sample(self, title: str, values: Mapping[str, Value]) -> Sample:
        args = {code: _first(values, _NAMED_BY.get(code, "alert_id")) for code in self._with_arg()}
        options = (
            f"{code}:{args[code]}" if code in args else code
            for code in self._file.options
            if args.get(code, code)
        )
        return Sample(title, values, tuple(options))

    def _with_arg(self) -> Iterator[str]:
        for code, words in self._file.options.items():
            if (code in _NAMED_BY and self._file.dynamic) or "arg" in shape.variables(words.en):
                yield code

    def _field_kind(self, name: str, filters: frozenset[str]) -> ValueKind:
        if filters & {"moment", "day", "brief"}:
            return ValueKind("moment")
        if "term" in filters or name in self._told_apart or name in _CODES:
            return ValueKind("code")
        return ValueKind("bool" if name in _YES_OR_NO else "text")

    def _codes(self, name: str, kind: ValueKind, within: str) -> tuple[str, ...]:
        known = kind.codes or _CODES.get(f"{within}.{name}", ())
        guessed = dict.fromkeys((*_CODES.get(name, ()), *self._told_apart.get(name, ())))
        return known or tuple(guessed) or ("other",)

    def _ordinary(self, name: str, kind: ValueKind) -> Value:
        if kind.kind != "list":
            return self._scalar(name, kind, 0)
        # The first paper is the one the message is about; rows beside it go on from there.
        first = int(name == "other_items")
        return tuple(
            {field: self._scalar(field, each, at, name) for field, each in self._fields.items()}
            for at in range(first, first + min(3, kind.most))
        )

    def _scalar(self, name: str, kind: ValueKind, at: int, within: str = "") -> Scalar:
        if kind.kind == "code":
            codes = self._codes(name, kind, within)
            return codes[at % len(codes)]
        if kind.kind == "moment":
            return _moment(name, at, within)
        if kind.kind == "text":
            return _numbered(name, at, within)
        return 3 if kind.kind == "int" else at % 2 == 0

    def _greatest(self, name: str, kind: ValueKind) -> Value:
        if kind.kind != "list":
            return self._great(name, kind, kind.longest, "")
        return tuple(
            {
                # An identifier is the firm's own numbering and never grows long.
                field: _numbered(field, at, name)
                if _is_number(field)
                else self._great(field, each, kind.inner, name)
                for field, each in self._fields.items()
            }
            for at in range(kind.most)
        )

    def _great(self, name: str, kind: ValueKind, longest: int, within: str) -> Scalar:
        if kind.kind == "code":
            return max(self._codes(name, kind, within), key=lambda code: len(self._words(code)))
        if kind.kind == "moment":
            return NOW if name == "now" else _LATEST
        if kind.kind == "text":
            return "長" * longest
        return 99_999 if kind.kind == "int" else True

    def _turns(self, name: str, kind: ValueKind) -> Iterator[tuple[str, Value]]:
        if kind.kind == "code":
            codes = dict.fromkeys((*kind.codes, *self._told_apart.get(name, ())))
            yield from ((code, code) for code in codes)
        if kind.kind == "bool":
            yield "false", False
        if kind.kind in ("list", "text") and name in self._conditions:
            yield "nothing", () if kind.kind == "list" else ""
        if kind.optional:
            yield "none", None


def _first(values: Mapping[str, Value], field: str) -> str:
    """What the first row that there is carries in a field; empty where there is no row."""
    rows = [value[0] for value in values.values() if isinstance(value, tuple) and value]
    found = (row[field] for row in rows if isinstance(row, Mapping) and field in row)
    return str(next(found, ""))


def _moment(name: str, at: int, within: str) -> datetime:
    """What lies behind has a name in -at, -on or -contact; a list's first row is overdue."""
    if name == "now":
        return NOW
    if within:
        return NOW + timedelta(days=2 * at - 1)
    past = name.rsplit("_", 1)[-1] in ("at", "on", "contact")
    return NOW - timedelta(hours=20) if past else NOW + timedelta(days=1 + len(name) % 7)


def _is_number(name: str) -> bool:
    return name.endswith("_id") or name == "case_no"


def _numbered(name: str, at: int, within: str) -> str:
    plain = _TEXTS.get(name, name.replace("_", " "))
    if not within or not _is_number(name):
        return plain
    if name == "case_no":
        return f"C-2026-{123 + at:06}"
    return f"{plain[0]}{at + 1}"
