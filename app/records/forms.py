"""What a person can type about one entry."""

from abc import abstractmethod
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core.errors import Problem, RuleBroken
from app.eligibility.enums import (
    CommendationType,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.eligibility.rulebook import rulebooks
from app.records import labels
from app.records.enums import CaseKind, DisciplineAuthority, Origin
from app.records.facts import Author, CaseFacts, ConferralFacts, DisciplineFacts, Facts, InitiativeFacts, LeaveFacts
from app.web.forms import (
    AbstractFormMeta,
    BaseForm,
    Checkbox,
    ChoiceField,
    DateField,
    FilesField,
    IdField,
    LongTextField,
    ManyChoicesField,
    NumberField,
    RadioChoiceField,
    TextField,
    VersionedForm,
)

CHOOSE: Final = ("", _l("Choose"))
EXAMPLE_DAY: Final = _l("Day/month/year, for example 05/01/2019.")
YEARS: Final[Any] = {"least": 1900, "most": 2100, "render_kw": {"inputmode": "numeric"}}
DOCUMENTS: Final = _l("Source documents")
DOCUMENTS_HELP: Final = _l("PDF, Word, Excel, JPG or PNG: the decision that says so.")
LEAST_SLOTS: Final = 3
LEVELS: Final = (CHOOSE, *labels.LEVEL_LABELS.items())


@dataclass(frozen=True, slots=True)
class Whose:
    """The person or the unit whose record a form is about."""

    person_id: UUID | None = None
    collective_id: UUID | None = None

    @property
    def subject(self) -> Subject:
        return Subject.INDIVIDUAL if self.person_id else Subject.COLLECTIVE

    @property
    def id(self) -> UUID:
        found = self.person_id or self.collective_id
        assert found is not None
        return found


class EntryForm(VersionedForm, metaclass=AbstractFormMeta):
    """A form about one entry; ``fill`` writes what stands now into it."""

    files = FilesField(DOCUMENTS, description=DOCUMENTS_HELP)

    @abstractmethod
    def facts(self, whose: Whose) -> Facts:
        """Return what was typed."""

    def values(self, facts: Any) -> dict[str, Any]:  # Any: facts of the kind, values of form fields
        """Return what stands now in each field of the form."""
        return {name: getattr(facts, name) for name in self._fields if hasattr(facts, name)}

    def fill(self, facts: Any) -> None:
        for name, value in self.values(facts).items():
            self._fields[name].data = value


class ConferralForm(EntryForm):
    """An award from history or from a higher body."""

    award_code = ChoiceField(_l("Award"))
    year = NumberField(_l("Year of the award"), description=_l("The year for which it was given."), **YEARS)
    decision_number = TextField(
        _l("Decision number"), max_length=80, description=_l("As printed, for example 215/QĐ-SKHCN.")
    )
    decision_on = DateField(_l("Decision of"), description=EXAMPLE_DAY)
    decided_by_name = TextField(_l("Decided by"), max_length=300)
    origin = RadioChoiceField(
        _l("Where it comes from"),
        kind=Origin,
        default=Origin.HISTORY,
        choices=[(each, labels.ORIGIN_LABELS[each]) for each in (Origin.HISTORY, Origin.HIGHER_DECISION)],
    )
    commendation_type = ChoiceField(
        _l("Type of commendation"),
        kind=CommendationType,
        required=False,
        choices=[("", _l("Not given")), *labels.TYPE_LABELS.items()],
    )
    period_from = NumberField(_l("Achievement from year"), required=False, **YEARS)
    period_to = NumberField(_l("Achievement to year"), required=False, **YEARS)
    initiatives_known = Checkbox(_l("It is known which initiatives it was given for"))  # type: ignore[arg-type]  # lazy text
    initiatives = ManyChoicesField(
        _l("Initiatives used"),
        required=False,
        description=_l("None ticked means that none was used. An initiative serves for one award only."),
    )
    note = TextField(_l("Note"), max_length=500, required=False)
    revoked_on = DateField(_l("Taken away on"), required=False, description=EXAMPLE_DAY)
    revoked_reason = LongTextField(
        _l("Why it was taken away"),
        max_length=2000,
        required=False,
        description=_l("With the number of the decision that took it away."),
    )
    another_confirmed = Checkbox(_l("This is another award of the same name in that year"))  # type: ignore[arg-type]  # lazy text

    def facts(self, whose: Whose) -> ConferralFacts:
        """Return what was typed."""
        used = frozenset(UUID(each) for each in self.initiatives.data or ())
        return ConferralFacts(
            award_code=self.award_code.data,
            year=cast(int, self.year.data),
            decision_number=self.decision_number.data or "",
            decision_on=cast(date, self.decision_on.data),
            decided_by_name=self.decided_by_name.data or "",
            person_id=whose.person_id,
            collective_id=whose.collective_id,
            origin=self.origin.data,
            commendation_type=self.commendation_type.data,
            period_from=self.period_from.data,
            period_to=self.period_to.data,
            initiatives=used if used or self.initiatives_known.data else None,
            note=self.note.data or "",
            revoked_on=self.revoked_on.data,
            revoked_reason=self.revoked_reason.data or "",
            another_confirmed=bool(self.another_confirmed.data),
        )

    def values(self, facts: ConferralFacts) -> dict[str, Any]:
        """Return what stands now in each field."""
        used = [str(each) for each in facts.initiatives or ()]
        return {**super().values(facts), "initiatives": used, "initiatives_known": facts.initiatives is not None}


def award_choices(subject: Subject, language: str) -> list[tuple[Any, Any]]:  # Any: a lazy text among them
    """Return every award that any regime gives to a person or to a unit, titles first."""
    found: dict[str, str] = {}
    for regime in rulebooks().regimes():
        for award in rulebooks().awards(regime.id, subject):
            found.setdefault(award.code, award.name(language))
    return [CHOOSE, *found.items()]


class InitiativeForm(EntryForm):
    """An initiative with its authors; the fields of the authors are made for their number."""

    title = LongTextField(_l("Title of the initiative"), max_length=500, render_kw={"rows": 2})
    year = NumberField(_l("Year of recognition"), **YEARS)
    kind = ChoiceField(_l("Kind"), kind=InitiativeKind, choices=list(labels.INITIATIVE_LABELS.items()))
    level = ChoiceField(
        _l("Level of recognition"), kind=InitiativeLevel, choices=[CHOOSE, *labels.LEVEL_LABELS.items()]
    )
    recognised_by = TextField(_l("Recognised by"), max_length=300, required=False)
    decision_number = TextField(_l("Decision number"), max_length=80, required=False)
    decision_on = DateField(_l("Decision of"), required=False, description=EXAMPLE_DAY)
    note = TextField(_l("Note"), max_length=500, required=False)
    slots: int = 0

    def authors(self) -> list[tuple[UUID, int | None]]:
        """Return the authors chosen, in order, each with the share."""
        found = ((self._fields[f"author_{at}"].data, self._fields[f"share_{at}"].data) for at in range(self.slots))
        return [(person_id, share) for person_id, share in found if person_id is not None]

    def facts(self, whose: Whose) -> InitiativeFacts:
        """Return what was typed."""
        return InitiativeFacts(
            year=cast(int, self.year.data),
            title=" ".join((self.title.data or "").split()),
            kind=self.kind.data,
            level=self.level.data,
            recognised_by=self.recognised_by.data or "",
            decision_number=self.decision_number.data or "",
            decision_on=self.decision_on.data,
            note=self.note.data or "",
            authors=tuple(Author(*each) for each in self.authors()),
        )

    def values(self, facts: InitiativeFacts) -> dict[str, Any]:
        """Return what stands now in each field, the authors slot by slot."""
        found = super().values(facts)
        for at in range(self.slots):
            author = facts.authors[at] if at < len(facts.authors) else Author(cast(UUID, None))
            found |= {f"author_{at}": author.person_id, f"share_{at}": author.share_percent}
        return found

    def add_problems(self, refusal: RuleBroken) -> None:
        """Show what is wrong with the authors at the first of them."""
        moved = [Problem(each.message, "author_0") if each.field == "authors" else each for each in refusal.problems]
        super().add_problems(RuleBroken(*moved))


def initiative_form(authors: int) -> type[InitiativeForm]:
    """Return the form with a place for each author, and one more."""
    slots = max(LEAST_SLOTS, authors + 1)
    fields: dict[str, Any] = {"slots": slots}  # Any: fields of a form
    for at in range(slots):
        label = _("Main author") if at == 0 else _("Author %(number)s", number=at + 1)
        fields[f"author_{at}"] = IdField(label, required=at == 0)
        share = _("Share of %(who)s", who=label[:1].lower() + label[1:])
        fields[f"share_{at}"] = NumberField(share, least=1, most=100, required=False)
    return type("InitiativeFormOfMany", (InitiativeForm,), fields)


class DisciplineForm(EntryForm):
    """A disciplinary decision."""

    severity = ChoiceField(_l("Severity"), kind=DisciplineLevel, choices=[CHOOSE, *labels.SEVERITY_LABELS.items()])
    authority = RadioChoiceField(
        _l("Type of discipline"),
        kind=DisciplineAuthority,
        default=DisciplineAuthority.ADMINISTRATION,
        choices=list(labels.AUTHORITY_LABELS.items()),
        description=_l("Discipline by the Party is on record; titles are barred by that of the administration."),
    )
    decided_on = DateField(_l("Decided on"), description=EXAMPLE_DAY)
    ends_on = DateField(_l("In effect until"), required=False, description=EXAMPLE_DAY)
    decision_number = TextField(_l("Decision number"), max_length=80, required=False)
    decided_by = TextField(_l("Decided by"), max_length=300, required=False)
    is_duty_related = Checkbox(_l("Related to the duties of the post"), default=True)  # type: ignore[arg-type]  # lazy text
    reason = LongTextField(_l("Reason"), max_length=2000, required=False)

    def facts(self, whose: Whose) -> DisciplineFacts:
        """Return what was typed."""
        return DisciplineFacts(
            person_id=whose.person_id,
            collective_id=whose.collective_id,
            severity=self.severity.data,
            authority=self.authority.data,
            decided_on=cast(date, self.decided_on.data),
            ends_on=self.ends_on.data,
            decision_number=self.decision_number.data or "",
            decided_by=self.decided_by.data or "",
            is_duty_related=bool(self.is_duty_related.data),
            reason=self.reason.data or "",
        )


JUDGED: Final = (("", _l("Not judged yet")), ("yes", _l("Yes")), ("no", _l("No")))
_JUDGEMENT: Final = {"yes": True, "no": False}


class LeaveForm(EntryForm):
    """A long absence."""

    kind = ChoiceField(_l("Kind"), kind=LeaveKind, choices=[CHOOSE, *labels.LEAVE_LABELS.items()])
    started_on = DateField(_l("First day"), description=EXAMPLE_DAY)
    ended_on = DateField(_l("Last day"), required=False, description=_l("Empty as long as the leave goes on."))
    rules_kept = ChoiceField(
        _l("Studies: rules of the school kept"),
        required=False,
        choices=list(JUDGED),
        description=_l("For studies only."),
    )
    result_good = ChoiceField(
        _l("Studies: result good or better"), required=False, choices=list(JUDGED), description=_l("For studies only.")
    )
    decision_number = TextField(_l("Decision number"), max_length=80, required=False)
    note = TextField(_l("Note"), max_length=500, required=False)

    def facts(self, whose: Whose) -> LeaveFacts:
        """Return what was typed."""
        return LeaveFacts(
            person_id=cast(UUID, whose.person_id),
            kind=self.kind.data,
            started_on=cast(date, self.started_on.data),
            ended_on=self.ended_on.data,
            rules_kept=_JUDGEMENT.get(self.rules_kept.data or ""),
            result_good=_JUDGEMENT.get(self.result_good.data or ""),
            decision_number=self.decision_number.data or "",
            note=self.note.data or "",
        )

    def values(self, facts: LeaveFacts) -> dict[str, Any]:
        """Return what stands now, judgements as choices."""
        words = {None: "", True: "yes", False: "no"}
        found = super().values(facts)
        return {**found, "rules_kept": words[facts.rules_kept], "result_good": words[facts.result_good]}


class CaseForm(EntryForm):
    """What is open against somebody."""

    kind = ChoiceField(_l("Kind"), kind=CaseKind, choices=[CHOOSE, *labels.CASE_LABELS.items()])
    opened_on = DateField(_l("Opened on"), description=EXAMPLE_DAY)
    source = TextField(
        _l("Document that says so"), max_length=300, required=False, description=_l("Number, date and issuing body.")
    )
    closed_on = DateField(_l("Concluded on"), required=False, description=_l("Empty as long as it is open."))
    conclusion = LongTextField(_l("Conclusion"), max_length=2000, required=False)

    def facts(self, whose: Whose) -> CaseFacts:
        """Return what was typed."""
        return CaseFacts(
            person_id=whose.person_id,
            collective_id=whose.collective_id,
            kind=self.kind.data,
            opened_on=cast(date, self.opened_on.data),
            closed_on=self.closed_on.data,
            source=self.source.data or "",
            conclusion=self.conclusion.data or "",
        )


class CancelForm(VersionedForm):
    """Why an entry is taken out."""

    reason = LongTextField(
        _l("Reason"),
        max_length=1000,
        description=_l("It stays in the trail, where auditors and administrators read it."),
    )


class DetachForm(BaseForm):
    """A button that takes a document off."""


class SearchForm(BaseForm):
    """Whose record is looked for."""

    class Meta:
        csrf = False

    q = TextField(_l("Name of a person or a unit"), max_length=100, required=False)


class TableForm(BaseForm):
    """A table pasted or uploaded."""

    pasted = LongTextField(
        _l("Paste the table here"),
        max_length=2_000_000,
        required=False,
        description=_l("Copy the rows in Excel with their headings, then paste."),
        render_kw={"rows": 8, "spellcheck": "false", "autocomplete": "off"},
    )
    files = FilesField(_l("Or upload the file"), description=_l("Excel (.xlsx) or CSV."))


class TakeForm(BaseForm):
    """The table of a preview, taken as it was shown."""

    token = TextField(max_length=1000)
