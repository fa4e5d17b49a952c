"""Samples of councils, meetings, items and written opinions, for tests that open every route."""

from io import BytesIO
from uuid import UUID

from app.core.clock import now, today
from app.council.enums import CouncilRole, ItemResult, ItemStatus, MeetingStatus, VoteBase
from app.council.models import AgendaItem, Council, CouncilMember, Meeting, MeetingNotice, WrittenOpinion
from app.documents.models import Attachment
from app.documents.uploads import current_store
from app.nominations.enums import Status
from tests.factories.samples import OTHER_AWARD, make_nomination, payload, sample
from tests.factories.world import Place


@sample("council_id")
def council(place: Place) -> UUID:
    council_id = place.add(Council(body_id=place.body.id, year=place.year, name=f"Hội đồng {place.label}"))
    place.add(CouncilMember(council_id=council_id, person_id=place.member.id, role=CouncilRole.MEMBER))
    return council_id


@sample("member_id")
def council_member(place: Place) -> UUID:
    return place.session.query(CouncilMember).filter_by(council_id=place.of("council_id")).one().id


@sample("attachment_id", endpoint="council.detach")
def paper_of_council(place: Place) -> UUID:
    stored = current_store().save(BytesIO(b"%PDF-1.7"), limit=100)
    return place.add(
        Attachment(
            owner="council",
            owner_id=place.of("council_id"),
            file_name=f"quyet-dinh-{place.label}.pdf",
            media_type="application/pdf",
            size_bytes=stored.size,
            sha256=stored.sha256,
            uploaded_at=now(),
        )
    )


def _member_who_wrote(place: Place) -> UUID:
    seat = place.of("member_id")
    meeting = place.of("meeting_id")
    known = place.session.query(WrittenOpinion).filter_by(meeting_id=meeting, member_id=seat).one_or_none()
    if known is None:
        place.add(
            WrittenOpinion(
                meeting_id=meeting,
                member_id=seat,
                received_on=today(),
                entered_by_name=f"Thư ký {place.label}",
                entered_at=now(),
            )
        )
    return seat


for _endpoint in ("opinion", "enter_opinion", "withdraw_opinion", "remove_scan"):
    sample("member_id", endpoint=f"council.{_endpoint}")(_member_who_wrote)


@sample("meeting_id")
def meeting(place: Place) -> UUID:
    return place.add(
        Meeting(
            council_id=place.of("council_id"),
            campaign_id=place.of("campaign_id"),
            name=f"Phiên họp {place.label}",
            held_at=now(),
        )
    )


@sample("meeting_id", endpoint="council.cancel_meeting")
def meeting_to_cancel(place: Place) -> UUID:
    return place.add(
        Meeting(
            council_id=place.of("council_id"),
            campaign_id=place.of("campaign_id"),
            name=f"Phiên họp nhầm {place.label}",
            held_at=now(),
        )
    )


def _meeting_that_is_over(place: Place) -> UUID:
    return place.add(
        Meeting(
            council_id=place.of("council_id"),
            campaign_id=place.of("campaign_id"),
            name=f"Phiên họp đã xong {place.label}",
            held_at=now(),
            status=MeetingStatus.CLOSED,
            opened_at=now(),
            closed_at=now(),
            minutes="Biên bản",
        )
    )


for _endpoint in ("count_file", "count_paper", "minutes_file", "minutes_paper", "paper_approval"):
    sample("meeting_id", endpoint=f"council.{_endpoint}")(_meeting_that_is_over)


def _meeting_with_notice(place: Place) -> UUID:
    meeting_id = place.of("meeting_id")
    if place.session.get(MeetingNotice, meeting_id) is None:
        place.session.add(MeetingNotice(meeting_id=meeting_id, signer_name=f"Chủ tịch {place.label}"))
        place.session.commit()
    return meeting_id


for _endpoint in ("notice_calendar", "notice_paper"):
    sample("meeting_id", endpoint=f"council.{_endpoint}")(_meeting_with_notice)


@sample("item_id")
def agenda_item(place: Place) -> UUID:
    tabled = place.add(make_nomination(place, Status.TABLED, number=2, award=OTHER_AWARD))
    return place.add(AgendaItem(meeting_id=place.of("meeting_id"), nomination_id=tabled, position=1))


def _item_not_adopted(place: Place, number: int, award: str) -> UUID:
    meeting_id = place.add(
        Meeting(
            council_id=place.of("council_id"),
            campaign_id=place.of("campaign_id"),
            name=f"Phiên họp đang mở {place.label}",
            held_at=now(),
            status=MeetingStatus.OPEN,
            opened_at=now(),
        )
    )
    refused = place.add(make_nomination(place, Status.NOT_ENDORSED, number=number, award=award))
    return place.add(
        AgendaItem(
            meeting_id=meeting_id,
            nomination_id=refused,
            position=1,
            status=ItemStatus.CLOSED,
            threshold_percent=70,
            base=VoteBase.ALL_MEMBERS,
            result=ItemResult.NOT_ADOPTED,
            votes_for=0,
            votes_against=1,
            abstentions=0,
            base_count=1,
        )
    )


@sample("item_id", endpoint="council.lower_award")
def item_to_lower(place: Place) -> UUID:
    return _item_not_adopted(place, 57, "CSTDT")


@sample("item_id", endpoint="council.revote")
def item_to_vote_on_again(place: Place) -> UUID:
    return _item_not_adopted(place, 58, "CSTDTQ")


@payload("council.approve")
@payload("council.take_back_approval")
def an_approval(place: Place) -> dict[str, str]:
    return {"capacity": "secretary", "version": "1"}
