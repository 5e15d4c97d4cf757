"""Whether a PDF or an image is whole and opens."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image
    from pypdf import PdfReader

_TAIL = 2048
# Draft mode decodes a large photograph at an eighth of its size, still reading all of it.
_DRAFT = (64, 64)
# Some 200 MB when decoded.
_MOST_PIXELS = 60_000_000
_FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")


def pdf_state(data: bytes) -> tuple[bool, bool]:
    """(locked, damaged). A PDF that opens with the empty password is not locked."""
    if b"%%EOF" not in data[-_TAIL:]:
        return False, True
    # Heavy, and needed by no command but a running bot's first document.
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not _opens(reader)
        return locked, not locked and not _has_pages(reader)
    except Exception:
        # Readers of broken files fail in every way there is.
        return False, True


def image_damaged(data: bytes) -> bool:
    """Whether the image cannot be decoded to its end, or is too large to be tried."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            _read_through(image)
    except Exception:
        return True
    return False


def _read_through(image: Image.Image) -> None:
    """Raises for what is not whole; a small file that would unfold beyond measure is not."""
    if image.format == "PNG":
        image.verify()
        return
    image.draft("L", _DRAFT)
    if image.width * image.height > _MOST_PIXELS:
        raise ValueError("too many pixels")
    image.load()


def _opens(reader: PdfReader) -> bool:
    from pypdf import PasswordType

    try:
        return reader.decrypt("") != PasswordType.NOT_DECRYPTED
    except Exception:
        return False


def _has_pages(reader: PdfReader) -> bool:
    root = reader.trailer["/Root"].get_object()
    count = root["/Pages"].get_object()["/Count"]  # type: ignore[index]
    return isinstance(count, int) and count > 0
