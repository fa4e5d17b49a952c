"""What a person can type about registrations."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.awards.labels import words
from app.eligibility.enums import Subject
from app.eligibility.rulebook import Award, rulebooks
from app.registrations.labels import SUBJECTS, award_words
from app.registrations.rules import MAX_BASIS, MAX_NOTE, MAX_REASON
from app.registrations.services import RegistrationBatch, RoundPlan
from app.web.forms import (
    SHORT,
    BaseForm,
    ChoiceField,
    DateField,
    IdField,
    LongTextField,
    ManyChoicesField,
    ManyIdsField,
    TextField,
    VersionedForm,
)


class RoundForm(VersionedForm):
    """The register of a year."""

    opens_on = DateField(_l("Opens on"))
    closes_on = DateField(_l("Last day"))
    regime_id = ChoiceField(_l("Set of rules"))
    legal_basis = LongTextField(_l("Legal basis"), max_length=MAX_BASIS, required=False)

    def offer(self) -> None:
        """Fill the list of regimes."""
        self.regime_id.choices = [(regime.id, words(regime.name)) for regime in rulebooks().regimes()]

    def plan(self) -> RoundPlan:
        """Return what the service keeps."""
        assert self.opens_on.data is not None
        assert self.closes_on.data is not None
        return RoundPlan(
            opens_on=self.opens_on.data,
            closes_on=self.closes_on.data,
            regime_id=self.regime_id.data,
            legal_basis=self.legal_basis.data or "",
        )


class RegisterForm(BaseForm):
    """Several awards, people and collectives of one unit at once."""

    unit_id = IdField(_l("Unit"))
    award_codes = ManyChoicesField(_l("Awards aimed at"), required=False)
    person_ids = ManyIdsField(_l("People"))
    collective_ids = ManyIdsField(_l("Collectives"))
    note = TextField(_l("Note"), max_length=MAX_NOTE, required=False)

    def batch(self, unit_id: UUID, year: int) -> RegistrationBatch:
        """Return what the service registers."""
        return RegistrationBatch(
            unit_id=unit_id,
            year=year,
            award_codes=self.award_codes.data or (),
            person_ids=self.person_ids.data or (),
            collective_ids=self.collective_ids.data or (),
            note=self.note.data or "",
        )


class ChangeForm(VersionedForm):
    """The award and the note of one registration."""

    award_code = ChoiceField(_l("Award aimed at"))
    note = TextField(_l("Note"), max_length=MAX_NOTE, required=False)

    def offer(self, awards: Iterable[Award]) -> None:
        """Fill the list of awards."""
        self.award_code.choices = [(award.code, award_words(award.code)) for award in awards]


class WithdrawForm(VersionedForm):
    """Why a registration is withdrawn."""

    reason = LongTextField(_l("Reason"), max_length=MAX_REASON)


class ListFilter(BaseForm):
    """Read from the URL; a forged choice is left out."""

    class Meta:
        csrf = False

    q = TextField(_l("Name"), max_length=SHORT, required=False)
    unit = ChoiceField(_l("Unit"), required=False)
    award = ChoiceField(_l("Award"), required=False)
    subject = ChoiceField(
        _l("For"),
        kind=Subject,
        required=False,
        choices=[("", _l("People and collectives")), *SUBJECTS.items()],
    )
    state = ChoiceField(_l("State"), required=False, choices=[("", _l("Registered")), ("withdrawn", _l("Withdrawn"))])

    def offer(self, units: Sequence[tuple[str, str]], awards: Iterable[Award]) -> None:
        """Fill the lists of units and awards."""
        self.unit.choices = [("", _("Every unit")), *units]
        self.award.choices = [("", _("Every award")), *((award.code, award_words(award.code)) for award in awards)]

    def clean(self) -> None:
        """Forget what cannot be meant."""
        self.validate()
        for field in self:
            if field.errors:
                field.data = None
