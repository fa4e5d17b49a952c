"""The agenda: files are put on it and taken off, items are opened for the vote, closed, and looked at."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.assessment.labels import VerdictView
from app.campaigns.enums import Phase
from app.campaigns.queries import Campaign, phases_of
from app.campaigns.rules import phase_problem
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import NotAllowed, Problem, RuleBroken
from app.council import policy, services
from app.council.enums import BallotMethod, ItemResult, ItemStatus, MeetingStatus, VotingWay
from app.council.forms import ClosingForm, NarrowingForm, OpeningForm, TableForm
from app.council.labels import UNANIMOUS_NOTE
from app.council.presenters import law, lowering, named, results, words
from app.council.presenters import meetings as shapes
from app.council.presenters.results import EarlierView
from app.council.queries import candidates, meetings
from app.council.queries.candidates import Narrowing
from app.council.queries.meetings import ItemRow, MeetingFile
from app.council.queries.named import said_on
from app.council.queries.revotes import earlier_votes
from app.council.queries.voting import ItemPerson, item_people
from app.council.rules import KeptVote, rule_of
from app.council.services import Opening
from app.council.views.blueprint import bp
from app.council.views.conflicts import conflict_page, is_asked_first, member_desk
from app.council.views.meetings import refused, to_run
from app.eligibility.enums import Subject
from app.nominations.labels import SUBJECT_LABELS, award_name
from app.nominations.queries import last_verdict, ticks_of
from app.nominations.queries.links import links_of
from app.nominations.services.quotas import standings
from app.web.guards import current_actor, requires

ONGOING: Final = frozenset({MeetingStatus.OPEN, MeetingStatus.CLOSED})
"""The minutes are not fixed yet."""


@bp.route("/meetings/<uuid:meeting_id>/agenda", methods=["GET", "POST"])
@requires(Permission.COUNCIL_READ)
def agenda(meeting_id: UUID) -> ResponseReturnValue:
    """Choose verified files of the campaign for the agenda."""
    place = to_run(meeting_id)
    form = TableForm()
    if request.method == "GET":
        return _builder_page(place)
    try:
        tabled = services.table_nominations(meeting_id, form.nomination_ids.data, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        db.session.rollback()
        problems = [str(problem.message) for problem in refusal.problems]
        return _builder_page(place, problems=problems, chosen=form.nomination_ids.data), 422
    flash(ngettext("%(num)s file is on the agenda.", "%(num)s files are on the agenda.", len(tabled)))
    return redirect(url_for("council.meeting", meeting_id=meeting_id))


@bp.post("/items/<uuid:item_id>/removal")
@requires(Permission.COUNCIL_READ)
def remove_item(item_id: UUID) -> ResponseReturnValue:
    """Take a file off the agenda."""
    _item, place = meetings.item_file(db.session(), item_id, current_actor())
    try:
        services.remove_item(item_id, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return refused(place, refusal)
    flash(_("The file is off the agenda; it is verified as before."))
    return redirect(url_for("council.meeting", meeting_id=place.id))


@bp.post("/meetings/<uuid:meeting_id>/voting")
@requires(Permission.COUNCIL_READ)
def open_items(meeting_id: UUID) -> ResponseReturnValue:
    """Open the ticked items for the vote."""
    place, form = to_run(meeting_id), OpeningForm()
    try:
        if not form.validate():
            raise RuleBroken(*(Problem(message, name) for name, errors in form.errors.items() for message in errors))
        opening = Opening(form.way.data or VotingWay.AS_RULED, form.ends_at(today()))
        methods = services.open_items(meeting_id, form.item_ids.data, opening, actor=current_actor(), at=now())
    except RuleBroken as refusal:
        return refused(place, refusal, form.item_ids.data)
    said = ngettext("%(num)s file is open for the vote.", "%(num)s files are open for the vote.", len(methods))
    flash(f"{said} {named.by_name_words(methods.count(BallotMethod.OPEN))}".rstrip())
    return redirect(url_for("council.meeting", meeting_id=meeting_id))


@bp.post("/meetings/<uuid:meeting_id>/counting")
@requires(Permission.COUNCIL_READ)
def close_items(meeting_id: UUID) -> ResponseReturnValue:
    """Close the vote on the ticked items and count them."""
    place, form = to_run(meeting_id), ClosingForm()
    try:
        done = services.close_items(
            meeting_id, form.item_ids.data, actor=current_actor(), at=now(), result_only=form.result_only.data
        )
    except RuleBroken as refusal:
        return refused(place, refusal, form.item_ids.data)
    adopted = sum(each.result is ItemResult.ADOPTED for each in done)
    flash(_("Counted: %(adopted)s of %(number)s files adopted.", adopted=adopted, number=len(done)))
    return redirect(url_for("council.meeting", meeting_id=meeting_id) + "#counted")


@bp.get("/items/<uuid:item_id>")
@requires(Permission.COUNCIL_READ)
def item(item_id: UUID) -> ResponseReturnValue:
    """Show one item: its rule, who has voted, and after the count its arithmetic. Who votes answers first."""
    session, actor = db.session(), current_actor()
    kept, place = meetings.item_file(session, item_id, actor)
    if place.my_vote and is_asked_first(session, actor, kept.nomination_id, place.id):
        _place, desk = member_desk(place.id, unanswered=True)
        return conflict_page(place, desk, onward=url_for("council.item", item_id=item_id))
    may_run = policy.may_run(actor, body_path=place.body_path, my_role=place.my_role)
    sees_figures = policy.may_see_figures(actor, body_path=place.body_path, my_role=place.my_role)
    row = results.told(kept, sees_figures=sees_figures)
    vote = KeptVote.of(row)
    people = item_people(session, item_id, place.council_id)
    state, tone = results.state_of(row)
    rule = rule_of(vote)
    is_closed = row.status is ItemStatus.CLOSED
    is_on_screen = row.status is ItemStatus.VOTING and row.method.is_on_screen
    return render_template(
        "council/item.html",
        item=row,
        meeting=place,
        award=award_name(row.regime_id, row.award_code),
        detail=words.nominee_detail(row.nominee_name, row.nominee_post, row.nominee_unit_name),
        state=state,
        tone=tone,
        rule=results.rule_words(rule) if rule else "",
        citation=results.citation_words(row),
        readings=results.reading_words(rule) if rule else [],
        method=results.method_words(row),
        is_closed=is_closed,
        until=words.when(row.voting_until) if row.voting_until else "",
        earlier=_earlier(row, sees_figures=sees_figures),
        may_vote_again=may_run and is_closed and place.status is MeetingStatus.OPEN,
        may_publish=may_run and is_closed and place.status in ONGOING and results.may_hide(vote),
        facts=results.facts_of(vote) if is_closed else [],
        steps=results.steps_of(vote),
        conclusion=results.conclusion_of(row),
        closed_at=words.when(row.closed_at) if row.closed_at else "",
        aside=shapes.aside_rows(people),
        voters=shapes.elector_rows(people) if may_run and is_on_screen else [],
        voted_count=sum(bool(person.has_voted) for person in people),
        secrecy=results.secrecy_words(row),
        unanimous=UNANIMOUS_NOTE if is_closed and results.is_unanimous(vote) else "",
        voices=named.voices(said_on(session, item_id)) if is_closed and row.method is BallotMethod.OPEN else [],
        is_on_screen=is_on_screen,
        may_cast=is_on_screen and _may_cast(place, people),
        law=_law(row),
        lowering=lowering.box(place, row, links_of(session, row.nomination_id), may_run=may_run),
    )


def _earlier(row: ItemRow, *, sees_figures: bool) -> list[EarlierView]:
    if row.round == 1:
        return []
    rounds = earlier_votes(db.session(), row.id)
    return results.earlier_views(rounds, sees_figures=sees_figures, is_result_only=row.is_result_only)


def _law(row: ItemRow) -> VerdictView | None:
    """Return the verdict kept last with the file; none for one that was handed over before verdicts were kept."""
    session = db.session()
    kept = last_verdict(session, row.nomination_id)
    return law.kept_verdict(kept, ticks_of(session, [row.nomination_id]).get(row.nomination_id, {})) if kept else None


def _may_cast(place: MeetingFile, people: Sequence[ItemPerson]) -> bool:
    return any(person.member_id == place.my_member_id and person.has_voted is False for person in people)


def _builder_page(place: MeetingFile, *, problems: list[str] | None = None, chosen: list[UUID] | None = None) -> str:
    if not policy.may_run(current_actor(), body_path=place.body_path, my_role=place.my_role):
        raise NotAllowed
    session = db.session()
    waiting = candidates.verified_by_award(session, place.id, place.campaign_id)
    filters = NarrowingForm(request.args)
    filters.award.choices = [("", _("All awards")), *shapes.award_choices(waiting)]
    filters.subject.choices = [("", _("All")), *((each.value, str(SUBJECT_LABELS[each])) for each in Subject)]
    narrowing = Narrowing(
        award_code=filters.award.data if filters.award.validate(filters) and filters.award.data else "",
        subject=filters.subject.data if filters.subject.validate(filters) else None,
        words=filters.q.data or "",
    )
    files = candidates.verified_files(session, place.id, place.campaign_id, narrowing)
    return render_template(
        "council/agenda.html",
        meeting=place,
        filters=filters,
        is_narrowed=narrowing != Narrowing(),
        rows=shapes.file_rows(files),
        standings=standings(session, place.campaign_id, place.body_id, on=today()),
        count_words=shapes.files_shown(len(files), sum(row.number for row in waiting)),
        problems=problems or [],
        chosen=chosen or [],
        untimely="" if problems else _untimely(place),
    )


def _untimely(place: MeetingFile) -> str:
    """Say why no file can be put on the agenda at this stage of the campaign, or nothing when it can."""
    session = db.session()
    campaign = session.get_one(Campaign, place.campaign_id)
    problem = phase_problem(
        name=campaign.name,
        body_name=place.body_name,
        status=campaign.status,
        wanted=(Phase.DELIBERATING,),
        period=phases_of(session, campaign.id).get(Phase.DELIBERATING),
        on=today(),
    )
    return "" if problem is None else str(problem.message)
