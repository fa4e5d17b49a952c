"""Where the bytes of files lie: named by their SHA-256, never by what a user calls them."""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Protocol

_CHUNK: Final = 256 * 1024
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class TooLarge(Exception):
    """The file has more bytes than allowed; ``limit`` says how many are."""

    def __init__(self, limit: int) -> None:
        """Keep the limit for the page that explains it."""
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


@dataclass(frozen=True)
class StoredFile:
    """What the store knows of a saved file."""

    sha256: str
    size: int


class Store(Protocol):
    """Keeps bytes; the same bytes saved twice are kept once."""

    def save(self, stream: BinaryIO, *, limit: int) -> StoredFile:
        """Keep what the stream holds from here on; raise ``TooLarge`` above ``limit`` bytes and keep nothing."""

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept file for reading; raise ``FileNotFoundError`` when there is none."""

    def exists(self, sha256: str) -> bool:
        """Say whether a file is kept."""


class FolderStore:
    """Keeps files in a local folder, whole or not at all even when the machine stops half way."""

    def __init__(self, root: Path) -> None:
        """Use this folder; it is made when the first file comes."""
        self._root = root

    def save(self, stream: BinaryIO, *, limit: int) -> StoredFile:
        """Write beside, flush to disk, then rename: a stop half way leaves at most a stray file in ``incoming``."""
        incoming = self._root / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=incoming)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as target:
                saved = _copy(stream, target, limit=limit)
                target.flush()
                os.fsync(target.fileno())
            self._keep(temporary, saved)
        finally:
            temporary.unlink(missing_ok=True)
        return saved

    def open(self, sha256: str) -> BinaryIO:
        """Open a kept file for reading."""
        return self._path(sha256).open("rb")

    def exists(self, sha256: str) -> bool:
        """Say whether a file is kept."""
        return self._path(sha256).is_file()

    def _keep(self, temporary: Path, saved: StoredFile) -> None:
        """Rename in one step; a file of the right size under this name already holds these bytes."""
        path = self._path(saved.sha256)
        if path.is_file() and path.stat().st_size == saved.size:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(path)
        for folder in (path.parent, path.parent.parent, self._root):
            _sync_folder(folder)

    def _path(self, sha256: str) -> Path:
        if not _DIGEST.fullmatch(sha256):
            raise FileNotFoundError(sha256)
        return self._root / sha256[:2] / sha256[2:4] / sha256


def _copy(stream: BinaryIO, target: BinaryIO, *, limit: int) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLarge(limit)
        digest.update(chunk)
        target.write(chunk)
    return StoredFile(sha256=digest.hexdigest(), size=size)


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut; Windows neither needs nor allows it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
