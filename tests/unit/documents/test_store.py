"""The folder that keeps files."""

import hashlib
import io
from pathlib import Path

import pytest

from app.documents.store import FolderStore, StoredFile, TooLarge


class BrokenStream(io.BytesIO):
    """Fails after the first piece, like a connection that drops."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise ConnectionResetError
        return super().read(10)


def files_in(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_a_saved_file_is_read_back_by_its_digest(tmp_path: Path) -> None:
    content = "Tờ trình".encode() * 100_000
    digest = hashlib.sha256(content).hexdigest()
    store = FolderStore(tmp_path / "files")

    assert store.save(io.BytesIO(content), limit=len(content)) == StoredFile(sha256=digest, size=len(content))

    assert store.exists(digest)
    with store.open(digest) as kept:
        assert kept.read() == content
    assert files_in(tmp_path) == [tmp_path / "files" / digest[:2] / digest[2:4] / digest]


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    assert store.save(io.BytesIO(b"x"), limit=1) == store.save(io.BytesIO(b"x"), limit=1)
    assert len(files_in(tmp_path)) == 1


def test_a_kept_file_that_was_cut_short_is_mended_by_saving_again(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.save(io.BytesIO(b"whole"), limit=9)
    files_in(tmp_path)[0].write_bytes(b"wh")
    store.save(io.BytesIO(b"whole"), limit=9)
    assert [path.read_bytes() for path in files_in(tmp_path)] == [b"whole"]


def test_too_large_a_file_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TooLarge) as refused:
        FolderStore(tmp_path).save(io.BytesIO(b"12345"), limit=4)
    assert refused.value.limit == 4
    assert files_in(tmp_path) == []


def test_a_dropped_connection_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        FolderStore(tmp_path).save(BrokenStream(b"0123456789abc"), limit=100)
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 64 + "\n", "a" * 64])
def test_what_is_not_kept_is_not_found(tmp_path: Path, digest: str) -> None:
    with pytest.raises(FileNotFoundError):
        FolderStore(tmp_path).open(digest)


def test_existence_of_an_unknown_digest_is_denied(tmp_path: Path) -> None:
    assert not FolderStore(tmp_path).exists("a" * 64)
