"""The closure certificate as a PDF (R21): the same facts always give the same bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Literal

from bot.adapters.certificate_page import CertificatePage
from bot.adapters.certificate_text import long_date, missing_glyph

Language = Literal["zh-Hans", "zh-Hant", "en"]

LABELS = frozenset(
    {
        "title",
        "intro",
        "account",
        "closed_on",
        "checks_heading",
        "retention_heading",
        "signed_by",
        "verify",
        "issued",
        "page",
    }
)


class CertificateError(Exception):
    """The certificate cannot be made as asked; nothing is printed in its place."""


@dataclass(frozen=True)
class CertificateFacts:
    """What is certified. `issued_at` is aware; its own time zone decides the date printed."""

    certificate_no: str
    case_no: str
    firm_name: str
    firm_licence: str
    client_name: str
    account_masked: str
    closed_on: date
    checks: tuple[tuple[str, date], ...]
    issued_at: datetime
    verify_code: str
    signatory_name: str
    signatory_title: str
    retention_text: str
    language: Language


def certificate_pdf(facts: CertificateFacts, labels: Mapping[str, str]) -> bytes:
    """An A4 PDF with its fonts inside, about 0.7 s of work; run it off the event loop.

    `labels` holds the words for LABELS; `page` may contain {page} and {pages}. Optional labels
    `client`, `case`, `number` and `licence` stand before those facts. Text is brought to NFC.
    Raises CertificateError for a missing label, an empty fact, a naive time, or a character
    that the font lacks (naming it), rather than print a box.
    """
    words = {name: _clean(text) for name, text in labels.items()}
    facts = _cleaned(facts)
    _check(facts, words)
    foot = f"{facts.certificate_no}  ·  {words['page']}"
    page = CertificatePage(facts.language, _every_text(facts, words), foot)
    page.describe(words["title"], facts.firm_name, facts.certificate_no, facts.issued_at)
    _lay_out(page, facts, words)
    return bytes(page.output())


def _lay_out(page: CertificatePage, facts: CertificateFacts, words: Mapping[str, str]) -> None:
    licence, number, case, client = (
        words.get(name, "") for name in ("licence", "number", "case", "client")
    )
    closed_on = long_date(facts.closed_on, facts.language)
    page.letterhead(facts.firm_name, f"{licence} {facts.firm_licence}".strip())
    page.headline(words["title"], f"{number} {facts.certificate_no}".strip())
    page.paragraph(words["intro"])
    page.fact_rows(
        [
            (client, facts.client_name),
            (words["account"], facts.account_masked),
            (words["closed_on"], closed_on),
            (case, facts.case_no),
        ]
    )
    page.heading(words["checks_heading"])
    page.check_rows([(label, long_date(day, facts.language)) for label, day in facts.checks])
    page.heading(words["retention_heading"], page.end_height(facts.retention_text))
    page.paragraph(facts.retention_text, small=True)
    page.closing(
        verify=(words["verify"], facts.verify_code),
        signed=(words["signed_by"], facts.signatory_name, facts.signatory_title),
        issued=(words["issued"], long_date(facts.issued_at.date(), facts.language)),
    )


def _clean(text: str) -> str:
    # Marks without a shape of their own, as variation selectors and joiners, print nothing.
    shown = (char for char in text if unicodedata.category(char) != "Cf" and not _selector(char))
    return unicodedata.normalize("NFC", "".join(shown)).strip()


def _selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def _cleaned(facts: CertificateFacts) -> CertificateFacts:
    given = {field.name: getattr(facts, field.name) for field in fields(facts)}
    texts = {name: _clean(value) for name, value in given.items() if isinstance(value, str)}
    # Elsewhere these words stand within a sentence; here each begins a line.
    lines = ((_clean(label), day) for label, day in facts.checks)
    checks = tuple((label[:1].upper() + label[1:], day) for label, day in lines)
    return CertificateFacts(**{**given, **texts, "checks": checks})


def _check(facts: CertificateFacts, words: Mapping[str, str]) -> None:
    absent = sorted(name for name in LABELS if not words.get(name))
    empty = [field.name for field in fields(facts) if not getattr(facts, field.name)]
    empty += ["checks" for label, _ in facts.checks if not label]
    if absent or empty:
        raise CertificateError(f"without words: labels {absent}, facts {empty}")
    if facts.issued_at.tzinfo is None:
        raise CertificateError("issued_at has no time zone")
    if facts.language not in ("zh-Hans", "zh-Hant", "en"):
        raise CertificateError(f"no such language: {facts.language}")
    lacking = missing_glyph(_every_text(facts, words), facts.language)
    if lacking:
        raise CertificateError(f"the font has no glyph for {lacking!r} (U+{ord(lacking):04X})")


def _every_text(facts: CertificateFacts, words: Mapping[str, str]) -> str:
    return "\n".join([*_texts(facts), *words.values()])


def _texts(facts: CertificateFacts) -> Iterator[str]:
    for field in fields(facts):
        value = getattr(facts, field.name)
        if isinstance(value, str):
            yield value
    for label, day in (
        *facts.checks,
        ("", facts.closed_on),
        ("", facts.issued_at.date()),
    ):
        yield label
        yield long_date(day, facts.language)
