"""Every select over certificates and their layout."""

from app.certificates.models import Certificate, CertificateLayout
from app.certificates.queries.layouts import Layout, layout_of
from app.certificates.queries.names import CertifiedName, names_with_certificates, numbers_in_use
from app.certificates.queries.register import (
    CertificateRow,
    RegisterFilter,
    all_in_register,
    awards_in_register,
    certificate_chain,
    certificate_row,
    certificates_of_decision,
    count_in_register,
    next_numbers,
    nomination_of,
    numbers_of_year,
    register_page,
    register_years,
    some_certificates,
)
from app.certificates.queries.trail import TRAIL_PLACES

__all__ = [
    "TRAIL_PLACES",
    "Certificate",
    "CertificateLayout",
    "CertificateRow",
    "CertifiedName",
    "Layout",
    "RegisterFilter",
    "all_in_register",
    "awards_in_register",
    "certificate_chain",
    "certificate_row",
    "certificates_of_decision",
    "count_in_register",
    "layout_of",
    "names_with_certificates",
    "next_numbers",
    "nomination_of",
    "numbers_in_use",
    "numbers_of_year",
    "register_page",
    "register_years",
    "some_certificates",
]
