"""Which uploads are accepted, whatever their names claim."""

import contextlib
import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.media import MAX_NAME_LENGTH, MediaType, Refusal, UnacceptableFile, safe_name, sniff
from app.documents.workbook import Column, Sheet, write_workbook

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
HTML = b"<!doctype html><script>alert(1)</script>"
MANIFEST = {"[Content_Types].xml": b"<Types/>"}


def archive(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as writer:
        for name, content in members.items():
            writer.writestr(name, content)
    return target.getvalue()


DOCX = archive({**MANIFEST, "word/document.xml": b"<w:document/>"})
XLSX = write_workbook([Sheet(name="A", columns=(Column("Họ và tên", 20),), rows=(("Lê Văn An",),))])


def refusal(name: str, content: bytes) -> Refusal:
    with pytest.raises(UnacceptableFile) as refused:
        sniff(name, io.BytesIO(content))
    return refused.value.reason


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("Báo cáo thành tích.pdf", PDF, MediaType.PDF),
        ("a.PDF", PDF, MediaType.PDF),
        ("a.png", PNG, MediaType.PNG),
        ("a.jpg", JPEG, MediaType.JPEG),
        ("a.JPEG", JPEG, MediaType.JPEG),
        ("a.docx", DOCX, MediaType.DOCX),
        ("a.b.xlsx", XLSX, MediaType.XLSX),
    ],
)
def test_listed_kinds_are_accepted(name: str, content: bytes, kind: MediaType) -> None:
    stream = io.BytesIO(content)
    stream.seek(3)
    assert sniff(name, stream) is kind
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"", Refusal.EMPTY),
        ("a.pdf", EXE, Refusal.UNKNOWN_TYPE),
        ("a.pdf", HTML, Refusal.UNKNOWN_TYPE),
        ("a.txt", b"plain text", Refusal.UNKNOWN_TYPE),
        ("a.gif", b"GIF89a" + bytes(20), Refusal.UNKNOWN_TYPE),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.UNKNOWN_TYPE),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refusal.UNKNOWN_TYPE),
        ("a.zip", archive({"a.txt": b"x"}), Refusal.UNKNOWN_TYPE),
        ("a.docx", archive({"word/document.xml": b"x"}), Refusal.UNKNOWN_TYPE),
        ("a.docx", archive({**MANIFEST, "ppt/presentation.xml": b"x"}), Refusal.UNKNOWN_TYPE),
        ("a.docx", archive({**MANIFEST, "word/a.xml": b"x", "xl/a.xml": b"x"}), Refusal.UNKNOWN_TYPE),
        ("a.docx", DOCX[:-30], Refusal.DAMAGED),
        ("a.docx", b"PK\x03\x04 but nothing else", Refusal.DAMAGED),
        ("a.exe", PDF, Refusal.EXTENSION_MISMATCH),
        ("a.pdf.exe", PDF, Refusal.EXTENSION_MISMATCH),
        ("pdf", PDF, Refusal.EXTENSION_MISMATCH),
        ("", PDF, Refusal.EXTENSION_MISMATCH),
        ("a.docx", XLSX, Refusal.EXTENSION_MISMATCH),
        ("a.xlsx", DOCX, Refusal.EXTENSION_MISMATCH),
        ("a.jpg", PNG, Refusal.EXTENSION_MISMATCH),
    ],
)
def test_everything_else_is_refused(name: str, content: bytes, reason: Refusal) -> None:
    assert refusal(name, content) is reason


@pytest.mark.parametrize(
    "members",
    [
        {**MANIFEST, "word/document.xml": b"x", "word/vbaProject.bin": b"x"},
        {**MANIFEST, "xl/workbook.xml": b"x", "xl\\VBAPROJECT.BIN": b"x"},
        {"[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xl/workbook.xml": b"x"},
        {"[Content_Types].xml": "application/vnd.ms-office.vbaProject".encode("utf-16"), "word/a.xml": b"x"},
    ],
)
def test_macros_are_refused_whatever_the_file_is_called(members: dict[str, bytes]) -> None:
    assert refusal("a.docx", archive(members)) is Refusal.MACROS


def test_a_zip_bomb_is_refused() -> None:
    assert refusal("a.docx", archive({**MANIFEST, "word/a.xml": bytes(20_000_000)})) is Refusal.UNPACKS_TOO_LARGE


def test_a_zip_bomb_that_lies_about_its_size_is_refused() -> None:
    size = 20_000_000
    honest = archive({**MANIFEST, "word/a.xml": bytes(size)})
    lying = honest.replace(struct.pack("<L", size), struct.pack("<L", 10))
    assert lying != honest
    assert refusal("a.docx", lying) is Refusal.UNPACKS_TOO_LARGE


def test_an_archive_of_too_many_parts_is_refused() -> None:
    members = {f"word/{number}.xml": b"" for number in range(5_001)}
    assert refusal("a.docx", archive({**MANIFEST, **members}, zipfile.ZIP_STORED)) is Refusal.UNPACKS_TOO_LARGE


def test_an_encrypted_member_is_refused() -> None:
    content = bytearray(DOCX)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert refusal("a.docx", bytes(content)) is Refusal.DAMAGED


def test_a_repetitive_but_honest_workbook_is_accepted() -> None:
    rows = tuple(("Phòng Quản lý khoa học", 1) for _ in range(3_000))
    content = write_workbook([Sheet(name="A", columns=(Column("Đơn vị", 20), Column("Số", 5)), rows=rows)])
    assert sniff("a.xlsx", io.BytesIO(content)) is MediaType.XLSX


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", DOCX[:200], DOCX[:-22], XLSX[:900]]))
def test_random_bytes_are_judged_without_a_crash(tail: bytes, head: bytes) -> None:
    with contextlib.suppress(UnacceptableFile):
        assert sniff("a.pdf", io.BytesIO(head + tail)) is MediaType.PDF


@given(st.integers(0, len(DOCX) - 1), st.integers(0, 255))
def test_a_docx_with_one_wrong_byte_is_judged_without_a_crash(place: int, value: int) -> None:
    content = DOCX[:place] + bytes([value]) + DOCX[place + 1 :]
    with contextlib.suppress(UnacceptableFile):
        assert sniff("a.docx", io.BytesIO(content)) is MediaType.DOCX


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Báo cáo.pdf", "Báo cáo.pdf"),
        ("Ba\u0301o ca\u0301o.pdf", "Báo cáo.pdf"),
        ("C:\\Users\\a\\tờ trình.docx", "tờ trình.docx"),
        ("../../etc/passwd", "passwd"),
        ('a"; filename="b.exe\r\nX: y.pdf', "a filename=b.exe X y.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("..", "file"),
        ("", "file"),
        ("\x00", "file"),
        (".htaccess", "htaccess"),
        ("con.pdf", "_con.pdf"),
        ("a.pdf. . ", "a.pdf"),
    ],
)
def test_safe_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_extension() -> None:
    assert safe_name("x" * 10_000 + ".pdf") == "x" * 116 + ".pdf"


@given(st.text(max_size=300))
def test_a_safe_name_is_always_safe(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe) <= MAX_NAME_LENGTH
    assert safe_name(safe) == safe
    assert not set(safe) & set('/\\\r\n\t\x00"')
