"""One record of each kind, for tests that open every route: what stands behind a URL parameter.

A feature with a new URL parameter adds a function here::

    @sample("nomination_id", of_unit=True)
    def nomination(place: Place) -> UUID: ...

It makes the record in ``place`` (its unit, body, person) and returns what the URL carries; other records of the same
place come from ``place.of("campaign_id")``. Put ``place.label`` into every name, so that leaks can be seen. A record
that belongs to a unit or a person says ``of_unit=True``; one of the whole body, such as a meeting, does not.
A sample is in the state in which most acts on it are open. When an endpoint needs another state, it gets its own:
``@sample("nomination_id", endpoint="nominations.verify", of_unit=True)``.

The fields that a POST needs to be accepted come from a payload::

    @payload("nominations.submit")
    def submission(place: Place) -> dict[str, str]: ...
"""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any, Final
from uuid import UUID

from app.accounts.models import RoleGrant
from app.audit import trail
from app.audit.queries import head
from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.models import Campaign, CampaignAward, CampaignPhase
from app.classification.models import Classification
from app.core.access import Role
from app.core.clock import now, today
from app.core.text import fold, name_sort_key
from app.decisions.enums import LetterStatus
from app.decisions.models import Decision, ProposalLetter
from app.documents.models import Attachment
from app.documents.uploads import current_store
from app.eligibility.enums import ClassificationLevel, Subject
from app.leadership_review.models import LeadershipReview
from app.nominations.enums import Channel, Status
from app.nominations.models import Nomination
from app.organisation.models import Membership
from app.records.enums import Origin
from app.records.models import Conferral
from tests.factories.actors import make_account
from tests.factories.world import SAMPLES, Builder, Place, Sample

PAYLOADS: Final[dict[str, Builder]] = {}
REGIME: Final = "r2024"
AWARD: Final = "LDTT"
OTHER_AWARD: Final = "CSTDCS"


def sample(parameter: str, *, endpoint: str | None = None, of_unit: bool = False) -> Callable[[Builder], Builder]:
    """Register what stands behind a URL parameter, everywhere or for one endpoint."""
    key = f"{endpoint}:{parameter}" if endpoint else parameter

    def register(build: Builder) -> Builder:
        assert key not in SAMPLES, f"{key} has a sample"
        SAMPLES[key] = Sample(build, of_unit)
        return build

    return register


def payload(endpoint: str) -> Callable[[Builder], Builder]:
    """Register the form fields that a POST needs."""

    def register(build: Builder) -> Builder:
        assert endpoint not in PAYLOADS, f"{endpoint} has a payload"
        PAYLOADS[endpoint] = build
        return build

    return register


def sample_key(endpoint: str, parameter: str) -> str:
    """Return the key of the sample for a parameter of an endpoint: its own one, else that of all."""
    own = f"{endpoint}:{parameter}"
    return own if own in SAMPLES else parameter


def arguments(endpoint: str, parameters: set[str], place: Place) -> dict[str, Any]:
    """Return the URL arguments of an endpoint for the records of a place."""
    return {name: place.of(sample_key(endpoint, name)) for name in parameters}


@sample("unit_id", of_unit=True)
def unit(place: Place) -> UUID:
    return place.unit.id


@sample("body_id")
def body(place: Place) -> UUID:
    return place.body.id


@sample("person_id", of_unit=True)
def person(place: Place) -> UUID:
    return place.person.id


@sample("membership_id", of_unit=True)
def membership(place: Place) -> UUID:
    return place.session.query(Membership).filter_by(person_id=place.person.id).one().id


@sample("user_id", of_unit=True)
def user(place: Place) -> UUID:
    return place.account.id


@sample("grant_id", of_unit=True)
def role_grant(place: Place) -> UUID:
    account = make_account(place.session, Role.UNIT_OFFICER, place.unit, username=f"officer-{place.reach}")
    return place.session.query(RoleGrant).filter_by(user_id=account.id).one().id


@sample("state", endpoint="accounts.change_state")
def account_state(place: Place) -> str:
    return "closed"


@sample("number", endpoint="audit.entry", of_unit=True)
def trail_entry(place: Place) -> int:
    changes = {"name": [place.label, place.unit.name]}
    trail.record(place.session, "unit.edited", place.unit.id, actor=None, at=now(), changes=changes)
    place.session.commit()
    return head(place.session)[0]


@sample("year")
def year(place: Place) -> int:
    return place.year


@sample("code", endpoint="awards.detail")
@sample("award_code")
def award_code(place: Place) -> str:
    return AWARD


@sample("regime_id")
def regime_id(place: Place) -> str:
    return REGIME


@sample("campaign_id")
def campaign(place: Place) -> UUID:
    campaign_id = place.add(
        Campaign(
            body_id=place.body.id,
            year=place.year,
            kind=CampaignKind.YEARLY,
            name=f"Phong trào {place.label}",
            regime_id=REGIME,
            status=CampaignStatus.OPEN,
        )
    )
    first, last = today() - timedelta(days=30), today() + timedelta(days=30)
    place.session.add_all(
        CampaignPhase(campaign_id=campaign_id, phase=phase, starts_on=first, ends_on=last) for phase in Phase
    )
    place.session.add_all(CampaignAward(campaign_id=campaign_id, award_code=code) for code in (AWARD, OTHER_AWARD))
    place.session.commit()
    return campaign_id


@sample("classification_id", of_unit=True)
def classification(place: Place) -> UUID:
    return place.add(
        Classification(
            year=place.year, unit_id=place.unit.id, person_id=place.person.id, level=ClassificationLevel.HTTNV
        )
    )


@sample("nomination_id", of_unit=True)
def nomination(place: Place) -> UUID:
    return place.add(make_nomination(place, Status.DRAFT))


def make_nomination(place: Place, status: Status, *, number: int = 1, award: str = AWARD) -> Nomination:
    """Return a nomination of the person of a place, in any state but those that need a second record."""
    name, submitted = place.person.full_name, status is not Status.DRAFT
    return Nomination(
        campaign_id=place.of("campaign_id"),
        campaign_kind=CampaignKind.YEARLY,
        body_id=place.body.id,
        year=place.year,
        number=number + 1000 * list(type(place.reach)).index(place.reach),
        unit_id=place.unit.id,
        subject=Subject.INDIVIDUAL,
        person_id=place.person.id,
        nominee_name=name,
        nominee_unit_name=place.unit.name,
        sort_key=name_sort_key(name),
        search_text=fold(name),
        award_code=award,
        regime_id=REGIME,
        channel=Channel.CONFERRED,
        status=status,
        summary=f"Thành tích {place.label}",
        created_at=now(),
        submitted_at=now() if submitted else None,
        status_at=now(),
    )


@sample("nomination_id", endpoint="nominations.give_back", of_unit=True)
def submitted_nomination(place: Place) -> UUID:
    return place.add(make_nomination(place, Status.SUBMITTED, number=81, award="BKT_CN"))


@sample("nomination_id", endpoint="nominations.refuse", of_unit=True)
def another_submitted_nomination(place: Place) -> UUID:
    return place.of("nominations.give_back:nomination_id")


@sample("attachment_id", of_unit=True)
def attachment(place: Place) -> UUID:
    stored = current_store().save(BytesIO(b"%PDF-1.7"), limit=100)
    return place.add(
        Attachment(
            owner="nomination",
            owner_id=place.of("nomination_id"),
            file_name=f"bien-ban-{place.label}.pdf",
            media_type="application/pdf",
            size_bytes=stored.size,
            sha256=stored.sha256,
            uploaded_at=now(),
        )
    )


@sample("decision_id")
def decision(place: Place) -> UUID:
    return place.add(
        Decision(
            body_id=place.body.id,
            campaign_id=place.of("campaign_id"),
            year=place.year,
            title=f"Quyết định {place.label}",
            created_at=now(),
        )
    )


@sample("letter_id")
def proposal_letter(place: Place) -> UUID:
    return place.add(
        ProposalLetter(
            body_id=place.body.id,
            campaign_id=place.of("campaign_id"),
            to_unit_id=place.higher.id,
            year=place.year,
            title=f"Tờ trình {place.label}",
            created_at=now(),
        )
    )


@sample("letter_id", endpoint="decisions.outcomes")
def sent_letter(place: Place) -> UUID:
    return place.add(
        ProposalLetter(
            body_id=place.body.id,
            campaign_id=place.of("campaign_id"),
            to_unit_id=place.higher.id,
            year=place.year,
            number=71,
            full_number="71/TTr",
            title=f"Tờ trình đã gửi {place.label}",
            status=LetterStatus.SENT,
            sent_on=today(),
            signer_name="Giám đốc",
            created_at=now(),
        )
    )


@sample("nomination_id", endpoint="decisions.deviation", of_unit=True)
def endorsed_nomination(place: Place) -> UUID:
    return place.add(make_nomination(place, Status.ENDORSED, number=71, award="GK_CN"))


@sample("conferral_id", of_unit=True)
def conferral(place: Place) -> UUID:
    return place.add(
        Conferral(
            award_code=AWARD,
            regime_id=REGIME,
            year=place.year - 1,
            campaign_kind=CampaignKind.YEARLY,
            subject=Subject.INDIVIDUAL,
            person_id=place.person.id,
            origin=Origin.HISTORY,
            decided_by_name=place.body.name,
            decision_number=f"12/QĐ-{place.label}",
            decision_on=date(place.year - 1, 12, 20),
        )
    )


@sample("review_id")
def leadership_review(place: Place) -> UUID:
    known = place.session.query(LeadershipReview).filter_by(body_id=place.body.id, year=place.year).one_or_none()
    return known.id if known else place.add(make_review(place))


def make_review(place: Place) -> LeadershipReview:
    return LeadershipReview(
        body_id=place.body.id,
        year=place.year,
        overview=f"Tổng quan {place.label}",
        conference_chair=f"Giám đốc {place.label}",
        attendees=f"Đại biểu {place.label}",
    )


@payload("leadership_review.start")
def review_year(place: Place) -> dict[str, str]:
    return {"year": str(place.year)}


@payload("campaigns.begin")
def campaign_step(place: Place) -> dict[str, str]:
    return {"to_status": CampaignStatus.VERIFYING.value}


from tests.factories import (  # noqa: E402, F401 - they register
    bonus_samples,
    certificate_samples,
    classification_samples,
    council_samples,
    paper_samples,
    record_samples,
    rule_samples,
)
