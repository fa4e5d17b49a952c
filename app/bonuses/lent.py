"""What this feature lends to the page of a decision: what it costs, and the way to its list."""

from collections.abc import Sequence
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.bonuses import policy
from app.bonuses.labels import LIST_STATUS_LABELS
from app.bonuses.papers.receipt import payable, total_of
from app.bonuses.presenters.words import money
from app.bonuses.queries import lines_of, list_of_decision, list_sheet, plan_of
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
    made = list_of_decision(session, sheet.id)
    return _listed(session, made.id) if made else _unlisted(sheet, may_make=policy.may_prepare(actor, sheet.body_path))


def _budget(session: Session, sheet: DecisionSheet, names: Sequence[Name]) -> neighbours.Panel:
    plan = plan_of(session, sheet, names, today())
    facts = [(_("If signed today"), money(plan.total))]
    if plan.unknown:
        facts.append((_("Without a figure on record, not in the total"), str(plan.unknown)))
    if plan.asked:
        facts.append((_("To be confirmed"), str(plan.asked)))
    return neighbours.Panel(title=_("Bonus money"), facts=facts, links=[(_("See the arithmetic"), _budget_href(sheet))])


def _listed(session: Session, list_id: UUID) -> neighbours.Panel:
    found = list_sheet(session, list_id)
    lines = lines_of(session, found.id)
    owed = sum(line.to_recover(is_paid=found.paid_on is not None) for line in lines)
    facts = [
        (_("Total"), money(total_of(payable(found, lines)))),
        (_("State"), str(LIST_STATUS_LABELS[found.status])),
    ]
    if owed:
        facts.append((_("To be recovered"), money(owed)))
    href = url_for("bonuses.detail", list_id=found.id)
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
