"""What can be ticked among the candidates."""

from flask_babel import lazy_gettext as _l

from app.web.forms import BaseForm, IdField, ManyIdsField, TextField


class ChosenForm(BaseForm):
    """Those to be nominated, for which award and in which campaign."""

    ids = ManyIdsField(_l("Names"))
    award = TextField(_l("Award"), max_length=20)
    campaign_id = IdField(_l("Campaign"))
