"""What a person can type about classifications."""

from app.classification.forms.files import (
    AnswerForm,
    ConfirmationsForm,
    ObjectionForm,
    SelfForm,
    TakeBackForm,
    confirmations_form,
    self_values,
)
from app.classification.forms.grids import (
    DecisionForm,
    DecisionRowForm,
    GridForm,
    LevelForm,
    PointsField,
    ProposalForm,
    ProposalRowForm,
    row_values,
)
from app.classification.forms.lists import (
    LEVEL_CHOICES,
    PROPOSED,
    WITHOUT,
    CountsFilter,
    LockForm,
    PeopleFilter,
    UnlockForm,
)

__all__ = [
    "LEVEL_CHOICES",
    "PROPOSED",
    "WITHOUT",
    "AnswerForm",
    "ConfirmationsForm",
    "CountsFilter",
    "DecisionForm",
    "DecisionRowForm",
    "GridForm",
    "LevelForm",
    "LockForm",
    "ObjectionForm",
    "PeopleFilter",
    "PointsField",
    "ProposalForm",
    "ProposalRowForm",
    "SelfForm",
    "TakeBackForm",
    "UnlockForm",
    "confirmations_form",
    "row_values",
    "self_values",
]
