"""One small file of each kind, made here rather than kept."""

from __future__ import annotations

import io
import random
import zipfile

from PIL import Image
from pypdf import PdfWriter


def image(format_name: str) -> bytes:
    """A picture of noise, so that it has some length."""
    noise = random.Random(7).randbytes(96 * 64 * 3)
    into = io.BytesIO()
    Image.frombytes("RGB", (96, 64), noise).save(into, format_name)
    return into.getvalue()


def pdf(*, user_password: str | None = None, algorithm: str = "RC4-128") -> bytes:
    """One empty page; with a password (which may be empty) it is encrypted."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if user_password is not None:
        writer.encrypt(user_password, "the owner's", algorithm=algorithm)
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue()


def archive(*names: str) -> bytes:
    """A zip archive with these parts."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as made:
        for name in names:
            made.writestr(name, "content")
    return into.getvalue()


def locked_archive() -> bytes:
    """A zip archive whose entry says that it is encrypted."""
    made = bytearray(archive("a.txt"))
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def ole(stream: str) -> bytes:
    """The container of Office's older formats, holding one stream by name."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024) + stream.encode("utf-16-le") + bytes(64)


SAMPLES: dict[str, bytes] = {
    "pdf": pdf(),
    "jpg": image("JPEG"),
    "png": image("PNG"),
    "tiff": image("TIFF"),
    "webp": image("WEBP"),
    "gif": image("GIF"),
    "bmp": image("BMP"),
    "heic": b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64),
    "avif": image("AVIF"),
    "docx": archive("[Content_Types].xml", "word/document.xml"),
    "xlsx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "pptx": archive("[Content_Types].xml", "ppt/presentation.xml"),
    "docm": archive("word/document.xml", "word/vbaProject.bin"),
    "zip": archive("a.txt"),
    "doc": ole("WordDocument"),
    "xls": ole("Workbook"),
    "ole": ole("__nameid_version1.0"),
    "exe": b"MZ" + bytes(58) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0" + bytes(200),
    "html": b"<!DOCTYPE html><html><body>x</body></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "rtf": b"{\\rtf1 hello}",
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(50),
    "rar": b"Rar!\x1a\x07\x01\x00" + bytes(30),
    "mp4": b"\x00\x00\x00\x18ftypmp42" + bytes(40),
    "sh": b"#!/bin/sh\necho\n",
    "txt": "收入證明：8,812 元\n".encode(),
}
