"""What a person can type about accounts."""

from flask_babel import lazy_gettext as _l

from app.core.access import Role
from app.web.forms import (
    BaseForm,
    ChoiceField,
    IdField,
    RadioChoiceField,
    SecretField,
    TextField,
    VersionedForm,
)


class SignInForm(BaseForm):
    username = TextField(_l("User name"), max_length=60, render_kw={"autocomplete": "username"})
    password = SecretField(_l("Password"), render_kw={"autocomplete": "current-password"})


class PasswordForm(BaseForm):
    old_password = SecretField(_l("Present password"), render_kw={"autocomplete": "current-password"})
    new_password = SecretField(_l("New password"), render_kw={"autocomplete": "new-password"})
    again = SecretField(_l("New password once more"), render_kw={"autocomplete": "new-password"})


class NewUserForm(BaseForm):
    username = TextField(_l("User name"), max_length=60, render_kw={"autocomplete": "off"})
    display_name = TextField(_l("Name shown on pages"), max_length=120, required=False)
    person_id = IdField(_l("Person of the staff list"), required=False)


class GrantForm(BaseForm):
    role = RadioChoiceField(_l("Role"), kind=Role)
    unit_id = ChoiceField(_l("Over this unit and everything below it"))


class ConfirmForm(BaseForm):
    """A button: nothing is typed, only the token is checked."""


class ConfirmVersionForm(VersionedForm):
    """A button that belongs to one version of the record."""
