"""What the trail says of certificates."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from app.audit.words import Page, Words
from app.certificates import labels
from app.certificates.models import Certificate, CertificateLayout
from app.core.access import Permission
from app.organisation.queries import Unit

TRAIL_WORDS: Final[Mapping[str, Words]] = {
    "certificate": Words(
        fields=labels.FIELD_LABELS,
        values={"reissue_reason": {each.value: label for each, label in labels.REISSUE_REASON_LABELS.items()}},
        names=select(Certificate.id, Certificate.name),
        page=Page("certificates.detail", "certificate_id", Permission.DECISION_READ),
    ),
    "certificate_layout": Words(
        fields=labels.LAYOUT_FIELD_LABELS,
        values={"border": {each.value: label for each, label in labels.BORDER_LABELS.items()}},
        names=select(CertificateLayout.body_id, Unit.name).join(Unit, Unit.id == CertificateLayout.body_id),
    ),
}
