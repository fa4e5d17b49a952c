"""A lower award in the place of one that was not adopted: what the item's page says of it, and the choices offered."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.assessment.labels import outcome_tag
from app.council.enums import ItemResult, MeetingStatus
from app.council.presenters.words import language
from app.council.queries.meetings import ItemRow, MeetingFile
from app.eligibility.enums import Outcome
from app.eligibility.lower import LowerBasis, lower_awards
from app.nominations.labels import in_page_language
from app.nominations.queries.links import Linked, Links
from app.nominations.services.lowering import LowerChoice
from app.nominations.services.verdicts import unmet_findings


@dataclass(frozen=True, slots=True)
class LinkView:
    """A file at the other end of a link, in a sentence, with its address."""

    words: str
    reason: str
    href: str


@dataclass(frozen=True, slots=True)
class LoweringBox:
    """What the page of an item says of lower awards."""

    links: Sequence[LinkView]
    may_lower: bool

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to say."""
        return not self.links and not self.may_lower


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A lower award to choose."""

    code: str
    name: str
    basis: str
    outcome: str
    tone: str
    unmet: str
    standing: str


def box(meeting: MeetingFile, item: ItemRow, links: Links, *, may_run: bool) -> LoweringBox:
    """Return what the page of an item says, and whether its reader may propose a lower award now."""
    views = []
    if links.came_from:
        views.append(_link(links.came_from.came_from_words, links.came_from))
    if links.lowered_to:
        views.append(_link(links.lowered_to.lowered_words, links.lowered_to))
    is_free = links.lowered_to is None or links.lowered_to.is_gone
    return LoweringBox(views, may_run and is_free and is_lowerable(meeting, item))


def is_lowerable(meeting: MeetingFile, item: ItemRow) -> bool:
    """Say whether a lower award can be proposed for an item: not adopted, in session, and something stands below."""
    if meeting.status is not MeetingStatus.OPEN or item.result is not ItemResult.NOT_ADOPTED:
        return False
    return bool(lower_awards(item.regime_id, item.award_code))


def _link(words: str, linked: Linked) -> LinkView:
    return LinkView(words, linked.reason, url_for("nominations.detail", nomination_id=linked.nomination_id))


def choice_views(choices: Sequence[LowerChoice]) -> list[ChoiceView]:
    """Return the lower awards with what the law says of the nominee."""
    return [_choice(each) for each in choices]


def _choice(choice: LowerChoice) -> ChoiceView:
    award, verdict = choice.award, choice.judged.verdict
    word, tone = outcome_tag(verdict.overall)
    unmet = unmet_findings(choice.judged) if verdict.overall is Outcome.NOT_MET else []
    return ChoiceView(
        code=award.code,
        name=f"{award.abbreviation}: {award.name(language())}",
        basis=_basis(choice.basis),
        outcome=word,
        tone=tone,
        unmet="; ".join(str(in_page_language(each.text)) for each in unmet),
        standing=_("The nominee stands for it already: no. %(number)s.", number=choice.standing_number)
        if choice.standing_number
        else "",
    )


def _basis(basis: LowerBasis) -> str:
    if basis is LowerBasis.STANDARD:
        return _("The standard of the higher award names it.")
    return _("A lower level of authority confers it.")
