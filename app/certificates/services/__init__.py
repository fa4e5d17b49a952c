"""Acts on certificates: issued, reissued, the layout set."""

from app.certificates.services.issuing import IssuePlan, issue_certificates
from app.certificates.services.layouts import LayoutPlan, set_layout
from app.certificates.services.reissuing import ReissuePlan, reissue_certificate

__all__ = [
    "IssuePlan",
    "LayoutPlan",
    "ReissuePlan",
    "issue_certificates",
    "reissue_certificate",
    "set_layout",
]
