"""What a file is by its content: neither its name nor the sender's word is believed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, replace

import puremagic

from bot.adapters.content_damage import image_damaged, pdf_state

# A type, the extension it is filed under, and the extensions that its name may end with.
_TYPES: tuple[tuple[str, str, frozenset[str]], ...] = tuple(
    (extension, content_type, frozenset({extension, *others.split()}))
    for extension, content_type, others in (
        ("pdf", "application/pdf", ""),
        ("png", "image/png", ""),
        ("jpg", "image/jpeg", "jpeg jpe jfif"),
        ("tiff", "image/tiff", "tif"),
        ("webp", "image/webp", ""),
        ("heic", "image/heic", "heif hif"),
        ("avif", "image/avif", ""),
        ("gif", "image/gif", ""),
        ("bmp", "image/bmp", "dib"),
        ("exe", "application/x-msdownload", "dll scr com sys ocx"),
        ("zip", "application/zip", ""),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ""),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ""),
        ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ""),
        ("docm", "application/vnd.ms-word.document.macroenabled.12", "dotm"),
        ("xlsm", "application/vnd.ms-excel.sheet.macroenabled.12", "xltm xlsb"),
        ("doc", "application/msword", "dot"),
        ("xls", "application/vnd.ms-excel", "xlt"),
        ("ole", "application/x-ole-storage", "msg msi ppt doc xls docx xlsx"),
        ("rtf", "application/rtf", ""),
        ("7z", "application/x-7z-compressed", ""),
        ("rar", "application/vnd.rar", ""),
        ("gz", "application/gzip", "tgz"),
        ("mp4", "video/mp4", "m4v mov"),
        ("html", "text/html", "htm xhtml"),
        ("svg", "image/svg+xml", ""),
        ("xml", "application/xml", ""),
        ("sh", "application/x-sh", "bash py pl"),
        ("txt", "text/plain", "csv log md json tsv"),
    )
)
_KNOWN = {extension: (content_type, names) for extension, content_type, names in _TYPES}
# Each extension that puremagic may answer with, and what it is here; the first that fits counts.
_ANSWERS = {
    "exe": "exe",
    "pdf": "pdf",
    "png": "png",
    "webp": "webp",
    "avif": "avif",
    "heif": "heic",
    "heic": "heic",
    "tiff": "tiff",
    "jpg": "jpg",
    "rtf": "rtf",
    "7z": "7z",
    "rar": "rar",
    "gz": "gz",
    "html": "html",
    "svg": "svg",
    "xml": "xml",
    "mp4": "mp4",
    "gif": "gif",
    "bmp": "bmp",
}
# Kinds whose other extensions mean the very same, so that either may stand in a list.
_SYNONYMOUS = frozenset({"jpg", "tiff", "heic", "html"})
# Office's newer formats are zip archives, told apart by a part that each must have.
_PARTS = {
    "word/vbaProject.bin": "docm",
    "xl/vbaProject.bin": "xlsm",
    "xl/workbook.bin": "xlsm",
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
}
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = 0x1
# Readers accept a PDF whose header comes a little late.
_PDF_HEAD = 1024


@dataclass(frozen=True)
class ContentKind:
    """`type` is a MIME type or "unknown", `extension` has no dot and is "" for the unknown.

    `name_agrees`: the file's name claims nothing else. `locked`: it does not open without a
    password. `damaged`: it is cut off or cannot be read.
    """

    type: str
    extension: str
    name_agrees: bool
    locked: bool = False
    damaged: bool = False


def content_kind(data: bytes, name: str) -> ContentKind:
    """What `data` is; `name` is only compared. Never raises.

    Opens PDFs and images to see whether they are whole: up to a second for 20 MB, so run it off
    the event loop. Archives are listed, never unpacked.
    """
    if data.startswith(_ZIP):
        return _zip_kind(data, name)
    if data.startswith(_OLE):
        return _ole_kind(data, name)
    extension = _by_signature(data) or _by_text(data)
    kind = _kind(extension, name)
    if extension == "pdf":
        locked, damaged = pdf_state(data)
        return replace(kind, locked=locked, damaged=damaged)
    if extension in {"jpg", "png", "tiff", "webp", "gif", "bmp"}:
        return replace(kind, damaged=image_damaged(data))
    return kind


def acceptable(kind: ContentKind, allowed: Collection[str]) -> bool:
    """Whether its kind is among `allowed`: extensions (with or without dot) or MIME types.

    The unknown never is. Whether a locked or damaged file will do is for the caller to say.
    """
    wanted = {entry.lower().removeprefix(".") for entry in allowed}
    called = {kind.type, kind.extension}
    if kind.extension in _SYNONYMOUS:
        called |= _KNOWN[kind.extension][1]
    return kind.type != "unknown" and not wanted.isdisjoint(called)


def _kind(extension: str, name: str) -> ContentKind:
    content_type, names = _KNOWN.get(extension, ("unknown", frozenset()))
    claimed = name.rpartition(".")[2].strip().lower() if "." in name else ""
    return ContentKind(content_type, extension, not claimed or claimed in names)


def _by_signature(data: bytes) -> str:
    try:
        found = {match.extension.lstrip(".").lower() for match in puremagic.magic_string(data)}
    except (puremagic.PureError, ValueError):
        found = set()
    known = next((kind for answer, kind in _ANSWERS.items() if answer in found), "")
    return known or _by_brand(data) or ("pdf" if b"%PDF-" in data[:_PDF_HEAD] else "")


def _by_brand(data: bytes) -> str:
    """Images in the container that films use too, where only a later brand names the coding."""
    if data[4:12] not in (b"ftypmif1", b"ftypmsf1"):
        return ""
    return "avif" if b"avif" in data[16:64] else "heic"


def _by_text(data: bytes) -> str:
    if not data:
        return ""
    if data.startswith(b"#!"):
        return "sh"
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    return "txt" if any(_reads_as(data, encoding) for encoding in encodings) else ""


def _reads_as(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return all(char.isprintable() or char in "\t\r\n\f\u3000\u00a0\u200b" for char in text)


def _zip_kind(data: bytes, name: str) -> ContentKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except Exception:
        return replace(_kind("zip", name), damaged=True)
    parts = {entry.filename for entry in entries}
    extension = next((kind for part, kind in _PARTS.items() if part in parts), "zip")
    locked = any(entry.flag_bits & _ENCRYPTED for entry in entries)
    return replace(_kind(extension, name), locked=locked)


def _ole_kind(data: bytes, name: str) -> ContentKind:
    """Office's older formats; a newer one under a password hides in the same container."""
    if _stream("EncryptedPackage") in data:
        return replace(_kind("ole", name), locked=True)
    streams = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls"}
    found = (kind for stream, kind in streams.items() if _stream(stream) in data)
    return _kind(next(found, "ole"), name)


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\x00\x00"
