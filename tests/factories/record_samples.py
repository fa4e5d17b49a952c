"""What stands behind the URL parameters of the records; imported by ``samples``."""

from datetime import date
from io import BytesIO
from uuid import UUID

from app.core.clock import now
from app.documents.models import Attachment
from app.documents.uploads import current_store
from tests.factories.records import make_case, make_discipline, make_initiative, make_leave
from tests.factories.samples import sample
from tests.factories.world import Place


@sample("initiative_id", of_unit=True)
def initiative(place: Place) -> UUID:
    title = f"Sáng kiến {place.label}"
    return make_initiative(place.session, place.unit, (place.person, 60), year=place.year - 1, title=title).id


@sample("disciplinary_action_id", of_unit=True)
def disciplinary_action(place: Place) -> UUID:
    day = date(place.year - 3, 3, 1)
    return make_discipline(place.session, place.person, day, reason=f"Vi phạm {place.label}").id


@sample("leave_id", of_unit=True)
def leave(place: Place) -> UUID:
    day = date(place.year - 5, 3, 1)
    return make_leave(place.session, place.person, day, date(place.year - 5, 8, 31), note=f"Nghỉ phép {place.label}").id


@sample("open_case_id", of_unit=True)
def open_case(place: Place) -> UUID:
    day = date(place.year - 1, 5, 4)
    return make_case(place.session, place.person, day, source=f"Thông báo thanh tra {place.label}").id


@sample("attachment_id", endpoint="records.detach", of_unit=True)
def record_attachment(place: Place) -> UUID:
    stored = current_store().save(BytesIO(b"%PDF-1.7"), limit=100)
    return place.add(
        Attachment(
            owner="initiative",
            owner_id=place.of("initiative_id"),
            file_name=f"cong-nhan-{place.label}.pdf",
            media_type="application/pdf",
            size_bytes=stored.size,
            sha256=stored.sha256,
            uploaded_at=now(),
        )
    )


@sample("attachment_id", endpoint="documents.of_open_case", of_unit=True)
def case_attachment(place: Place) -> UUID:
    """A paper about an open case: reached by the walk over links, and forbidden to unit and person."""
    stored = current_store().save(BytesIO(b"%PDF-1.7"), limit=100)
    return place.add(
        Attachment(
            owner="open_case",
            owner_id=place.of("open_case_id"),
            file_name=f"thong-bao-{place.label}.pdf",
            media_type="application/pdf",
            size_bytes=stored.size,
            sha256=stored.sha256,
            uploaded_at=now(),
        )
    )


@sample("table")
def table(place: Place) -> str:
    return "awards"
