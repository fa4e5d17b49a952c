"""Where certificates lie in the tree: who audits that place reads what the trail says of them."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.queries import Places
from app.certificates.models import Certificate, CertificateLayout
from app.organisation.queries import Unit

TRAIL_PLACES: Final[Mapping[str, Places]] = {
    "certificate": (select(Certificate.id, Unit.path).join(Unit, Unit.id == Certificate.body_id),),
    "certificate_layout": (
        select(CertificateLayout.body_id, Unit.path).join(Unit, Unit.id == CertificateLayout.body_id),
    ),
}
