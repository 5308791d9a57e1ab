"""What every folder of uploaded files promises, on a disk and in an object storage."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.files import FileFolder, FileTooLarge, StorageFault, open_storage
from tests.object_storage import BUCKET, ObjectServer, object_server

LARGE = bytes(range(256)) * 6_000  # 1.5 MB: several blocks


@pytest.fixture(scope="module")
def objects() -> Iterator[ObjectServer]:
    with object_server() as server:
        yield server


@pytest.fixture(params=["disk", "s3"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> FileFolder:
    if request.param == "disk":
        return open_storage("", {}, tmp_path).folder("cvs")
    server: ObjectServer = request.getfixturevalue("objects")
    return open_storage(f"s3://{BUCKET}/{tmp_path.name}", server.options, tmp_path).folder("cvs")


def on_disk(path: Path) -> list[Path]:
    return [each for each in path.rglob("*") if each.is_file()]


def test_what_is_kept_can_be_read_and_deleted(folder: FileFolder) -> None:
    assert not folder.is_mounted()
    with folder.draft(io.BytesIO(LARGE), len(LARGE)) as draft:
        assert draft.stat().st_mode & 0o077 == 0
        name = folder.keep(draft, ".pdf")
    assert name.endswith(".pdf")
    assert (folder.has(name), folder.size(name), folder.read(name)) == (True, len(LARGE), LARGE)
    with folder.open(name) as file:
        assert b"".join(iter(lambda: file.read(50_000), b"")) == LARGE
    with folder.local(name) as path:
        assert path.read_bytes() == LARGE
    [listed] = folder.listing()
    assert listed.name == name
    assert abs(listed.written_at - time.time()) < 300
    assert folder.is_mounted()
    folder.delete(name)
    folder.delete(name)
    assert (folder.names(), folder.has(name)) == (set(), False)


def test_what_is_not_there_says_so(folder: FileFolder) -> None:
    missing = folder.file("0" * 32 + ".pdf")
    assert not missing.exists()
    for ask in (missing.open, missing.size, missing.read_bytes, missing.local().__enter__):
        with pytest.raises(FileNotFoundError):
            ask()


def test_a_name_of_ones_own_is_written_over(folder: FileFolder) -> None:
    for content in (b"one", b"two"):
        folder.write_as(content, "a" * 32 + ".1.webp")
    assert folder.read("a" * 32 + ".1.webp") == b"two"
    for name in ("../x", "a/b", ".hidden", "", "a b", "é"):
        with pytest.raises(ValueError, match="not a stored name"):
            folder.write_as(b"x", name)


def test_drafts_leave_nothing(folder: FileFolder, tmp_path: Path) -> None:
    with pytest.raises(FileTooLarge), folder.draft(io.BytesIO(b"x" * 11), 10):
        pytest.fail("the draft was opened")
    with pytest.raises(RuntimeError), folder.blank() as draft:
        draft.write_bytes(b"half")
        raise RuntimeError
    assert not on_disk(tmp_path)
    left = folder.drafts.path / "left"
    left.write_bytes(b"of a killed process")
    assert folder.forget_drafts(time.time() - 60) == 0
    assert folder.forget_drafts(time.time() + 60) == 1
    assert folder.names() == set()


def test_a_storage_that_is_away_is_a_fault_and_nothing_else(tmp_path: Path) -> None:
    with object_server() as server:
        folder = open_storage(f"s3://{BUCKET}", server.options, tmp_path).folder("cvs")
        name = folder.write(b"content", ".txt")
        elsewhere = open_storage("s3://no-such-bucket", server.options, tmp_path).folder("cvs")
        with pytest.raises(StorageFault):
            elsewhere.write(b"content", ".txt")
        server.stop()
        file = folder.file(name)
        for ask in (file.open, file.size, file.exists, folder.names, lambda: folder.write(b"x", ".txt")):
            with pytest.raises(StorageFault):
                ask()
        folder.delete(name)  # the sweep will
    assert not on_disk(tmp_path)
