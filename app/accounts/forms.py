"""What a person can type about accounts."""

from flask_babel import lazy_gettext as _l

from app.web.forms import BaseForm, SecretField, TextField


class SignInForm(BaseForm):
    username = TextField(_l("User name"), max_length=60, render_kw={"autocomplete": "username"})
    password = SecretField(_l("Password"), render_kw={"autocomplete": "current-password"})
