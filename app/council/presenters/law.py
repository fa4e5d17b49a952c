"""What the law says of a file, as the council sees it: the verdict kept when the file was submitted and verified."""

from flask_babel import gettext as _

from app.assessment.labels import Ticks, VerdictView, worded
from app.eligibility.verdict_json import verdict_from_json
from app.nominations.enums import VerdictMoment
from app.nominations.queries import StoredVerdict
from app.web.filters import moment


def kept_verdict(kept: StoredVerdict, ticks: Ticks) -> VerdictView:
    """Return the verdict condition by condition, with who checked it and when."""
    what = _("Checked at submission") if kept.moment is VerdictMoment.SUBMISSION else _("Checked at verification")
    stored = _("%(what)s, %(when)s, %(who)s", what=what, when=moment(kept.at), who=kept.by_name)
    return worded(verdict_from_json(kept.verdict), ticks, stored=stored, exception_reason=kept.exception_reason)
