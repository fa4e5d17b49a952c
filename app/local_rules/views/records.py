"""One point and one rule."""

from uuid import UUID

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.audit.queries import events_of
from app.core.access import Permission
from app.core.clock import today
from app.core.database import db
from app.documents.queries import attachments_of
from app.local_rules import policy, queries
from app.local_rules.enums import Standing
from app.local_rules.forms import AttachForm
from app.local_rules.presenters import records
from app.local_rules.rules.periods import standing
from app.local_rules.views.blueprint import bp, known_point, point_href, rule_href, visible_rule
from app.web.guards import current_actor, requires
from app.web.workplace import current_workplace


@bp.get("/points/<any(reading,setting,quota,vote,bar,exception):kind>/<string:key>")
@requires(Permission.RULE_READ)
def point(kind: str, key: str) -> ResponseReturnValue:
    which, key = known_point(kind, key)
    workplace, actor = current_workplace(), current_actor()
    rules = queries.rules_for(db.session(), actor, workplace.body_path)
    mine = [rule for rule in rules if rule.kind is which and rule.key == key]
    return render_template(
        "local_rules/point.html",
        place=workplace,
        point=records.point_text(which, key),
        rows=[records.rule_view(rule, on=today(), href=rule_href(rule.id)) for rule in reversed(mine)],
        may_edit=policy.may_edit(actor, workplace.body_path),
        new_href=url_for("local_rules.new", kind=kind, key=key),
        back_href=url_for("local_rules.list_page"),
    )


@bp.get("/<uuid:rule_id>")
@requires(Permission.RULE_READ)
def detail(rule_id: UUID) -> ResponseReturnValue:
    return detail_page(rule_id)


def detail_page(rule_id: UUID, *, problems: list[str] | None = None) -> str:
    """Render the page of a rule: its text, its papers, its history."""
    rule, session = visible_rule(rule_id), db.session()
    view = records.rule_view(rule, on=today(), href=rule_href(rule.id))
    may_edit = policy.may_edit(current_actor(), rule.body_path)
    editable = may_edit and standing(rule, today()) is not Standing.WITHDRAWN
    return render_template(
        "local_rules/detail.html",
        rule=rule,
        view=view,
        problems=problems or [],
        facts=records.facts(rule, view),
        editable=editable,
        attach_form=AttachForm(),
        attachments=records.attachment_views(
            attachments_of(session, rule.id),
            href=lambda attachment_id: url_for("documents.download", attachment_id=attachment_id),
            removal=(lambda attachment_id: url_for("local_rules.detach", rule_id=rule.id, attachment_id=attachment_id))
            if editable
            else None,
        ),
        history=records.history(events_of(session, rule.id), rule),
        point_href=point_href(rule.kind, rule.key),
        back_href=url_for("local_rules.list_page"),
    )
