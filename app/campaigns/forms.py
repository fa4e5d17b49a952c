"""What a person can type about campaigns."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.campaigns.enums import CampaignKind, CampaignStatus, Phase
from app.campaigns.labels import KIND_LABELS, PHASE_LABELS
from app.campaigns.queries import CampaignFile
from app.campaigns.rules import FIRST_YEAR, LAST_YEAR, MAX_REASON, Period, has_begun
from app.campaigns.services import CampaignPlan
from app.eligibility.rulebook import Award, Regime
from app.web.forms import (
    BaseForm,
    ChoiceField,
    DateField,
    LongTextField,
    ManyChoicesField,
    NumberField,
    RadioChoiceField,
    TextField,
    VersionedForm,
)
from app.web.reading import read_id

FIXED_ONCE_OPEN: Final = ("kind", "year", "regime_id")


def _first_day(phase: Phase) -> DateField:
    return DateField(_l("%(phase)s: first day", phase=PHASE_LABELS[phase]))


def _last_day(phase: Phase) -> DateField:
    return DateField(_l("%(phase)s: last day", phase=PHASE_LABELS[phase]))


class CampaignForm(VersionedForm):
    """Plan or edit a campaign; ``fix`` takes away what can no longer be changed."""

    name = TextField(_l("Name of the campaign"))
    kind = RadioChoiceField(_l("Kind"), kind=CampaignKind, choices=list(KIND_LABELS.items()))
    year = NumberField(_l("Year"), least=FIRST_YEAR, most=LAST_YEAR)
    open_starts_on = _first_day(Phase.OPEN)
    open_ends_on = _last_day(Phase.OPEN)
    verifying_starts_on = _first_day(Phase.VERIFYING)
    verifying_ends_on = _last_day(Phase.VERIFYING)
    deliberating_starts_on = _first_day(Phase.DELIBERATING)
    deliberating_ends_on = _last_day(Phase.DELIBERATING)
    deciding_starts_on = _first_day(Phase.DECIDING)
    deciding_ends_on = _last_day(Phase.DECIDING)
    regime_id = ChoiceField(_l("Regime"))
    award_codes = ManyChoicesField(_l("Awards open in this campaign"), required=False, validate_choice=False)
    to_unit_id = ChoiceField(_l("Launched by"), required=False)
    legal_basis = LongTextField(_l("Legal basis"), required=False)

    def offer(
        self, *, regimes: Iterable[Regime], awards: Iterable[Award], bodies: Iterable[tuple[UUID, str]], language: str
    ) -> None:
        """Fill the lists to choose from."""
        self.award_codes.choices = [(award.code, award.name(language)) for award in awards]
        self.to_unit_id.choices = [("", _("Our own body")), *((str(body_id), name) for body_id, name in bodies)]
        if "regime_id" in self._fields:
            self.regime_id.choices = [(regime.id, regime.name.in_language(language)) for regime in regimes]

    def fix(self, status: CampaignStatus) -> None:
        """Take away the fields that are fixed in this state."""
        if status is CampaignStatus.PLANNED:
            return
        for name in FIXED_ONCE_OPEN:
            del self[name]
        for phase in Phase:
            if has_begun(status, phase):
                del self[f"{phase.value}_starts_on"]
                del self[f"{phase.value}_ends_on"]

    def show(self, values: Mapping[str, object]) -> None:
        """Put values into the fields that are still there."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].data = value

    def order_awards(self, codes: Iterable[str]) -> None:
        """Put the ticked awards into the order of ``codes``: the page groups them, the record does not."""
        ticked = set(self.award_codes.data or [])
        self.award_codes.data = [code for code in codes if code in ticked]

    def plan(self, body_id: UUID, fixed: Mapping[str, object]) -> CampaignPlan:
        """Return what was typed; ``fixed`` answers for the fields that were taken away."""
        values = {**fixed, **{name: field.data for name, field in self._fields.items()}}
        return CampaignPlan(
            body_id=body_id,
            year=int(str(values["year"])),
            kind=CampaignKind(str(values["kind"])),
            name=str(values["name"] or ""),
            regime_id=str(values["regime_id"]),
            award_codes=list(self.award_codes.data or []),
            phases=_phases(values),
            legal_basis=str(values["legal_basis"] or ""),
            to_unit_id=read_id(str(values["to_unit_id"] or "")),
        )


def values_of(campaign: CampaignFile, codes: Iterable[str], phases: Mapping[Phase, Period]) -> dict[str, object]:
    """Return a campaign by the names of the fields."""
    return {
        "name": campaign.name,
        "kind": campaign.kind,
        "year": campaign.year,
        "regime_id": campaign.regime_id,
        "award_codes": list(codes),
        "legal_basis": campaign.legal_basis,
        "to_unit_id": str(campaign.to_unit_id) if campaign.to_unit_id else None,
        **calendar_values(phases),
    }


def calendar_values(phases: Mapping[Phase, Period]) -> dict[str, object]:
    """Return a calendar by the names of the fields."""
    starts = {f"{phase.value}_starts_on": period[0] for phase, period in phases.items()}
    ends = {f"{phase.value}_ends_on": period[1] for phase, period in phases.items()}
    return {**starts, **ends}


def _phases(values: Mapping[str, object]) -> dict[Phase, Period]:
    phases = {}
    for phase in Phase:
        starts_on, ends_on = values.get(f"{phase.value}_starts_on"), values.get(f"{phase.value}_ends_on")
        if isinstance(starts_on, date) and isinstance(ends_on, date):
            phases[phase] = (starts_on, ends_on)
    return phases


class ExtensionForm(BaseForm):
    """Let a phase end later."""

    phase = RadioChoiceField(_l("Phase"), kind=Phase, choices=list(PHASE_LABELS.items()))
    ends_on = DateField(_l("New last day"))
    reason = LongTextField(_l("Reason"), max_length=MAX_REASON)


class EarlyEndForm(VersionedForm):
    """Let the running phase end sooner."""

    ends_on = DateField(_l("Last day of the phase"))
    reason = LongTextField(_l("Reason"), max_length=MAX_REASON)


class StepForm(BaseForm):
    """Take the next step; the page names it, so that a step taken meanwhile is noticed."""

    to_status = ChoiceField(kind=CampaignStatus, choices=[(status, status.value) for status in CampaignStatus])
