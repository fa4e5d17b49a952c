"""What kind of file an upload really is: judged by its content, from a short list, with the name agreeing."""

import os
import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import PurePosixPath
from typing import BinaryIO, Final

import filetype

from app.core.text import nfc

MAX_NAME_LENGTH: Final = 120
MAX_MEMBERS: Final = 5_000
MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_RATIO: Final = 100
"""Unpacked to packed size; Apache POI stops at the same ratio (ZipSecureFile, minimum inflate ratio 0.01)."""
RATIO_COUNTS_FROM: Final = 1024 * 1024
"""Small archives may be packed tighter: a sheet of a thousand equal rows is no attack."""

_HEAD: Final = 512
_CHUNK: Final = 256 * 1024
_ZIP_MARK: Final = b"PK\x03\x04"
_LOCAL_HEADER: Final = 30
_MANIFEST: Final = "[content_types].xml"
_MANIFEST_LIMIT: Final = 1024 * 1024
_UNSAFE_IN_NAMES: Final = re.compile(r'[<>:"|?*;%\x00-\x1f\x7f]')
_WINDOWS_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


class MediaType(StrEnum):
    """The kinds of file that may be attached; the value is the media type sent to browsers."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @property
    def extensions(self) -> tuple[str, ...]:
        """File name endings that agree with this kind, the usual one first."""
        return _EXTENSIONS[self]


_EXTENSIONS: Final = {
    MediaType.PDF: (".pdf",),
    MediaType.PNG: (".png",),
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.DOCX: (".docx",),
    MediaType.XLSX: (".xlsx",),
}
_PLAIN_KINDS: Final = {each.value: each for each in (MediaType.PDF, MediaType.PNG, MediaType.JPEG)}


class Refusal(StrEnum):
    """Why a file is not accepted."""

    EMPTY = "empty"
    UNKNOWN_TYPE = "unknown_type"
    EXTENSION_MISMATCH = "extension_mismatch"
    DAMAGED = "damaged"
    MACROS = "macros"
    UNPACKS_TOO_LARGE = "unpacks_too_large"


class UnacceptableFile(Exception):
    """The file must not be stored; ``reason`` says why."""

    def __init__(self, reason: Refusal) -> None:
        """Keep the reason for the page that explains it."""
        super().__init__(reason.value)
        self.reason = reason


def sniff(name: str, stream: BinaryIO) -> MediaType:
    """Return the kind of a seekable file, or raise ``UnacceptableFile``; the stream is left at its beginning."""
    stream.seek(0)
    try:
        kind = _kind_of(stream)
    finally:
        stream.seek(0)
    if PurePosixPath(safe_name(name)).suffix.lower() not in kind.extensions:
        raise UnacceptableFile(Refusal.EXTENSION_MISMATCH)
    return kind


def safe_name(name: str) -> str:
    """Return a name fit for ``Content-Disposition``: no path, no control characters, short, never empty."""
    last = re.split(r"[/\\]", nfc(name))[-1]
    cleaned = nfc(_UNSAFE_IN_NAMES.sub("", last)).strip(". ")
    if _WINDOWS_DEVICES.match(cleaned):
        cleaned = f"_{cleaned}"
    stem, extension = os.path.splitext(cleaned)
    extension = extension[:12]
    return (stem[: MAX_NAME_LENGTH - len(extension)].rstrip(". ") + extension) or "file"


def _kind_of(stream: BinaryIO) -> MediaType:
    head = stream.read(_HEAD)
    if not head:
        raise UnacceptableFile(Refusal.EMPTY)
    if head.startswith(_ZIP_MARK):
        return _office_kind(stream)
    kind = _PLAIN_KINDS.get(filetype.guess_mime(head) or "")
    if kind is None:
        raise UnacceptableFile(Refusal.UNKNOWN_TYPE)
    return kind


def _office_kind(stream: BinaryIO) -> MediaType:
    """Look into a zip archive; anything but a sound Word or Excel file without macros is refused."""
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            _check_size(stream, members)
            names = {member.filename.replace("\\", "/").lower(): member for member in members}
            if _MANIFEST not in names:
                raise UnacceptableFile(Refusal.UNKNOWN_TYPE)
            with archive.open(names[_MANIFEST]) as manifest:
                _refuse_macros(names, manifest.read(_MANIFEST_LIMIT))
    except _UNREADABLE as error:
        raise UnacceptableFile(Refusal.DAMAGED) from error
    return _kind_by_folder(names)


def _kind_by_folder(names: dict[str, zipfile.ZipInfo]) -> MediaType:
    folders = {name.split("/", 1)[0] for name in names if "/" in name}
    match "word" in folders, "xl" in folders:
        case True, False:
            return MediaType.DOCX
        case False, True:
            return MediaType.XLSX
        case _:
            raise UnacceptableFile(Refusal.UNKNOWN_TYPE)


def _refuse_macros(names: dict[str, zipfile.ZipInfo], manifest: bytes) -> None:
    """Macro files renamed to .docx or .xlsx still name their macro part or their macro-enabled content type."""
    text = manifest.replace(b"\x00", b"").lower()  # UTF-16 manifests are legal.
    has_part = any(PurePosixPath(name).name == "vbaproject.bin" for name in names)
    if has_part or b"macroenabled" in text or b"vbaproject" in text:
        raise UnacceptableFile(Refusal.MACROS)


def _check_size(stream: BinaryIO, members: list[zipfile.ZipInfo]) -> None:
    """Refuse zip bombs by what really comes out: the sizes that an archive declares may lie."""
    packed = stream.seek(0, os.SEEK_END)
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise UnacceptableFile(Refusal.UNPACKS_TOO_LARGE)
    if sum(member.compress_size for member in members) > packed:
        raise UnacceptableFile(Refusal.UNPACKS_TOO_LARGE)  # Members overlap: the same bytes unpack many times.
    unpacked = 0
    for member in members:
        for size in _unpack(stream, member):
            unpacked += size
            if unpacked > MAX_UNPACKED or (unpacked > RATIO_COUNTS_FROM and unpacked > packed * MAX_RATIO):
                raise UnacceptableFile(Refusal.UNPACKS_TOO_LARGE)


def _unpack(stream: BinaryIO, member: zipfile.ZipInfo) -> Iterator[int]:
    """Yield the sizes of the pieces a member unpacks to, holding one piece in memory at a time."""
    if member.flag_bits & 0x1 or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile("encrypted or packed in a way that office files do not use")
    stream.seek(member.header_offset)
    header = stream.read(_LOCAL_HEADER)
    if not header.startswith(_ZIP_MARK) or len(header) < _LOCAL_HEADER:
        raise zipfile.BadZipFile("member without a header")
    stream.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), os.SEEK_CUR)
    if member.compress_type == zipfile.ZIP_STORED:
        yield member.compress_size
    else:
        yield from _inflate(stream, member.compress_size)


def _inflate(stream: BinaryIO, packed: int) -> Iterator[int]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed > 0 and not inflater.eof:
        piece = stream.read(min(_CHUNK, packed))
        if not piece:
            raise EOFError
        packed -= len(piece)
        while piece and not inflater.eof:
            yield len(inflater.decompress(piece, _CHUNK))
            piece = inflater.unconsumed_tail
    if not inflater.eof:
        yield len(inflater.flush())
    if not inflater.eof:
        raise EOFError
