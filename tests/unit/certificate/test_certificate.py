"""The closure certificate: readable, the same for the same facts, and never with a box in it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any

import pytest
from pypdf import PdfReader

from bot.adapters.certificate import (
    LABELS,
    CertificateError,
    CertificateFacts,
    Language,
    certificate_pdf,
)

HONG_KONG = timezone(timedelta(hours=8))
WORDS: dict[Language, dict[str, str]] = {
    "zh-Hans": {
        "title": "注销证明",
        "intro": "兹证明下列客户的证券账户已注销，资金已清算，债务已结清。",
        "account": "账户号码",
        "closed_on": "注销日期",
        "checks_heading": "完成核查事项",
        "retention_heading": "资料保存说明",
        "signed_by": "签发人",
        "verify": "核验码",
        "issued": "签发日期",
        "page": "第 {page} 页，共 {pages} 页",
    },
    "zh-Hant": {
        "title": "結束戶口證明書",
        "intro": "茲證明下列客戶嘅戶口已經結束，款項清算咗，債務清償咗。",
        "account": "戶口號碼",
        "closed_on": "結束日期",
        "checks_heading": "完成核對事項",
        "retention_heading": "紀錄保存說明",
        "signed_by": "簽發人",
        "verify": "核實碼",
        "issued": "簽發日期",
        "page": "第 {page} 頁，共 {pages} 頁",
    },
    "en": {
        "title": "Certificate of Account Closure",
        "intro": "This certifies that the account below has been closed.",
        "account": "Account number",
        "closed_on": "Closed on",
        "checks_heading": "Checks completed",
        "retention_heading": "Keeping of records",
        "signed_by": "Signed by",
        "verify": "Verification code",
        "issued": "Issued",
        "page": "Page {page} of {pages}",
    },
}
FACTS = CertificateFacts(
    certificate_no="CERT-2026-000123",
    case_no="C-2026-00417",
    firm_name="華信證券（香港）有限公司",
    firm_licence="ABC123",
    client_name="黃喆堃 䶮𠮷 嘅咗嚟",
    account_masked="**** 8812",
    closed_on=date(2026, 11, 20),
    checks=(
        ("戶口 account", date(2026, 11, 18)),
        ("資金 funds", date(2026, 11, 19)),
        ("債務 debts", date(2026, 11, 20)),
    ),
    issued_at=datetime(2026, 11, 21, 1, 30, tzinfo=HONG_KONG),
    verify_code="7KQF-29XM-84TD",
    signatory_name="陳文靜",
    signatory_title="Responsible Officer",
    retention_text="Records are kept for twenty years.",
    language="zh-Hant",
)


@cache
def made(language: Language = "zh-Hant", **changes: Any) -> bytes:
    """A certificate in a language, with some facts changed."""
    return certificate_pdf(replace(FACTS, language=language, **changes), WORDS[language])


def text_of(pdf: bytes) -> str:
    """All the words a reader could copy out of it, without the gaps between pieces."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    # pypdf reads the two bytes of each code as two characters, the first of them NUL.
    words = "".join(page.extract_text() for page in pages).replace("\x00", "")
    return "".join(words.split())


@pytest.mark.parametrize("language", list(WORDS))
def test_every_fact_and_label_can_be_read_in_it(language: Language) -> None:
    words = text_of(made(language))
    facts = (
        FACTS.certificate_no,
        FACTS.case_no,
        FACTS.firm_name,
        FACTS.firm_licence,
        FACTS.client_name,
        FACTS.account_masked,
        FACTS.verify_code,
        FACTS.signatory_name,
        FACTS.signatory_title,
        FACTS.retention_text,
        *(label for label, _ in FACTS.checks),
        *(WORDS[language][name] for name in LABELS - {"page"}),
    )
    assert [fact for fact in facts if "".join(fact.split()) not in words] == []


@pytest.mark.parametrize(
    ("language", "closed", "issued"),
    [
        ("zh-Hans", "2026年11月20日", "2026年11月21日"),
        ("zh-Hant", "2026年11月20日", "2026年11月21日"),
        ("en", "20November2026", "21November2026"),
    ],
)
def test_dates_are_written_out_in_the_time_zone_given(
    language: Language, closed: str, issued: str
) -> None:
    words = text_of(made(language))
    assert closed in words
    assert issued in words


def test_the_same_facts_give_the_same_bytes_even_in_another_process() -> None:
    first = made()
    time.sleep(1.1)
    again = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from tests.unit.certificate.test_certificate import made;"
            "sys.stdout.buffer.write(made())",
        ],
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert again.stdout == first


def test_another_fact_gives_other_bytes() -> None:
    assert made(account_masked="**** 8813") != made()


def test_the_file_dates_itself_by_the_facts() -> None:
    about = PdfReader(io.BytesIO(made())).metadata
    assert about is not None
    assert about.creation_date == FACTS.issued_at.astimezone(UTC)
    assert about.title == WORDS["zh-Hant"]["title"]
    assert about.author == FACTS.firm_name


def test_its_font_is_inside() -> None:
    page = PdfReader(io.BytesIO(made())).pages[0]
    for reference in page["/Resources"]["/Font"].values():  # type: ignore[index]
        descriptor = reference.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.get_object())


@pytest.mark.parametrize("character", ["😀", "ܐ", "\u0007", "\U0003ff00"])
def test_a_character_without_a_glyph_is_named_not_boxed(character: str) -> None:
    with pytest.raises(CertificateError, match=f"U\\+{ord(character):04X}"):
        made(client_name=f"黃{character}明")


def test_a_name_in_pieces_is_printed_as_one_character_each() -> None:
    assert "José" in text_of(made("en", client_name="Jose\u0301"))


@pytest.mark.parametrize("label", sorted(LABELS))
def test_a_missing_label_is_named(label: str) -> None:
    words = {name: text for name, text in WORDS["en"].items() if name != label}
    with pytest.raises(CertificateError, match=label):
        certificate_pdf(FACTS, words)


@pytest.mark.parametrize(
    ("fact", "value"),
    [("client_name", " "), ("checks", ()), ("verify_code", ""), ("checks", (("", date.max),))],
)
def test_an_empty_fact_is_named(fact: str, value: Any) -> None:
    facts = replace(FACTS, **{fact: value})
    with pytest.raises(CertificateError, match=fact):
        certificate_pdf(facts, WORDS["en"])


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(CertificateError, match="time zone"):
        made(issued_at=datetime(2026, 11, 20))


def test_optional_labels_stand_before_their_facts() -> None:
    words = {**WORDS["en"], "client": "Name of client", "number": "No."}
    assert "No.CERT-2026-000123" in text_of(certificate_pdf(FACTS, words))
    assert "Nameofclient" in text_of(certificate_pdf(FACTS, words))


def test_what_is_long_flows_onto_numbered_pages_and_is_cut_nowhere() -> None:
    notice = " ".join(f"word{number}" for number in range(900))
    pdf = made("en", retention_text=notice, client_name="x" * 300)
    words = text_of(pdf)
    pages = len(PdfReader(io.BytesIO(pdf)).pages)
    assert pages > 1
    assert f"Page2of{pages}" in words
    assert words.count("x" * 10) > 0
    assert [number for number in range(900) if f"word{number}" not in words] == []
    assert FACTS.signatory_name in words


def test_it_is_made_in_well_under_a_second_and_a_half() -> None:
    made()
    began = time.process_time()
    certificate_pdf(FACTS, WORDS["zh-Hant"])
    assert time.process_time() - began < 1.5
