"""Setting how a body prints its certificates; what was issued keeps its own lines."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from app.audit import trail
from app.certificates import rules
from app.certificates.enums import Border
from app.certificates.models import CertificateLayout
from app.certificates.services.ground import layout_for_issuing
from app.core.access import Actor
from app.core.errors import StaleVersion, refuse
from app.core.text import nfc
from app.core.transaction import transaction


@dataclass(frozen=True, slots=True)
class LayoutPlan:
    """The sheet and the lines as they were typed."""

    width_mm: int
    height_mm: int
    border: Border
    authority_line: str
    signer_post: str
    signer_name: str
    place: str


def set_layout(body_id: UUID, plan: LayoutPlan, *, version: int, actor: Actor, at: datetime) -> None:
    """Keep how the body prints its certificates from now on."""
    values = {name: nfc(value) if name not in _EXACT else value for name, value in asdict(plan).items()}
    with transaction() as session:
        before = layout_for_issuing(session, body_id, actor)
        if before.version != version:
            raise StaleVersion
        texts = (
            ("authority_line", values["authority_line"], rules.MAX_AUTHORITY),
            ("signer_post", values["signer_post"], rules.MAX_POST),
            ("signer_name", values["signer_name"], rules.MAX_POST),
            ("place", values["place"], rules.MAX_PLACE),
        )
        refuse(rules.layout_problems(plan.width_mm, plan.height_mm, *texts))
        kept = session.get(CertificateLayout, body_id, with_for_update=True, populate_existing=True)
        if kept is None:
            session.add(CertificateLayout(body_id=body_id, **values))
        else:
            for name, value in values.items():
                setattr(kept, name, value)
        try:
            session.flush()
        except IntegrityError as error:  # Somebody else set it for the first time at the same moment.
            raise StaleVersion from error
        changes = {
            name: [str(getattr(before, name)), str(value)]
            for name, value in values.items()
            if getattr(before, name) != value
        }
        trail.record(session, "certificate_layout.set", body_id, actor=actor, at=at, changes=changes)


_EXACT = frozenset({"width_mm", "height_mm", "border"})
