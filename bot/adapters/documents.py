"""Documents in a folder, each under the hash of its content."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

_DIGEST = re.compile(r"[0-9a-f]{64}")


class DocumentDamaged(Exception):
    """What is stored is no longer what was put there."""


class FolderDocuments:
    """Implements `DocumentStore` under `path`, made if it is not there (folders 0700, files 0600).

    A document is on the disk, whole, when `put` returns; a crash leaves it whole or absent. Any
    number of processes may share the folder. The bytes are kept as given: encrypt before.
    """

    def __init__(self, path: Path) -> None:
        self._root = path

    def put(self, content: bytes) -> str:
        """Stores and gives the SHA-256 in hexadecimal; the same bytes give the same digest.

        Raises OSError where the disk does not take it.
        """
        digest = hashlib.sha256(content).hexdigest()
        target = self._place(digest)
        if not _holds(target, digest):
            self._folder(target.parent)
            _write(target, content)
        return digest

    def get(self, digest: str) -> bytes:
        """Raises KeyError where there is no such content, DocumentDamaged where it has changed."""
        if not _DIGEST.fullmatch(digest):
            raise KeyError(digest)
        try:
            content = self._place(digest).read_bytes()
        except FileNotFoundError:
            raise KeyError(digest) from None
        if hashlib.sha256(content).hexdigest() != digest:
            raise DocumentDamaged(f"the document {digest} is not what was stored")
        return content

    def _place(self, digest: str) -> Path:
        return self._root / digest[:2] / digest[2:4] / digest

    def _folder(self, folder: Path) -> None:
        """A new folder is only there for good when its parent is on the disk too."""
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            place.mkdir(mode=0o700, exist_ok=True)
            _sync(place.parent)


def _holds(target: Path, digest: str) -> bool:
    """Whether it is there and sound; what has been damaged is written anew."""
    try:
        return hashlib.sha256(target.read_bytes()).hexdigest() == digest
    except FileNotFoundError:
        return False


def _write(target: Path, content: bytes) -> None:
    # mkstemp gives 0600; in the same folder, so that the renaming is atomic.
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync(target.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
