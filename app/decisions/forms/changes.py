"""Revoking and amending signed decisions, and what a higher body took away."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from app.decisions import rules
from app.decisions.forms.papers import TickedField
from app.decisions.queries import Name
from app.decisions.services import AmendmentPlan, RevocationPlan, printed
from app.eligibility.enums import Subject
from app.eligibility.rulebook import rulebooks
from app.web.forms import (
    BaseForm,
    Checkbox,
    ChoiceField,
    DateField,
    LongTextField,
    ManyIdsField,
    TextField,
    VersionedForm,
)

ANOTHER_GROUND: Final = _l("Another ground, written below")


def ground_choices() -> list[tuple[str, str]]:
    """Return the grounds of the rulebook in the language of the page, and room for another one."""
    language = str(get_locale())
    grounds = rulebooks().revocation_grounds()
    return [*((each.id, each.name.in_language(language)) for each in grounds), ("", str(ANOTHER_GROUND))]


class _ChangeForm(VersionedForm):
    title = LongTextField(_l("Subject line"), max_length=rules.MAX_TITLE)
    reason = LongTextField(_l("Reason"), max_length=rules.MAX_REASON)
    legal_basis = LongTextField(_l("Further grounds"), max_length=rules.MAX_LEGAL_BASIS, required=False)


class RevocationForm(_ChangeForm):
    """Whose award a decision takes away, why, and by which rule."""

    is_whole = Checkbox(_l("The whole decision: every award that still stands"))  # type: ignore[arg-type]  # lazy text
    nomination_ids = TickedField()
    rule_id = ChoiceField(_l("Ground in law"), required=False, choices=())

    def __init__(self, **options: Any) -> None:  # Any: WTForms' own open keyword set
        super().__init__(**options)
        self.rule_id.choices = ground_choices()

    def plan(self) -> RevocationPlan:
        """Return what was typed."""
        return RevocationPlan(
            title=self.title.data or "",
            reason=self.reason.data or "",
            nomination_ids=self.nomination_ids.data,
            is_whole=bool(self.is_whole.data),
            rule_id=self.rule_id.data or "",
            legal_basis=self.legal_basis.data or "",
        )


class AmendmentForm(_ChangeForm):
    """What is printed otherwise: rows of names made by ``amendment_form``, the subject line, a text."""

    new_title = LongTextField(_l("New subject line"), max_length=rules.MAX_TITLE, required=False)
    new_text = LongTextField(_l("Other changes"), max_length=rules.MAX_NEW_TEXT, required=False)
    row_ids = ManyIdsField()

    rows: Sequence[UUID] = ()
    collectives: frozenset[UUID] = frozenset()

    def plan(self) -> AmendmentPlan:
        """Return what was typed."""
        return AmendmentPlan(
            title=self.title.data or "",
            reason=self.reason.data or "",
            names={each: self._name(each) for each in self.rows},
            new_title=self.new_title.data or "",
            new_text=self.new_text.data or "",
            legal_basis=self.legal_basis.data or "",
        )

    def _name(self, each: UUID) -> rules.PrintedName:
        parts = [self._fields[f"{part}-{each}"].data or "" for part in ("name", "post", "unit")]
        return rules.PrintedName(parts[0]) if each in self.collectives else rules.PrintedName(*parts)


def amendment_form(names: Iterable[Name], **options: Any) -> AmendmentForm:  # Any: as above
    """Return the form with a row of fields for each name, filled with what is printed today."""
    listed = list(names)
    fields: dict[str, object] = {
        "rows": tuple(name.nomination_id for name in listed),
        "collectives": frozenset(name.nomination_id for name in listed if name.subject is Subject.COLLECTIVE),
    }
    for name in listed:
        now, row = printed(name), name.nomination_id
        fields[f"name-{row}"] = TextField(_l("Name"), max_length=rules.MAX_PRINTED_NAME, default=now.name)
        for part, label, most, present in (
            ("post", _l("Post"), rules.MAX_PRINTED_POST, now.post),
            ("unit", _l("Unit"), rules.MAX_PRINTED_NAME, now.unit_name),
        ):
            fields[f"{part}-{row}"] = TextField(label, max_length=most, required=False, default=present)
    form: AmendmentForm = type("AmendmentRows", (AmendmentForm,), fields)(**options)
    return form


class ForeignRevocationForm(BaseForm):
    """The decision by which a higher body took awards away."""

    nomination_ids = TickedField()
    decision_number = TextField(_l("Number of the decision"), max_length=rules.MAX_FOREIGN_NUMBER)
    decision_on = DateField(_l("Date of the decision"))
    reason = LongTextField(_l("Reason"), max_length=rules.MAX_REASON)

    def said(self) -> rules.ForeignRevocation:
        """Return what was typed."""
        return rules.ForeignRevocation(
            nomination_ids=self.nomination_ids.data,
            decision_number=self.decision_number.data or "",
            decision_on=self.decision_on.data,
            reason=self.reason.data or "",
        )
