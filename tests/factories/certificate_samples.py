"""A certificate of a signed decision, and the decision it follows from."""

from uuid import UUID

from app.campaigns.enums import CampaignKind
from app.certificates.models import Certificate
from app.core.clock import now, today
from app.eligibility.enums import Subject
from app.records.enums import Origin
from app.records.models import Conferral
from tests.factories.paper_samples import signed
from tests.factories.samples import sample
from tests.factories.world import Place

NUMBER = 73


@sample("certificate_id")
def certificate(place: Place) -> UUID:
    decision_id, held = signed(place, NUMBER, "BKTTG_CN", "Quyết định có giấy chứng nhận")
    conferral_id = place.add(
        Conferral(
            nomination_id=held,
            award_code="BKTTG_CN",
            regime_id="r2024",
            year=place.year,
            campaign_kind=CampaignKind.YEARLY,
            subject=Subject.INDIVIDUAL,
            person_id=place.person.id,
            origin=Origin.OWN_DECISION,
            decided_by_name=place.body.name,
            decision_id=decision_id,
            decision_number=f"{NUMBER}/QĐ-{place.label}",
            decision_on=today(),
        )
    )
    return place.add(
        Certificate(
            body_id=place.body.id,
            conferral_id=conferral_id,
            decision_id=decision_id,
            year=place.year,
            number=NUMBER,
            issued_on=today(),
            position=1,
            subject=Subject.INDIVIDUAL,
            regime_id="r2024",
            award_code="BKTTG_CN",
            name=f"Người được cấp {place.label}",
            decision_number=f"{NUMBER}/QĐ-{place.label}",
            decision_on=today(),
            authority_line=f"GIÁM ĐỐC {place.label}",
            signer_post="Giám đốc",
            issued_by_name=f"Người cấp {place.label}",
            issued_at=now(),
        )
    )


@sample("decision_id", endpoint="certificates.of_decision")
def decision_with_a_certificate(place: Place) -> UUID:
    certificate_id = place.of("certificate_id")
    return place.session.get_one(Certificate, certificate_id).decision_id
