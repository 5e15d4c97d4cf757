"""Where the certificate's pages break, and what names may be made of."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from tests.unit.certificate.test_certificate import made, text_of

LONG = "Mrs Alexandra Konstantinopoulou-Montgomery née Wong Chi-ling, Administratrix of the Estate"


def pages(pdf: bytes) -> list[str]:
    """The words of each page, without the gaps between pieces."""
    read = (p.extract_text().replace("\x00", "") for p in PdfReader(io.BytesIO(pdf)).pages)
    return ["".join(words.split()) for words in read]


@pytest.mark.parametrize("name", [LONG, "黃" * 60, "陳文靜"])
def test_a_name_of_up_to_three_lines_leaves_one_page(name: str) -> None:
    assert len(pages(made(client_name=name))) == 1


def test_a_signature_never_stands_alone_on_a_page() -> None:
    found = pages(made("en", client_name=LONG * 8))
    assert len(found) == 2
    for word in ("Keepingofrecords", "Recordsarekept", "Signedby", "7KQF-29XM-84TD"):
        assert word in found[1] and word not in found[0]


def test_a_line_that_was_checked_begins_with_a_capital() -> None:
    checks = (("funds cleared", date(2026, 11, 19)), ("戶口已結束", date(2026, 11, 20)))
    words = text_of(made("en", checks=checks))
    assert "Fundscleared" in words and "戶口已結束" in words


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("葛\U000e0100城", "葛城"), ("辻\ufe00本", "辻本"), ("Lee\u200b Ming", "LeeMing"),
        ("\u2067黃美玲\u2069", "黃美玲"), ("𠮷野家", "𠮷野家"), ("㛓𡃁𰻞", "㛓𡃁𰻞"),
    ],
)  # fmt: skip
def test_marks_without_a_shape_are_left_out_and_rare_characters_are_not(
    name: str, printed: str
) -> None:
    assert printed in text_of(made(client_name=name))
