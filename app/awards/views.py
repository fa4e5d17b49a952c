"""The catalogue of a regime and the page of one award."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.awards import presenters, queries
from app.awards.forms import CatalogueFilter
from app.awards.labels import AUTHORITIES, SUBJECTS, language, words
from app.core.access import Permission
from app.core.clock import today
from app.eligibility.rulebook import Regime, rulebooks
from app.web.guards import current_actor, requires
from app.web.workplace import workplace_of

bp = Blueprint("awards", __name__, url_prefix="/awards")


@bp.get("")
@requires(Permission.AWARD_READ)
def catalogue() -> ResponseReturnValue:
    regime = _asked_regime()
    form = _filter(regime)
    found = queries.awards_matching(
        regime, subject=form.subject.data, authority=form.authority.data, words=form.q.data or ""
    )
    return render_template(
        "awards/catalogue.html",
        regime=regime,
        name=words(regime.name),
        period=presenters.regime_period(regime),
        notes=[words(text) for text in (regime.overlay, regime.transition, regime.note) if text],
        instruments=[words(text) for text in regime.instruments],
        tabs=_regime_tabs(regime),
        form=form,
        pills=_pills(form, regime),
        clear_href=url_for("awards.catalogue", regime=regime.id),
        count=ngettext("%(num)s award", "%(num)s awards", len(found)),
        rows=[presenters.catalogue_row(regime, award) for award in found],
    )


@bp.get("/<string:regime_id>/<string:code>")
@requires(Permission.AWARD_READ)
def detail(regime_id: str, code: str) -> ResponseReturnValue:
    regime = queries.regime_named(regime_id)
    award = queries.award_named(regime_id, code)
    return render_template(
        "awards/detail.html",
        name=award.name(language()),
        other_name=award.name("en" if language() == "vi" else "vi"),
        regime_name=words(regime.name),
        regime_href=url_for("awards.catalogue", regime=regime.id),
        tabs=_award_tabs(regime, code),
        ground=presenters.ground(award),
        is_off=not regime.enabled_by_default,
        facts=presenters.facts(award),
        logic=presenters.logic_sentence(award),
        conditions=presenters.conditions(award, regime),
        bars=presenters.bars(award, regime),
        modifiers=presenters.modifiers(award, regime),
        quota=presenters.quota(award, regime),
        vote=presenters.vote(award, regime),
        bonus=presenters.bonus(award),
        papers=presenters.papers(award, regime),
        combination_rules=presenters.combination_rules(award, regime),
        open_points=presenters.open_points(award, regime),
        sources=presenters.sources(award, regime),
    )


def _asked_regime() -> Regime:
    asked = request.args.get("regime", "")
    if asked:
        return queries.regime_named(asked)
    workplace = workplace_of(current_actor())
    return queries.regime_of_year(workplace.year if workplace else today().year)


def _filter(regime: Regime) -> CatalogueFilter:
    form = CatalogueFilter(request.args)
    form.regime.data = regime.id
    form.validate()
    for field in (form.subject, form.authority, form.q):
        if field.errors:
            field.data = None
    return form


def _pills(form: CatalogueFilter, regime: Regime) -> list[tuple[str, str]]:
    """Return the filters in force, each with the address of the list without it."""
    kept = {
        "subject": form.subject.data,
        "authority": form.authority.data,
        "q": form.q.data,
    }
    labels = {
        "subject": str(SUBJECTS.get(form.subject.data, "")),
        "authority": str(AUTHORITIES.get(form.authority.data, "")),
        "q": _("Words: %(words)s", words=form.q.data),
    }
    return [
        (labels[name], url_for("awards.catalogue", regime=regime.id, **_without(kept, name)))
        for name, value in kept.items()
        if value
    ]


def _without(kept: dict[str, Any], name: str) -> dict[str, Any]:  # Any: url_for takes nothing narrower
    return {key: value for key, value in kept.items() if value and key != name}


def _regime_tabs(current: Regime) -> list[dict[str, object]]:
    asked = {name: request.args.get(name) for name in ("regime", "subject", "authority", "q")}
    return [
        {
            "label": _regime_label(regime),
            "href": url_for("awards.catalogue", regime=regime.id, **_without(asked, "regime")),
            "current": regime.id == current.id,
        }
        for regime in rulebooks().regimes()
    ]


def _award_tabs(current: Regime, code: str) -> list[dict[str, object]]:
    """Return the same award under each regime that knows it."""
    return [
        {
            "label": _regime_label(regime),
            "href": url_for("awards.detail", regime_id=regime.id, code=code),
            "current": regime.id == current.id,
        }
        for regime in rulebooks().regimes()
        if code in regime.awards
    ]


def _regime_label(regime: Regime) -> str:
    first = regime.titles_effective_from.year
    if regime.titles_effective_to is None:
        return _("From %(day)s, off until confirmed", day=regime.titles_effective_from.strftime("%d/%m/%Y"))
    return _("%(first)s to %(last)s", first=first, last=regime.titles_effective_to.year)
