"""Which way an award goes: conferred by the body of the campaign, or proposed to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.campaigns.queries import Campaign
from app.core.errors import Problem, RuleBroken
from app.eligibility.enums import AuthorityLevel
from app.eligibility.rulebook import Award
from app.nominations import rules
from app.nominations.enums import Channel
from app.nominations.queries import ministries
from app.organisation.enums import Authority
from app.organisation.queries import Unit, higher_authority

VIA_PROVINCE: Final = Authority.PROVINCIAL
"""Awards of the State go through the province when nobody above confers them here."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """The way of an award; ``to_unit_id`` is the higher body that decides, none within own power."""

    channel: Channel
    to_unit_id: UUID | None = None


def addressee_of(
    session: Session, award: Award, *, campaign: Campaign, body: Unit, ministry_id: UUID | None
) -> Addressee:
    """Return who decides on an award of this campaign; raises RuleBroken when nobody is known who may."""
    if rules.channel_of(body.authority, award.authority) is Channel.CONFERRED:
        return Addressee(Channel.CONFERRED)
    wanted = Authority(award.authority.value)
    launcher = session.get(Unit, campaign.to_unit_id) if campaign.to_unit_id else None
    if launcher is not None and launcher.authority is wanted:
        return Addressee(Channel.PROPOSED, launcher.id)
    if award.authority is AuthorityLevel.MINISTERIAL:
        return Addressee(Channel.PROPOSED, _ministry(ministries(session), ministry_id))
    higher = higher_authority(session, body.id, wanted)
    if higher is None and award.authority is AuthorityLevel.STATE:
        higher = higher_authority(session, body.id, VIA_PROVINCE)
    if higher is None:
        raise RuleBroken(
            Problem(
                _l("No body above %(body)s may confer %(award)s.", body=body.name, award=award.abbreviation),
                "award_codes",
            )
        )
    return Addressee(Channel.PROPOSED, higher.id)


def _ministry(known: Sequence[tuple[UUID, str]], chosen: UUID | None) -> UUID:
    ids = [ministry_id for ministry_id, _name in known]
    if chosen in ids:
        return chosen
    if len(ids) == 1:
        return ids[0]
    if not ids:
        raise RuleBroken(Problem(_l("No ministry is entered in the organisation tree."), "award_codes"))
    raise RuleBroken(Problem(_l("Choose the ministry to which this is proposed."), "ministry_id"))
