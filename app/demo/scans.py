"""Invented papers that the demo attaches where a scan belongs; each says on its face that it is not real."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from app.core.text import long_date_vi
from app.documents.pdf import render
from app.documents.services import Upload

INVENTED = "DỮ LIỆU MINH HỌA, KHÔNG CÓ THẬT"


def scan(file_name: str, kind: str, about: str, text: str, *, issuer: str, signer: str, on: date) -> Upload:
    """Return a paper of one page as somebody would scan it."""
    data = {
        "title": kind,
        "kind": kind,
        "about": about,
        "mark": INVENTED,
        "issuer": issuer,
        "place_date": f"Đà Nẵng, {long_date_vi(on)}",
        "text": text,
        "signer": signer,
    }
    return Upload(file_name, BytesIO(render("sample_scan.typ", data)))


def opinion_paper(signer: str, lines: Sequence[str], *, on: date) -> Upload:
    """Return the written opinion of an absent member."""
    return scan(
        "y-kien-bang-van-ban.pdf",
        "Phiếu lấy ý kiến",
        "của thành viên Hội đồng vắng mặt",
        "\n".join(lines),
        issuer="Hội đồng Thi đua - Khen thưởng",
        signer=signer,
        on=on,
    )


def achievement_paper(nominee: str, achievement: str, *, on: date) -> Upload:
    """Return what somebody else confirms of an achievement."""
    return scan(
        "xac-nhan-thanh-tich.pdf",
        "Giấy xác nhận",
        "thành tích đột xuất của cá nhân",
        f"Xác nhận ông/bà {nominee}: {achievement}",
        issuer="Ủy ban nhân dân phường",
        signer="Người xác nhận",
        on=on,
    )
