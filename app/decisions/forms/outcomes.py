"""The answer of a higher body, name by name."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.decisions import rules
from app.decisions.enums import Outcome
from app.decisions.labels import OUTCOME_LABELS
from app.decisions.services import OutcomeEntry
from app.web.forms import (
    BaseForm,
    ChoiceField,
    DateField,
    ManyIdsField,
    TextField,
)

ANSWERS: Final = (
    ("", _l("No answer yet")),
    *((each.value, OUTCOME_LABELS[each]) for each in (Outcome.CONFERRED, Outcome.DECLINED)),
)


class OutcomesForm(BaseForm):
    """The answer of the higher body: one decision for all ticked names, and a row for each pending name.

    The fields of the rows are made by ``outcomes_form``; each is named as the rules name it, so that what is wrong
    stands beside its field.
    """

    all_outcome = ChoiceField(_l("Outcome of all ticked names"), kind=Outcome, required=False, choices=ANSWERS)
    all_number = TextField(_l("Number of the decision"), max_length=rules.MAX_FOREIGN_NUMBER, required=False)
    all_on = DateField(_l("Date of the decision"), required=False)
    ticked = ManyIdsField()

    row_ids: Sequence[UUID] = ()

    def entries(self) -> list[OutcomeEntry]:
        """Return what was typed: the row's own answer, else the common one where the row is ticked."""
        found = (self._own(each) or self._common(each) for each in self.row_ids)
        return [entry for entry in found if entry is not None]

    def has_gaps(self) -> bool:
        """Say, and note beside the field, where something was typed but no outcome chosen."""
        message = _("Choose conferred or declined.")
        gaps = [each for each in self.row_ids if self._is_gap(each)]
        for each in gaps:
            _note(self._row("outcome", each), message)
        missing_common = any(each in self.ticked.data for each in self.row_ids) and not self.all_outcome.data
        if missing_common and not all(self._own(each) for each in self.ticked.data if each in self.row_ids):
            _note(self.all_outcome, message)
            return True
        return bool(gaps)

    def _is_gap(self, each: UUID) -> bool:
        typed = any(self._row(name, each).data for name in ("decision_number", "decision_on"))
        return typed and self._own(each) is None and each not in self.ticked.data

    def _own(self, each: UUID) -> OutcomeEntry | None:
        outcome = self._row("outcome", each).data
        if outcome is None:
            return None
        return OutcomeEntry(
            nomination_id=each,
            outcome=outcome,
            decision_number=self._row("decision_number", each).data or "",
            decision_on=self._row("decision_on", each).data,
            note=self._row("note", each).data or "",
        )

    def _common(self, each: UUID) -> OutcomeEntry | None:
        if each not in self.ticked.data or self.all_outcome.data is None:
            return None
        return OutcomeEntry(
            nomination_id=each,
            outcome=self.all_outcome.data,
            decision_number=self.all_number.data or "",
            decision_on=self.all_on.data,
            note=self._row("note", each).data or "",
        )

    def _row(self, name: str, each: UUID) -> Any:  # Any: one of the fields above
        return self._fields[f"{name}-{each}"]


def _note(field: Any, message: str) -> None:  # Any: a field of WTForms, whose errors may be a tuple
    field.errors = [*field.errors, message]


def outcomes_form(row_ids: Sequence[UUID]) -> OutcomesForm:
    """Return the form with a row of fields for each pending name."""
    fields: dict[str, object] = {"row_ids": tuple(row_ids)}
    for each in row_ids:
        fields[f"outcome-{each}"] = ChoiceField(_l("Outcome"), kind=Outcome, required=False, choices=ANSWERS)
        fields[f"decision_number-{each}"] = TextField(
            _l("Number of the decision"), max_length=rules.MAX_FOREIGN_NUMBER, required=False
        )
        fields[f"decision_on-{each}"] = DateField(_l("Date of the decision"), required=False)
        fields[f"note-{each}"] = TextField(_l("Remark"), max_length=rules.MAX_NOTE, required=False)
    form: OutcomesForm = type("OutcomesRows", (OutcomesForm,), fields)()
    return form
