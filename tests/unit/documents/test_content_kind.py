"""What a file is, whatever it is called."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adapters.content_kind import ContentKind, acceptable, content_kind
from tests.unit.documents.samples import SAMPLES, archive, locked_archive, ole, pdf

UNKNOWN = ContentKind("unknown", "", True)


@pytest.mark.parametrize("extension", list(SAMPLES))
def test_a_kind_is_known_by_its_content(extension: str) -> None:
    kind = content_kind(SAMPLES[extension], "")
    assert (kind.extension, kind.locked, kind.damaged) == (extension, False, False)
    assert kind.type != "unknown"


@pytest.mark.parametrize("extension", list(SAMPLES))
def test_a_name_that_says_something_else_does_not_agree(extension: str) -> None:
    wrong = "png" if extension != "png" else "pdf"
    assert content_kind(SAMPLES[extension], f"a.{extension}").name_agrees
    assert not content_kind(SAMPLES[extension], f"a.{wrong}").name_agrees


@pytest.mark.parametrize(
    ("extension", "name", "agrees"),
    [
        ("jpg", "IMG_1.JPEG", True),
        ("tiff", "scan.TIF", True),
        ("heic", "IMG_2.heif", True),
        ("txt", "list.csv", True),
        ("pdf", "收入證明.pdf", True),
        ("pdf", "", True),
        ("exe", "statement.pdf.exe", True),
        ("exe", "statement.pdf", False),
        ("html", "statement.pdf", False),
        ("pdf", "statement.pdf.", True),
    ],
)
def test_names_agree_by_their_last_extension(extension: str, name: str, agrees: bool) -> None:
    assert content_kind(SAMPLES[extension], name).name_agrees is agrees


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 50, random.Random(1).randbytes(5000), b"\x7fELF\x02\x01\x01" + bytes(9)]
)
def test_emptiness_and_garbage_are_unknown(data: bytes) -> None:
    assert content_kind(data, "") == UNKNOWN


@pytest.mark.parametrize("marker", ["e0", "e1", "db", "ee", "e8", "e2", "c0"])
def test_a_jpeg_is_known_whatever_its_camera_writes_first(marker: str) -> None:
    data = bytes.fromhex("ffd8ff" + marker) + bytes(60)
    assert content_kind(data, "").extension == "jpg"


@pytest.mark.parametrize("brand", ["heic", "heix", "mif1", "hevc"])
def test_a_heic_is_known_by_any_of_its_brands(brand: str) -> None:
    data = b"\x00\x00\x00\x18ftyp" + brand.encode() + bytes(4) + b"mif1heic" + bytes(60)
    assert content_kind(data, "").extension == "heic"


def test_a_pdf_may_begin_a_little_late() -> None:
    assert content_kind(b"\r\n\r\n" + SAMPLES["pdf"], "").extension == "pdf"


def test_chinese_text_in_its_older_encoding_is_text() -> None:
    assert content_kind("收入证明，共八页。\r\n".encode("gb18030"), "").extension == "txt"
    assert content_kind("收入證明".encode("utf-16"), "").extension == "txt"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_under_a_password_is_locked(algorithm: str) -> None:
    kind = content_kind(pdf(user_password="secret", algorithm=algorithm), "a.pdf")
    assert (kind.extension, kind.locked, kind.damaged) == ("pdf", True, False)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_pdf_that_only_forbids_changes_is_not_locked(algorithm: str) -> None:
    kind = content_kind(pdf(user_password="", algorithm=algorithm), "a.pdf")
    assert (kind.locked, kind.damaged) == (False, False)


def test_office_files_under_a_password_are_locked() -> None:
    assert content_kind(ole("EncryptedPackage"), "a.docx").locked
    assert content_kind(ole("EncryptedPackage"), "a.docx").name_agrees
    assert content_kind(locked_archive(), "a.zip").locked


@pytest.mark.parametrize("extension", ["pdf", "jpg", "png", "tiff", "webp", "docx"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_what_is_cut_off_is_damaged(extension: str, share: float) -> None:
    whole = SAMPLES[extension]
    kind = content_kind(whole[: int(len(whole) * share)], "")
    assert kind.damaged


def test_a_pdf_that_is_only_a_head_and_a_tail_is_damaged() -> None:
    assert content_kind(b"%PDF-1.7\nnothing\n%%EOF\n", "").damaged


def test_an_archive_is_not_unpacked_to_be_known() -> None:
    assert content_kind(archive("x" * 200, "word/document.xml.exe"), "").extension == "zip"


@pytest.mark.parametrize(
    ("extension", "allowed", "expected"),
    [
        ("pdf", ["pdf"], True),
        ("pdf", [".PDF"], True),
        ("pdf", ["application/pdf"], True),
        ("jpg", ["jpeg"], True),
        ("heic", ["heif"], True),
        ("exe", ["pdf", "jpg"], False),
        ("zip", ["docx"], False),
        ("docm", ["docx"], False),
        ("txt", ["csv"], False),
        ("pdf", [], False),
    ],
)
def test_only_listed_kinds_are_acceptable(
    extension: str, allowed: list[str], expected: bool
) -> None:
    assert acceptable(content_kind(SAMPLES[extension], "a.pdf"), allowed) is expected


def test_the_unknown_is_never_acceptable() -> None:
    assert not acceptable(UNKNOWN, ["unknown", "", "pdf"])


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200)
    | st.builds(
        lambda whole, at, piece: whole[:at] + piece + whole[at + len(piece) :],
        st.sampled_from(sorted(SAMPLES.values())),
        st.integers(0, 3000),
        st.binary(min_size=1, max_size=40),
    ),
    st.text(max_size=12),
)
def test_no_bytes_and_no_name_make_it_fail(data: bytes, name: str) -> None:
    kind = content_kind(data, name)
    assert (kind.type == "unknown") == (kind.extension == "")
