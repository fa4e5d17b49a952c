"""Certificates as PDF: one sheet each, in the size and with the lines of the body."""

from collections.abc import Sequence
from typing import Any, Final

from app.certificates import rules
from app.certificates.enums import Border
from app.certificates.queries import CertificateRow, Layout
from app.core.text import long_date_vi
from app.decisions.papers.wording import award_on_paper, place_and_date
from app.documents import pdf
from app.eligibility.enums import Subject

TEMPLATE: Final = "certificate.typ"
MOST_AT_ONCE: Final = 500
"""More certificates than this are printed in parts."""


def certificates_pdf(rows: Sequence[CertificateRow], layout: Layout) -> bytes:
    """Return the certificates, one sheet each."""
    return pdf.render(TEMPLATE, paper_data(rows, layout))


def paper_data(rows: Sequence[CertificateRow], layout: Layout) -> dict[str, Any]:  # Any: JSON of a paper
    """Return what the template of certificates needs."""
    return {
        "title": "Giấy chứng nhận khen thưởng",
        "width_mm": layout.width_mm,
        "height_mm": layout.height_mm,
        "has_border": layout.border is Border.DRAWN,
        "certificates": [_certificate(row) for row in rows],
    }


def _certificate(row: CertificateRow) -> dict[str, str]:
    called = award_on_paper(row.regime_id, row.award_code)
    is_person = row.subject is Subject.INDIVIDUAL
    golden = f"Số sổ vàng: {row.golden_number:02}" if row.golden_number else ""
    return {
        "authority": row.authority_line.upper(),
        "verb": rules.verb_line(row.regime_id, row.award_code).upper(),
        "award": rules.award_line(row.award_code, called).upper(),
        "name": row.name,
        "address": ", ".join(part for part in (row.post, row.unit_name) if part) if is_person else "",
        "achievement": row.achievement,
        "decision": f"Quyết định số {row.decision_number}",
        "decision_day": long_date_vi(row.decision_on),
        "numbers": f"Số vào sổ: {row.number:02}/{row.year}",
        "golden": golden,
        "place_date": place_and_date(row.place, row.issued_on, row.year),
        "post": row.signer_post.upper(),
        "signer": row.signer_name,
    }
