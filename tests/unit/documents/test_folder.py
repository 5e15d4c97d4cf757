"""Documents kept under the hash of their content."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.documents import DocumentDamaged, FolderDocuments


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that is yet to be made."""
    return tmp_path / "deep" / "documents"


def files(folder: Path) -> list[Path]:
    """Every file under it."""
    return [path for path in folder.rglob("*") if path.is_file()]


@given(st.binary(max_size=200))
def test_what_is_put_comes_back_under_its_sha256(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as place:
        store = FolderDocuments(Path(place))
        digest = store.put(content)
        assert digest == hashlib.sha256(content).hexdigest()
        assert FolderDocuments(Path(place)).get(digest) == content


def test_the_same_bytes_are_kept_once_two_folders_down(folder: Path) -> None:
    store = FolderDocuments(folder)
    digest = store.put(b"paper")
    assert store.put(b"paper") == digest
    assert files(folder) == [folder / digest[:2] / digest[2:4] / digest]


def test_only_the_owner_may_read_them(folder: Path) -> None:
    FolderDocuments(folder).put(b"paper")
    [file] = files(folder)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {stat.S_IMODE(d.stat().st_mode) for d in (file.parent, file.parent.parent)} == {0o700}


@pytest.mark.parametrize(
    "digest", ["0" * 64, "", "../../etc/passwd", "A" * 64, "0" * 64 + "\n", "/" + "0" * 63]
)
def test_what_is_not_there_is_a_key_error(folder: Path, digest: str) -> None:
    with pytest.raises(KeyError):
        FolderDocuments(folder).get(digest)


def test_a_document_changed_on_the_disk_is_not_given_out(folder: Path) -> None:
    store = FolderDocuments(folder)
    digest = store.put(b"paper")
    files(folder)[0].write_bytes(b"forged")
    with pytest.raises(DocumentDamaged):
        store.get(digest)


def test_putting_a_damaged_document_again_heals_it(folder: Path) -> None:
    store = FolderDocuments(folder)
    digest = store.put(b"paper")
    files(folder)[0].write_bytes(b"")
    store.put(b"paper")
    assert store.get(digest) == b"paper"


def test_a_write_that_fails_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    store = FolderDocuments(folder)
    store.put(b"first")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(b"second")
    monkeypatch.undo()
    assert [file.read_bytes() for file in files(folder)] == [b"first"]


def test_the_content_is_on_the_disk_before_its_name_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FolderDocuments(folder).put(b"first")
    steps: list[str] = []
    sync, rename = os.fsync, os.replace

    def noted_sync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def noted_rename(source: str, target: str) -> None:
        steps.append("rename")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_rename)
    FolderDocuments(folder).put(b"second")
    assert steps[-3:] == ["file", "rename", "folder"]
    assert steps[:-3] == ["folder", "folder"]
