"""Names of roles and of what happens to an account."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from app.core.access import Role

ROLE_LABELS: Final[Mapping[Role, LazyString]] = {
    Role.ADMIN: _l("Administrator"),
    Role.AUDITOR: _l("Auditor"),
    Role.HEAD_OF_BODY: _l("Head of the body"),
    Role.HR_OFFICER: _l("HR officer"),
    Role.UNIT_HEAD: _l("Head of unit"),
    Role.UNIT_OFFICER: _l("Unit officer"),
}

ROLE_HELP: Final[Mapping[Role, LazyString]] = {
    Role.ADMIN: _l("accounts and settings, no business data"),
    Role.AUDITOR: _l("reads everything, changes nothing, checks the trail"),
    Role.HEAD_OF_BODY: _l("signs decisions and proposal letters, closes the leadership review"),
    Role.HR_OFFICER: _l("runs campaigns, verifies files, prepares council and papers"),
    Role.UNIT_HEAD: _l("nominates and submits for the unit"),
    Role.UNIT_OFFICER: _l("nominates for the unit"),
}

EVENT_LABELS: Final[Mapping[str, LazyString]] = {
    "user.closed": _l("Account closed"),
    "user.created": _l("Account opened"),
    "user.opened": _l("Account opened again"),
    "user.password_changed": _l("Password changed"),
    "user.password_reset": _l("New password made"),
    "user.role_granted": _l("Role given"),
    "user.role_taken_back": _l("Role taken back"),
    "user.sessions_ended": _l("Sessions ended"),
    "user.signed_in": _l("Signed in"),
    "user.signed_out": _l("Signed out"),
}
