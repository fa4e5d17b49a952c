"""What a person can type about nominations."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from flask_babel import lazy_gettext as _l

from app.nominations.enums import Part
from app.nominations.labels import PART_LABELS, paper_choices
from app.nominations.rules import LONGEST_REASON
from app.nominations.services.drafting import NominationBatch
from app.nominations.services.editing import NominationContent
from app.nominations.services.verification import Mark
from app.web.forms import (
    BaseForm,
    ChoiceField,
    DateField,
    FilesField,
    IdField,
    LongTextField,
    ManyChoicesField,
    ManyIdsField,
    NumberField,
    VersionedForm,
)

MOST_VOTERS: Final = 100_000


class TickForm(BaseForm):
    """The rows ticked in a list."""

    nomination_ids = ManyIdsField()


class UnitMeetingForm(BaseForm):
    """When the unit met and how it voted."""

    unit_met_on = DateField(_l("Date of the unit meeting"), required=False)
    unit_votes_for = NumberField(_l("Voted for it"), most=MOST_VOTERS, required=False)
    unit_votes_total = NumberField(_l("Took part in the vote"), most=MOST_VOTERS, required=False)


class NominateForm(UnitMeetingForm):
    """Several awards and several nominees of one unit at once."""

    campaign_id = IdField(_l("Campaign"))
    unit_id = IdField(_l("Nominating unit"))
    award_codes = ManyChoicesField(_l("Awards"), required=False)
    person_ids = ManyIdsField(_l("People"))
    picked_ids = ManyIdsField(_l("Somebody else of the unit"))
    collective_ids = ManyIdsField(_l("Collectives"))
    ministry_id = IdField(_l("Ministry to which ministerial awards are proposed"), required=False)

    @property
    def people(self) -> list[UUID]:
        """Everybody ticked or picked, each once."""
        return list(dict.fromkeys([*(self.person_ids.data or ()), *(self.picked_ids.data or ())]))

    def batch(self, campaign_id: UUID, unit_id: UUID) -> NominationBatch:
        """Return what the service drafts."""
        return NominationBatch(
            campaign_id=campaign_id,
            unit_id=unit_id,
            award_codes=self.award_codes.data or (),
            person_ids=self.people,
            collective_ids=self.collective_ids.data or (),
            unit_met_on=self.unit_met_on.data,
            unit_votes_for=self.unit_votes_for.data,
            unit_votes_total=self.unit_votes_total.data,
            ministry_id=self.ministry_id.data,
        )


class EditForm(VersionedForm, UnitMeetingForm):
    """The texts, the vote and the award of one file."""

    award_code = ChoiceField(_l("Award"))
    ministry_id = ChoiceField(_l("Ministry to which this is proposed"), required=False)
    summary = LongTextField(_l("Summary of achievements"), required=False)
    report = LongTextField(_l("Achievement report"), required=False)

    def offer(self, awards: Sequence[tuple[str, str]], ministries: Sequence[tuple[UUID, str]]) -> None:
        """Set what can be chosen."""
        self.award_code.choices = list(awards)
        self.ministry_id.choices = [("", ""), *((str(each), name) for each, name in ministries)]

    def content(self) -> NominationContent:
        """Return what the service writes."""
        ministry = self.ministry_id.data
        return NominationContent(
            summary=self.summary.data or "",
            report=self.report.data or "",
            unit_met_on=self.unit_met_on.data,
            unit_votes_for=self.unit_votes_for.data,
            unit_votes_total=self.unit_votes_total.data,
            award_code=self.award_code.data,
            ministry_id=UUID(ministry) if ministry else None,
        )


class OwnReportForm(VersionedForm):
    """The nominee's own report."""

    report = LongTextField(_l("Achievement report"), required=False)


class ConditionsForm(VersionedForm):
    """What the page of the conditions asks beside the answers to each."""

    initiative_ids = ManyIdsField(_l("Initiatives this nomination rests on"))
    exception_reason = LongTextField(_l("Reason for the exception"), max_length=LONGEST_REASON, required=False)


class ReasonForm(VersionedForm):
    """Why a file is refused or withdrawn."""

    reason = LongTextField(_l("Reason"), max_length=LONGEST_REASON)


class ExcessForm(BaseForm):
    """Why a unit proposes more for an award than a ceiling allows."""

    unit_id = ChoiceField(_l("Unit"))
    award_code = ChoiceField(_l("Award"))
    reason = LongTextField(_l("Reason for the excess"), max_length=LONGEST_REASON)


class OptionalReasonForm(VersionedForm):
    """Why a draft is dropped, if somebody should know."""

    reason = LongTextField(_l("Reason"), max_length=LONGEST_REASON, required=False)


class ReturnForm(VersionedForm):
    """One text for each part of a file that is to be mended."""

    nominee = LongTextField(PART_LABELS[Part.NOMINEE], max_length=LONGEST_REASON, required=False)
    award = LongTextField(PART_LABELS[Part.AWARD], max_length=LONGEST_REASON, required=False)
    unit_vote = LongTextField(PART_LABELS[Part.UNIT_VOTE], max_length=LONGEST_REASON, required=False)
    summary = LongTextField(PART_LABELS[Part.SUMMARY], max_length=LONGEST_REASON, required=False)
    report = LongTextField(PART_LABELS[Part.REPORT], max_length=LONGEST_REASON, required=False)
    attachments = LongTextField(PART_LABELS[Part.ATTACHMENTS], max_length=LONGEST_REASON, required=False)

    def marks(self) -> list[Mark]:
        """Return the marks that were typed."""
        texts = {part: self[part.value].data or "" for part in Part}
        return [Mark(part, text) for part, text in texts.items() if text]


class ActForm(VersionedForm):
    """An act of one button; the version refuses a page that is out of date."""


class AttachForm(BaseForm):
    """Files to attach."""

    files = FilesField(_l("Files to attach"))
    paper = ChoiceField(_l("Which paper it is"), required=False, choices=())

    def __init__(self, **options: Any) -> None:  # Any: WTForms' own open signature
        super().__init__(**options)
        self.paper.choices = paper_choices()


class PaperForm(BaseForm):
    """Which paper of the file an attachment is."""

    paper = ChoiceField(_l("Which paper it is"), required=False, choices=())

    def __init__(self, **options: Any) -> None:  # Any: as above
        super().__init__(**options)
        self.paper.choices = paper_choices()


class BatchForm(BaseForm):
    """The summaries of drafts made together; each text is read by the id of its file."""
