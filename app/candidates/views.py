"""Everybody against every award: the overview, the names behind each number, the list, and nominating the chosen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, get_locale, ngettext
from flask_babel import gettext as _

from app.campaigns.queries import CampaignRow, campaign_awards, open_campaigns
from app.candidates import policy
from app.candidates.enums import Standing
from app.candidates.forms import ChosenForm
from app.candidates.labels import STANDING_LABELS
from app.candidates.presenters import names, overview
from app.candidates.presenters.asking import Asked
from app.candidates.services import KEPT, Row, Scope, Survey, nominate_chosen, why
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotFound, RuleBroken
from app.documents.workbook import write_workbook
from app.eligibility.rulebook import rulebooks
from app.nominations.queries import proposed_codes
from app.nominations.rules import reference_day
from app.organisation.queries import UnitRow, units_within
from app.records.policy import may_read_cases
from app.web.downloads import workbook_answer
from app.web.filters import moment
from app.web.guards import current_actor, requires
from app.web.workplace import Workplace, workplace_of

bp = Blueprint("candidates", __name__, url_prefix="/candidates")
MOST_LISTED: Final = 5_000
"""Rows of one workbook: beyond it the list is narrowed first."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the actor looks: the units they may look over, and the scope of the pass."""

    workplace: Workplace
    units: list[UnitRow]
    scope: Scope


@bp.get("")
@requires(Permission.CANDIDATE_READ)
def list_page() -> ResponseReturnValue:
    place = _place(Asked.read(request.args))
    if place is None:
        return render_template("candidates/no_body.html")
    return _page(place, _settled(Asked.read(request.args), place))


@bp.get("/list.xlsx")
@requires(Permission.CANDIDATE_READ)
def workbook() -> ResponseReturnValue:
    asked = Asked.read(request.args)
    place = _place(asked)
    if place is None:
        raise NotFound
    asked = _settled(asked, place)
    survey, other = _surveys(place, asked)
    if asked.award not in survey.codes:
        raise NotFound
    rows = names.chosen_rows(survey, other, asked, _years(survey, asked))[:MOST_LISTED]
    prospects = why(db.session(), survey.scope, [row.nominee for row in rows], asked.award)
    with force_locale("vi"):  # The officers' lists are Vietnamese whatever the screen speaks.
        sheet = names.sheet(rows, survey, asked.award, prospects, body_name=place.workplace.body_name)
    name = f"ra-soat-{asked.award.lower().replace('_', '-')}-{survey.scope.year}.xlsx"
    return workbook_answer(write_workbook([sheet], created=now()), name)


@bp.post("/nominations")
@requires(Permission.NOMINATION_EDIT)
def nominate() -> ResponseReturnValue:
    asked = Asked.read(request.args)
    place = _place(asked)
    if place is None:
        raise NotFound
    asked, form = _settled(asked, place), ChosenForm()
    problems = []
    if form.validate_on_submit() and form.campaign_id.data is not None:
        try:
            ids = nominate_chosen(
                place.scope,
                form.ids.data or (),
                award_code=form.award.data or "",
                campaign_id=form.campaign_id.data,
                actor=current_actor(),
                at=now(),
            )
        except RuleBroken as refusal:
            db.session.rollback()
            problems = [str(problem.message) for problem in refusal.problems]
        else:
            flash(ngettext("%(num)s nomination drafted.", "%(num)s nominations drafted.", len(ids)))
            return redirect(url_for("nominations.batch", nomination_id=ids[0]))
    return _page(place, asked, problems=problems or [_("Choose the campaign again.")], chosen=form.ids.data or ()), 422


def _place(asked: Asked) -> _Place | None:
    """Return what the screen is about; None for an account that looks over nobody in the body of the top bar."""
    actor = current_actor()
    workplace = workplace_of(actor)
    roots = policy.roots_within(actor, workplace.body_path) if workplace else ()
    if workplace is None or not roots:
        return None
    on = reference_day(workplace.year, today())
    units = units_within(db.session(), roots, on)
    unit = next((each for each in units if each.id == asked.unit), None)
    if asked.unit and unit is None:
        raise NotFound
    chosen = (unit.path,) if unit else tuple(roots)
    tells_cases = all(may_read_cases(actor, root) for root in chosen)
    scope = Scope(
        body_id=workplace.body_id,
        roots=chosen,
        year=workplace.year,
        regime_id=_regime(asked.regime) or rulebooks().choose_regime(workplace.year).regime_id,
        subject=asked.subject,
        on=on,
        tells_cases=tells_cases,
        but_of=actor.person_id if tells_cases else None,
    )
    return _Place(workplace, units, scope)


def _regime(wanted: str) -> str:
    return wanted if wanted in {regime.id for regime in rulebooks().regimes()} else ""


def _settled(asked: Asked, place: _Place) -> Asked:
    """Drop what does not exist under the regime chosen."""
    regime_id, than = place.scope.regime_id, _regime(asked.than)
    codes = {award.code for award in rulebooks().awards(regime_id, asked.subject)}
    than = "" if than == regime_id else than
    return replace(
        asked,
        regime=_regime(asked.regime),
        than=than,
        award=asked.award if asked.award in codes else "",
        change=asked.change if than else "",
    )


def _surveys(place: _Place, asked: Asked) -> tuple[Survey, Survey | None]:
    anew, session = "anew" in request.args, db.session()
    survey = KEPT.survey(session, place.scope, at=now(), anew=anew)
    other = replace(place.scope, regime_id=asked.than)
    return survey, KEPT.survey(session, other, at=now(), anew=anew) if asked.than else None


def _page(place: _Place, asked: Asked, *, problems: Collection[str] = (), chosen: Collection[UUID] = ()) -> str:
    survey, other = _surveys(place, asked)
    path = url_for("candidates.list_page")
    frame = {
        "asked": asked,
        "place": place,
        "path": path,
        "problems": problems,
        "regimes": [(regime.id, regime.name.in_language(_language())) for regime in rulebooks().regimes()],
        "regime_id": place.scope.regime_id,
        "made_at": moment(survey.made_at),
        "anew_href": asked.address(path) + ("&" if "?" in asked.address(path) else "?") + "anew=1",
        "year": place.scope.year,
        "people_href": asked.address(path, subject=type(asked.subject).INDIVIDUAL, award="", standing=None),
        "units_href": asked.address(path, subject=type(asked.subject).COLLECTIVE, award="", standing=None),
    }
    if not asked.award:
        return render_template(
            "candidates/overview.html",
            headings=overview.headings(compares=other is not None),
            lines=overview.lines(survey, other, asked, path),
            total=len(survey.rows),
            **frame,
        )
    return render_template("candidates/names.html", **frame, **_names(place, asked, survey, other, chosen))


def _names(
    place: _Place, asked: Asked, survey: Survey, other: Survey | None, chosen: Collection[UUID]
) -> dict[str, object]:
    session, path = db.session(), url_for("candidates.list_page")
    rows = names.chosen_rows(survey, other, asked, _years(survey, asked))
    shown: list[Row] = rows[(asked.page - 1) * names.PER_PAGE : asked.page * names.PER_PAGE]
    campaigns = _campaigns(place, asked.award)
    award = rulebooks().award(place.scope.regime_id, asked.award)
    return {
        "award_name": award.name(_language()),
        "abbreviation": award.abbreviation,
        "rows": names.views(
            shown,
            survey,
            asked.award,
            why(session, place.scope, [row.nominee for row in shown], asked.award),
            nominated=proposed_codes(session, place.scope.year, [row.nominee.id for row in shown]),
            tickable=bool(campaigns),
        ),
        "count": len(rows),
        "standings": [(each.value, str(STANDING_LABELS[each])) for each in Standing],
        "years": range(survey.scope.year, survey.scope.year + names.YEARS_AHEAD + 1),
        "campaigns": campaigns,
        "chosen": set(chosen),
        "previous_href": asked.address(path, page=asked.page - 1) if asked.page > 1 else None,
        "next_href": asked.address(path, page=asked.page + 1) if asked.page * names.PER_PAGE < len(rows) else None,
        "export_href": asked.address(url_for("candidates.workbook")),
        "nominate_href": asked.address(url_for("candidates.nominate"), page=asked.page),
        "overview_href": asked.address(path, award="", standing=None, change="", q="", by_year=None),
    }


def _years(survey: Survey, asked: Asked) -> Mapping[UUID, int] | None:
    """Return who could be eligible when, worked out only where the list is narrowed by it."""
    return KEPT.years(db.session(), survey, asked.award) if asked.by_year else None


def _campaigns(place: _Place, award_code: str) -> list[CampaignRow]:
    """Return the campaigns of the year in which the actor may nominate somebody for the award today."""
    actor, session = current_actor(), db.session()
    if not any(actor.may_at(Permission.NOMINATION_EDIT, root) for root in place.scope.roots):
        return []
    return [
        campaign
        for campaign in open_campaigns(session, [place.workplace.body_id], today())
        if campaign.year == place.scope.year and award_code in campaign_awards(session, campaign.id)
    ]


def _language() -> str:
    return str(get_locale() or "vi")
