"""What this feature lends to the page of a decision: what it costs, and the way to its list."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.bonuses import policy
from app.bonuses.enums import ListStatus
from app.bonuses.labels import LIST_STATUS_LABELS
from app.bonuses.presenters.words import money
from app.bonuses.queries import FundList, plan_of, sums_of_decision
from app.core.access import Actor
from app.core.clock import today
from app.decisions.enums import DecisionStatus
from app.decisions.queries import DecisionSheet, Name, neighbours


def panel(session: Session, actor: Actor, sheet: DecisionSheet, names: Sequence[Name]) -> neighbours.Panel | None:
    """Return what a draft costs if signed today, or the list of a signed decision; changes of others have none."""
    if sheet.change is not None:
        return None
    if sheet.status is DecisionStatus.DRAFT:
        return _budget(session, sheet, names)
    made = sums_of_decision(session, sheet.id)
    return _listed(made) if made else _unlisted(sheet, may_make=policy.may_prepare(actor, sheet.body_path))


def _budget(session: Session, sheet: DecisionSheet, names: Sequence[Name]) -> neighbours.Panel:
    plan = plan_of(session, sheet, names, today())
    facts = [(_("If signed today"), money(plan.total))]
    if plan.unknown:
        facts.append((_("Without a figure on record, not in the total"), str(plan.unknown)))
    if plan.asked:
        facts.append((_("To be confirmed"), str(plan.asked)))
    return neighbours.Panel(title=_("Bonus money"), facts=facts, links=[(_("See the arithmetic"), _budget_href(sheet))])


def _listed(made: FundList) -> neighbours.Panel:
    facts = [
        (_("Total"), money(made.paid if made.status is ListStatus.PAID else made.listed)),
        (_("State"), str(LIST_STATUS_LABELS[made.status])),
    ]
    if made.to_recover:
        facts.append((_("To be recovered"), money(made.to_recover)))
    href = url_for("bonuses.detail", list_id=made.id)
    return neighbours.Panel(title=_("Bonus money"), facts=facts, links=[(_("Open the bonus list"), href)])


def _unlisted(sheet: DecisionSheet, *, may_make: bool) -> neighbours.Panel:
    acts = [(_("Make the bonus list"), url_for("bonuses.make", decision_id=sheet.id))] if may_make else []
    return neighbours.Panel(
        title=_("Bonus money"),
        note=_("No bonus list is made from this decision yet."),
        links=[(_("See the arithmetic"), _budget_href(sheet))],
        acts=acts,
    )


def _budget_href(sheet: DecisionSheet) -> str:
    return url_for("bonuses.budget", decision_id=sheet.id)


neighbours.add_panel("bonuses", panel)
