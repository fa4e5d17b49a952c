"""One certificate: its page, its reissue, its sheet."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.audit.queries import events_of
from app.certificates import policy, queries, services
from app.certificates.enums import CertificateState, ReissueReason
from app.certificates.forms import ReissueForm
from app.certificates.labels import CERTIFICATE_STATE_LABELS, CERTIFICATE_STATE_TONES
from app.certificates.papers.printing import certificates_pdf
from app.certificates.presenters import pages
from app.certificates.queries import CertificateRow
from app.certificates.views.blueprint import bp
from app.certificates.views.doors import crumbs, open_certificate
from app.core.access import Permission
from app.core.clock import now, today
from app.core.database import db
from app.core.errors import TransitionError
from app.decisions.queries import corrections_of
from app.documents.pdf import pdf_response
from app.web.acting import carried_out
from app.web.guards import current_actor, requires

_WORTH_SOMETHING = frozenset({CertificateState.ISSUED, CertificateState.REISSUED})


@bp.get("/<uuid:certificate_id>")
@requires(Permission.DECISION_READ)
def detail(certificate_id: UUID) -> ResponseReturnValue:
    row, session = open_certificate(certificate_id), db.session()
    is_good = row.state in _WORTH_SOMETHING
    return render_template(
        "certificates/detail.html",
        row=row,
        state=CERTIFICATE_STATE_LABELS[row.state],
        tone=CERTIFICATE_STATE_TONES[row.state],
        note=pages.state_note(row),
        facts=pages.facts(row),
        others=pages.chain(queries.certificate_chain(session, row.conferral_id), row.id),
        history=pages.history(events_of(session, row.id)),
        is_good=is_good,
        may_reissue=is_good and policy.may_issue(current_actor(), row.body_path),
        crumbs=crumbs(),
    )


@bp.get("/<uuid:certificate_id>/certificate.pdf")
@requires(Permission.DECISION_READ)
def sheet(certificate_id: UUID) -> ResponseReturnValue:
    row = open_certificate(certificate_id)
    if row.state not in _WORTH_SOMETHING:
        raise TransitionError("a certificate that was replaced or revoked is not printed")
    content = certificates_pdf([row], queries.layout_of(db.session(), row.body_id))
    return pdf_response(content, f"giay-chung-nhan-{row.number:02}-{row.year}.pdf")


@bp.route("/<uuid:certificate_id>/reissue", methods=["GET", "POST"])
@requires(Permission.DECISION_DRAFT)
def reissue(certificate_id: UUID) -> ResponseReturnValue:
    row = open_certificate(certificate_id)
    if row.state not in _WORTH_SOMETHING:
        raise TransitionError("a certificate that was replaced or revoked is not reissued")
    form = ReissueForm(data=_begin(row))
    made: list[UUID] = []
    if carried_out(
        form,
        lambda: made.append(
            services.reissue_certificate(
                certificate_id, _plan(form), version=form.version.data, actor=current_actor(), at=now()
            )
        ),
    ):
        flash(_("The certificate is issued again; the old one stays in the register, marked as replaced."))
        return redirect(url_for("certificates.detail", certificate_id=made[0]))
    page = render_template("certificates/reissue.html", row=row, form=form, crumbs=crumbs())
    return page, 422 if form.is_submitted() else 200


def _begin(row: CertificateRow) -> dict[str, object]:
    """Return what the form begins with: the text of the old one, as amended by a later decision."""
    number, _golden = queries.next_numbers(db.session(), row.body_id, today().year)
    printed = _amended(row)
    return {
        "number": number,
        "golden_number": row.golden_number,
        "issued_on": today(),
        "achievement": row.achievement,
        "name": printed[0],
        "post": printed[1],
        "unit_name": printed[2],
        "reason": ReissueReason.WRONG_TEXT if printed != (row.name, row.post, row.unit_name) else None,
        "version": row.version,
    }


def _amended(row: CertificateRow) -> tuple[str, str, str]:
    corrected = corrections_of(db.session(), row.decision_id)
    nomination_id = queries.nomination_of(db.session(), row.conferral_id)
    found = corrected.get(nomination_id) if nomination_id else None
    if found is None:
        return row.name, row.post, row.unit_name
    return found[0].name, found[0].post, found[0].unit_name


def _plan(form: ReissueForm) -> services.ReissuePlan:
    return services.ReissuePlan(
        reason=form.reason.data,
        note=form.note.data or "",
        number=form.number.data or 0,
        golden_number=form.golden_number.data,
        issued_on=form.issued_on.data or today(),
        name=form.name.data or "",
        post=form.post.data or "",
        unit_name=form.unit_name.data or "",
        achievement=form.achievement.data or "",
    )
