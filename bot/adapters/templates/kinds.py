"""The kinds of values a message may take, as they are written in message.yml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast

Kind = Literal["text", "int", "bool", "moment", "code", "list"]

_WRITTEN: Final = re.compile(
    r"(?:(?P<text>text) (?P<longest>[1-9]\d*)"
    r"|(?P<code>code)(?: such as (?P<codes>[\w.]+(?:\|[\w.]+)*))?"
    r"|(?P<list>list)(?: (?P<most>[1-9]\d*)(?: of (?P<inner>[1-9]\d*))?)?"
    r"|(?P<plain>int|bool|moment))"
    r"(?P<optional> ?\?)?"
)
_SHOULD_BE: Final = (
    "is none of: text N, int, bool, moment, code, code such as A|B, list, list N, list N of M "
    "(each maybe with ` ?`)"
)
MOST_ROWS: Final = 20
LONGEST_INNER: Final = 120
LONGEST_CODE: Final = 64


@dataclass(frozen=True)
class ValueKind:
    """A value's kind; lengths of text are counted in UTF-16 units, as Telegram counts them.

    `longest` is of a text. `most` is the number of a list's rows, `inner` the longest text in one
    of their fields. `codes` are examples: each must have words in terms.yml, others may come as
    well. `optional` says that the value may be None (a code may then be empty, too). A `whole`
    text is refused rather than cut.
    """

    kind: Kind
    longest: int = LONGEST_CODE
    most: int = MOST_ROWS
    inner: int = LONGEST_INNER
    codes: tuple[str, ...] = ()
    optional: bool = False
    whole: bool = False


def read_kind(written: object) -> ValueKind:
    """The kind from its writing: `text 120`, `code such as a|b`, `list 30 of 80`, `moment ?`.

    Raises ValueError where it is written otherwise.
    """
    found = _WRITTEN.fullmatch(written.strip()) if isinstance(written, str) else None
    if found is None:
        raise ValueError(_SHOULD_BE)
    return ValueKind(
        cast("Kind", found["text"] or found["code"] or found["list"] or found["plain"]),
        longest=int(found["longest"] or LONGEST_CODE),
        most=int(found["most"] or MOST_ROWS),
        inner=int(found["inner"] or LONGEST_INNER),
        codes=tuple(found["codes"].split("|")) if found["codes"] else (),
        optional=bool(found["optional"]),
    )


ALWAYS: Final[Mapping[str, ValueKind]] = {
    "firm": ValueKind("text", 64, whole=True),
    "phone": ValueKind("text", 40, whole=True),
    "complaint_phone": ValueKind("text", 40, whole=True),
    "now": ValueKind("moment"),
    "case_no": ValueKind("text", 24),
    "name": ValueKind("text", 64),
    "handler_name": ValueKind("text", 64),
    "client_name": ValueKind("text", 64),
}
# A message without these would tell nobody whom to ask; the others are empty outside a case.
NEVER_EMPTY: Final = ("firm", "phone", "complaint_phone", "now")
