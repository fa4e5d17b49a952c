"""Samples of the classification's own records: registered by the functions of ``samples.py``."""

from datetime import date
from uuid import UUID

from app.classification.enums import ClassificationStatus
from app.classification.models import Classification, Objection, SelfAssessment
from app.core.clock import now, today
from app.core.text import short_date
from app.eligibility.enums import ClassificationLevel
from tests.factories.samples import payload, sample
from tests.factories.world import Place


@sample("objection_id", of_unit=True)
def objection(place: Place) -> UUID:
    day = date(place.year - 1, 12, 15)
    entry_id = place.add(
        Classification(
            year=day.year,
            unit_id=place.unit.id,
            person_id=place.person.id,
            level=ClassificationLevel.HTTNV,
            status=ClassificationStatus.DECIDED,
            decided_on=day,
        )
    )
    place.add(
        SelfAssessment(
            year=day.year,
            unit_id=place.unit.id,
            person_id=place.person.id,
            level=ClassificationLevel.HTTNV,
            results=f"Tự đánh giá {place.label}",
            written_by_name=place.person.full_name,
            written_at=now(),
        )
    )
    raised = Objection(
        classification_id=entry_id,
        raised_on=day,
        raised_by_name=f"Người kiến nghị {place.label}",
        reason=f"Kiến nghị {place.label}",
    )
    return place.add(raised)


@payload("classification.answer")
def answer(place: Place) -> dict[str, str]:
    return {"answer": "Giữ nguyên mức xếp loại", "answered_on": short_date(today())}


@payload("classification.take_back")
def taking_back(place: Place) -> dict[str, str]:
    return {"reason": "Xem lại mức xếp loại"}
