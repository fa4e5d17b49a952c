"""Bonus lists in the states that their acts need."""

from uuid import UUID

from app.bonuses.enums import LineState, ListStatus
from app.bonuses.models import BonusLine, BonusList
from app.core.clock import now, today
from app.eligibility.enums import Subject
from tests.factories.paper_samples import signed
from tests.factories.samples import payload, sample
from tests.factories.world import Place


def _list(place: Place, number: int, status: ListStatus) -> UUID:
    decision_id, held = signed(place, number, _AWARDS[number], "Quyết định có tiền thưởng")
    is_approved = status is not ListStatus.DRAFT
    list_id = place.add(
        BonusList(
            body_id=place.body.id,
            decision_id=decision_id,
            year=place.year,
            decided_on=today(),
            status=status,
            made_by_name=f"Người lập {place.label}",
            made_at=now(),
            approved_by_name=f"Giám đốc {place.label}" if is_approved else "",
            approved_on=today() if is_approved else None,
        )
    )
    place.session.add(
        BonusLine(
            list_id=list_id,
            nomination_id=held,
            position=1,
            subject=Subject.INDIVIDUAL,
            regime_id="r2024",
            award_code=_AWARDS[number],
            award_name="Giấy khen",
            name=f"Người nhận thưởng {place.label}",
            state=LineState.COUNTED,
            multiplier="0.3",
            base_salary=2_530_000,
            amount=760_000,
            reason_vi="được chi",
            reason_en="paid",
        )
    )
    place.session.commit()
    return list_id


_AWARDS = {171: "HCLD3_CN", 172: "HCLD2_CN"}


@sample("list_id")
def bonus_list(place: Place) -> UUID:
    return _list(place, 171, ListStatus.DRAFT)


@sample("list_id", endpoint="bonuses.reopen")
def approved_list(place: Place) -> UUID:
    return _list(place, 172, ListStatus.APPROVED)


@payload("bonuses.pay")
def payment(place: Place) -> dict[str, str]:
    return {"paid_on": f"{today():%d/%m/%Y}"}
