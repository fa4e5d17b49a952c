"""How a body prints its certificates: what it has set, or what follows from its name."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.certificates.enums import Border
from app.certificates.models import CertificateLayout
from app.certificates.rules import wording
from app.core.errors import NotFound
from app.decisions.papers.wording import head_title
from app.organisation.queries import Unit


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheet and the lines of a body; ``version`` 0 says that nothing was set yet."""

    body_id: UUID
    body_name: str
    body_path: str
    version: int
    width_mm: int
    height_mm: int
    border: Border
    authority_line: str
    signer_post: str
    signer_name: str
    place: str


def layout_of(session: Session, body_id: UUID) -> Layout:
    """Return the layout of a body; raises NotFound for a unit that issues nothing."""
    query = (
        select(Unit.id, Unit.name, Unit.path, Unit.kind, Unit.place, CertificateLayout)
        .outerjoin(CertificateLayout, CertificateLayout.body_id == Unit.id)
        .where(Unit.id == body_id, Unit.body_id == Unit.id)
    )
    row = session.execute(query).first()
    if row is None:
        raise NotFound
    unit_id, name, path, kind, place, kept = row
    if kept is None:
        post, data = head_title(kind), wording()
        line = f"{post} {name}".upper()
        return Layout(unit_id, name, path, 0, data.width_mm, data.height_mm, Border.DRAWN, line, post, "", place)
    return Layout(
        unit_id,
        name,
        path,
        kept.version,
        kept.width_mm,
        kept.height_mm,
        kept.border,
        kept.authority_line,
        kept.signer_post,
        kept.signer_name,
        kept.place,
    )
