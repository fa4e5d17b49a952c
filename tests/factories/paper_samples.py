"""Papers in the states that their acts need: a signed decision, a draft that revokes, a letter with an award."""

from uuid import UUID

from app.core.clock import now, today
from app.decisions.enums import ChangeKind, DecisionStatus, LetterStatus, Outcome
from app.decisions.models import (
    AdditionalRequest,
    Decision,
    DecisionChange,
    DecisionChangeItem,
    DecisionItem,
    ProposalItem,
    ProposalLetter,
)
from app.nominations.enums import Status
from tests.factories.samples import make_nomination, sample
from tests.factories.world import Place


def signed(place: Place, number: int, award: str = "BKB_CN", title: str = "Quyết định đã ký") -> tuple[UUID, UUID]:
    """Add a signed decision with one name that it confers an award on; returns both."""
    decision_id = place.add(
        Decision(
            body_id=place.body.id,
            campaign_id=place.of("campaign_id"),
            year=place.year,
            number=number,
            full_number=f"{number}/QĐ-{place.label}",
            title=f"{title} {place.label}",
            status=DecisionStatus.SIGNED,
            signed_on=today(),
            signer_name=f"Giám đốc {place.label}",
            created_at=now(),
            signed_at=now(),
        )
    )
    held = place.add(make_nomination(place, Status.CONFERRED, number=number, award=award))
    place.session.add(DecisionItem(decision_id=decision_id, nomination_id=held, position=1))
    place.session.commit()
    return decision_id, held


@sample("decision_id", endpoint="decisions.revocation")
def decision_to_revoke(place: Place) -> UUID:
    return signed(place, 91)[0]


@sample("decision_id", endpoint="decisions.amendment")
def decision_to_amend(place: Place) -> UUID:
    return place.of("decisions.revocation:decision_id")  # type: ignore[no-any-return]  # the id of that sample


@sample("decision_id", endpoint="decisions.edit_change")
def draft_that_revokes(place: Place) -> UUID:
    target_id = place.of("decisions.revocation:decision_id")
    decision_id = place.add(
        Decision(
            body_id=place.body.id,
            campaign_id=place.of("campaign_id"),
            year=place.year,
            title=f"Hủy bỏ {place.label}",
            created_at=now(),
        )
    )
    held = place.session.query(DecisionItem).filter_by(decision_id=target_id).one().nomination_id
    place.session.add(
        DecisionChange(
            decision_id=decision_id,
            target_id=target_id,
            kind=ChangeKind.REVOCATION,
            is_whole=False,
            reason=f"Căn cứ hủy {place.label}",
        )
    )
    place.session.flush()
    name = f"Người bị hủy {place.label}"
    place.session.add(
        DecisionChangeItem(decision_id=decision_id, nomination_id=held, position=1, old_name=name, new_name=name)
    )
    place.session.commit()
    return decision_id


@sample("letter_id", endpoint="decisions.foreign_revocation")
def letter_with_an_award(place: Place) -> UUID:
    letter_id = place.add(
        ProposalLetter(
            body_id=place.body.id,
            campaign_id=place.of("campaign_id"),
            to_unit_id=place.higher.id,
            year=place.year,
            number=82,
            full_number=f"82/TTr-{place.label}",
            title=f"Tờ trình đã trả lời {place.label}",
            status=LetterStatus.ANSWERED,
            sent_on=today(),
            signer_name="Giám đốc",
            created_at=now(),
        )
    )
    held = place.add(make_nomination(place, Status.CONFERRED, number=92, award="KNC_BO"))
    place.session.add(
        ProposalItem(
            letter_id=letter_id,
            nomination_id=held,
            position=1,
            outcome=Outcome.CONFERRED,
            decision_number=f"900/QĐ-{place.label}",
            decision_on=today(),
        )
    )
    place.session.commit()
    return letter_id


@sample("letter_id", endpoint="decisions.record_request")
def letter_asked_about(place: Place) -> UUID:
    return place.of("decisions.foreign_revocation:letter_id")  # type: ignore[no-any-return]  # as above


@sample("request_id")
def request(place: Place) -> UUID:
    return place.add(
        AdditionalRequest(
            letter_id=place.of("decisions.foreign_revocation:letter_id"),
            asked_on=today(),
            text=f"Bổ sung xác nhận thuế {place.label}",
            recorded_at=now(),
        )
    )
