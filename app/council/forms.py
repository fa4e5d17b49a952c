"""What a person can type about councils, meetings and votes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, ValidationError

from app.core.clock import HERE
from app.core.text import nfc
from app.council.enums import ApprovalCapacity, Choice, ConflictKind, CouncilKind, CouncilRole, Presence, VotingWay
from app.council.labels import KIND_LABELS, ROLE_LABELS, WAY_LABELS
from app.council.rules import Found, Seat
from app.council.services import ConflictReply, OpinionReply, notices
from app.council.services.approvals import MAX_MINUTES, MAX_NOTE, MAX_SIGNER
from app.council.services.cancelling import MAX_REASON as MAX_CANCELLATION
from app.council.services.conflicts import DECLARED, MAX_GROUND
from app.council.services.councils import MAX_NAME, MAX_NUMBER, MAX_POST, YEARS
from app.council.services.meetings import MAX_PLACE
from app.council.services.notes import MAX_NOTE as MAX_OWN_NOTE
from app.council.services.paper_counting import MAX_REASON as MAX_COUNT_REASON
from app.council.services.revotes import MAX_REASON
from app.eligibility.enums import Subject
from app.nominations.rules import LONGEST_REASON
from app.web.forms import (
    BaseForm,
    Checkbox,
    ChoiceField,
    DateField,
    FilesField,
    LongTextField,
    ManyIdsField,
    NumberField,
    RadioChoiceField,
    TextField,
    VersionedForm,
)

MOST_SEATS: Final = 200
"""Rows that are read from a form; no council has as many members."""

CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[:h.]([0-5]\d)", re.ASCII)
ROLE_ORDER: Final = (CouncilRole.CHAIR, CouncilRole.VICE_CHAIR, CouncilRole.MEMBER, CouncilRole.SECRETARY)


@dataclass(frozen=True, slots=True)
class SeatEntry:
    """A row of the list of members: the seat, and whom the page calls by name."""

    seat: Seat
    name: str = ""
    detail: str = ""
    stands_in_name: str = ""

    def __str__(self) -> str:
        """Say who sits there as what, for the page that compares two versions."""
        vote = "" if self.seat.has_vote else ", " + _("without a vote")
        stands_in = ", " + _("stands in for %(name)s", name=self.stands_in_name) if self.stands_in_name else ""
        return f"{self.name} ({ROLE_LABELS[self.seat.role]}{vote}{stands_in})"


class SeatsField(Field):
    """Rows of members: hidden ids under the name of the field, and role, vote and post of each beside it."""

    data: list[SeatEntry]

    def process(self, formdata: Any, *args: Any, **options: Any) -> None:  # Any: WTForms' own open signature
        super().process(formdata, *args, **options)
        if formdata is None:
            self.data = list(self.data or [])
            return
        ids = dict.fromkeys(_ids(formdata.getlist(self.name)[:MOST_SEATS]))
        self.data = [SeatEntry(_seat(formdata, person_id)) for person_id in ids]

    def seats(self) -> list[Seat]:
        """Return the seats in the order of their roles, as they were listed within each."""
        return sorted((entry.seat for entry in self.data), key=lambda seat: ROLE_ORDER.index(seat.role))


class CouncilForm(VersionedForm):
    """A council and its members; ``new_member_ids`` are picked to be added to the list."""

    name = TextField(_l("Name of the council"), max_length=MAX_NAME)
    year = NumberField(_l("Year"), least=YEARS.start, most=YEARS.stop - 1)
    decision_number = TextField(_l("Number of the establishing decision"), max_length=MAX_NUMBER, required=False)
    decision_on = DateField(_l("Date of the establishing decision"), required=False)
    kind = RadioChoiceField(_l("Kind"), kind=CouncilKind, required=False, choices=list(KIND_LABELS.items()))
    valid_from = DateField(_l("In office from"), required=False)
    valid_to = DateField(_l("In office until"), required=False)
    members = SeatsField(_l("Members"))  # type: ignore[arg-type]  # a lazy text is text once it is shown
    new_member_ids = ManyIdsField(_l("Add members"))


class MeetingForm(VersionedForm):
    """What a meeting is about, when and where."""

    campaign_id = ChoiceField(_l("Campaign"))
    name = TextField(_l("Name of the meeting"), max_length=MAX_NAME)
    held_on = DateField(_l("Date"))
    held_time = TextField(_l("Time"), max_length=8)
    place = TextField(_l("Place"), max_length=MAX_PLACE, required=False)

    def validate_held_time(self, field: Field) -> None:
        """Refuse what is no time of day."""
        if not CLOCK.fullmatch(field.data or ""):
            raise ValidationError(_("Type the time as hours:minutes, for example 08:30."))

    @property
    def held_at(self) -> datetime:
        """The moment of the meeting, on the clock of Việt Nam."""
        match, day = CLOCK.fullmatch(self.held_time.data or ""), self.held_on.data
        assert match is not None
        assert day is not None
        return datetime.combine(day, time(int(match[1]), int(match[2])), tzinfo=HERE)


class NarrowingForm(BaseForm):
    """Filters of the verified files."""

    class Meta:
        """A form that only reads carries no token."""

        csrf = False

    q = TextField(_l("Name, unit, award or number"), max_length=100, required=False)
    award = ChoiceField(_l("Award"), required=False)
    subject = ChoiceField(_l("Nominee"), kind=Subject, required=False)


class TableForm(BaseForm):
    """The verified files ticked for the agenda."""

    nomination_ids = ManyIdsField()


class ItemsForm(BaseForm):
    """The items ticked on the agenda."""

    item_ids = ManyIdsField()


class OpeningForm(ItemsForm):
    """The items ticked to be opened, and how they are voted on."""

    way = ChoiceField(_l("How members vote"), kind=VotingWay, choices=list(WAY_LABELS.items()), required=False)
    until = TextField(_l("Keep open until"), max_length=8, required=False)

    def validate_until(self, field: Field) -> None:
        """Refuse what is no time of day."""
        if field.data and not CLOCK.fullmatch(field.data):
            raise ValidationError(_("Type the time as hours:minutes, for example 08:30."))

    def ends_at(self, today: date) -> datetime | None:
        """The moment today, on the clock of Việt Nam, after which no ballot is taken; none: until the chair closes."""
        match = CLOCK.fullmatch(self.until.data or "")
        return datetime.combine(today, time(int(match[1]), int(match[2])), tzinfo=HERE) if match else None


class ClosingForm(ItemsForm):
    """The items ticked to be counted."""

    result_only = Checkbox(_l("Where the count would show how members voted, publish the result only"))  # type: ignore[arg-type]  # lazy text


class CountAnewForm(BaseForm):
    """Why the boxes that two people do not agree on are counted anew."""

    reason = TextField(_l("Why they are counted anew"), max_length=MAX_COUNT_REASON)


class RevoteForm(BaseForm):
    """Why the council votes again."""

    reason = LongTextField(_l("Why the council votes again"), max_length=MAX_REASON)


class CancellationForm(BaseForm):
    """Why a planned meeting is cancelled."""

    reason = LongTextField(_l("Why the meeting is cancelled"), max_length=MAX_CANCELLATION)


class ActForm(BaseForm):
    """An act of one button."""


class NoteForm(BaseForm):
    """What a member notes about a file for themselves."""

    text = LongTextField(_l("My note"), max_length=MAX_OWN_NOTE, required=False)


class NoticeForm(VersionedForm):
    """The convening notice of a meeting."""

    full_number = TextField(_l("Number of the notice"), max_length=notices.MAX_NUMBER, required=False)
    issued_on = DateField(_l("Date of the notice"))
    signer_line = LongTextField(_l("Capacity of the signer"), max_length=notices.MAX_LINE, required=False)
    signer_name = TextField(_l("Signer of the notice"), max_length=notices.MAX_SIGNER)
    text = LongTextField(_l("What members are asked to do"), max_length=notices.MAX_TEXT, required=False)


@dataclass(frozen=True, slots=True)
class Move:
    """Which way a file or an award goes on the agenda."""

    up: bool
    item_id: UUID | None = None
    award_code: str = ""


def moves(typed: Mapping[str, str]) -> Move:
    """Read the one button that was pressed: ``up``, ``down`` carry a file, ``award-up``, ``award-down`` an award."""
    for way in ("up", "down"):
        found = _ids([typed.get(way, "")])
        if found:
            return Move(way == "up", item_id=found[0])
        if code := typed.get(f"award-{way}", ""):
            return Move(way == "up", award_code=code)
    return Move(up=False)


class MinutesForm(VersionedForm):
    """The text of the minutes."""

    text = LongTextField(_l("Text of the minutes"), max_length=MAX_MINUTES)


class ApprovalForm(VersionedForm):
    """An approval given with one's own account, or taken back."""

    capacity = ChoiceField(kind=ApprovalCapacity, choices=[(capacity, "") for capacity in ApprovalCapacity])


class LowerForm(BaseForm):
    """A lower award in the place of one that was not adopted."""

    award_code = RadioChoiceField(_l("Lower award"))
    reason = LongTextField(_l("Why a lower award"), max_length=LONGEST_REASON)
    exception_reason = LongTextField(_l("Reason for the exception"), max_length=LONGEST_REASON, required=False)
    excess_reason = LongTextField(
        _l("Reason for more than the ceiling allows"), max_length=LONGEST_REASON, required=False
    )


class SignatureForm(VersionedForm):
    """A signature given by hand, as the one who runs the meeting enters it."""

    capacity = ChoiceField(_l("Signed as"), kind=ApprovalCapacity)
    name = TextField(_l("Name of the signer"), max_length=MAX_SIGNER)
    post = TextField(_l("Post"), max_length=MAX_POST, required=False)
    signed_on = DateField(_l("Signed on"))
    note = TextField(_l("Where the signed paper is"), max_length=MAX_NOTE)


class OpinionForm(BaseForm):
    """The signed paper of an absent member: when it came, and its scan."""

    received_on = DateField(_l("Received on"))
    files = FilesField(_l("Scan of the signed paper"))


class AttachForm(BaseForm):
    """Files to attach to a council."""

    files = FilesField(_l("Files"))


def opinion_replies(typed: Mapping[str, str], item_ids: Iterable[UUID]) -> dict[UUID, OpinionReply]:
    """Read ``reply-<item>`` and ``ground-<item>`` of each item that was shown; nothing chosen is no opinion."""
    return {
        item_id: _opinion_reply(typed.get(f"reply-{item_id}", ""), typed.get(f"ground-{item_id}", ""))
        for item_id in item_ids
        if f"reply-{item_id}" in typed
    }


def _opinion_reply(said: str, ground: str) -> OpinionReply:
    if said in DECLARED:
        return OpinionReply(ground=nfc(ground)[: MAX_GROUND + 1], kind=ConflictKind(said))
    return OpinionReply(Choice(said) if said in set(Choice) else None)


COUNTED: Final = ("for", "against", "abstain", "invalid")


def found_counts(typed: Mapping[str, str], item_ids: Iterable[UUID]) -> tuple[dict[UUID, Found], set[UUID]]:
    """Read the four numbers of each item; an empty row was not counted, an empty cell beside a number is none.

    Returns the counts, and the items whose row holds something that is no number.
    """
    counts, wrong = {}, set()
    for item_id in item_ids:
        cells = [typed.get(f"{name}-{item_id}", "").strip() for name in COUNTED]
        if not any(cells):
            continue
        numbers = [_ballots(cell) for cell in cells]
        if None in numbers:
            wrong.add(item_id)
        else:
            counts[item_id] = Found(*(number or 0 for number in numbers))
    return counts, wrong


def _ballots(cell: str) -> int | None:
    if not cell:
        return 0
    return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) <= 4 else None


def presences(typed: Mapping[str, str], member_ids: Iterable[UUID]) -> dict[UUID, Presence]:
    """Read ``presence-<member>`` of each member; what is missing or forged is left out."""
    read = {member_id: typed.get(f"presence-{member_id}", "") for member_id in member_ids}
    return {member_id: Presence(value) for member_id, value in read.items() if value in set(Presence)}


def choices(typed: Mapping[str, str], item_ids: Iterable[UUID]) -> dict[UUID, Choice]:
    """Read ``choice-<item>`` of each item; what is missing or forged is left out."""
    read = {item_id: typed.get(f"choice-{item_id}", "") for item_id in item_ids}
    return {item_id: Choice(value) for item_id, value in read.items() if value in set(Choice)}


def cast_choices(typed: Mapping[str, str]) -> dict[UUID, Choice]:
    """Read every ``choice-<item>`` that was confirmed; the service refuses items that are not the member's."""
    names = (name.removeprefix("choice-") for name in typed if name.startswith("choice-"))
    return choices(typed, _ids(list(names)))


def conflict_replies(typed: Mapping[str, str], item_ids: Iterable[UUID]) -> dict[UUID, ConflictReply]:
    """Read what was ticked and typed about each item shown; an unticked one is answered with "none"."""
    return {
        item_id: ConflictReply(
            has_conflict=bool(typed.get(f"conflict-{item_id}")),
            ground=nfc(typed.get(f"ground-{item_id}", ""))[: MAX_GROUND + 1],
            kind=_declared(typed.get(f"kind-{item_id}", ConflictKind.OTHER.value)),
        )
        for item_id in item_ids
    }


def _declared(value: str) -> ConflictKind | None:
    """Read the kind of a declared conflict; none that was chosen is asked for by the service."""
    return ConflictKind(value) if value in DECLARED else None


def _seat(typed: Any, person_id: UUID) -> Seat:  # Any: the form data of Werkzeug
    role = typed.get(f"role-{person_id}", "")
    return Seat(
        person_id=person_id,
        role=CouncilRole(role) if role in set(CouncilRole) else CouncilRole.MEMBER,
        has_vote=bool(typed.get(f"vote-{person_id}")),
        post=nfc(typed.get(f"post-{person_id}", ""))[: MAX_POST + 1],
        stands_in_for=next(iter(_ids([typed.get(f"standin-{person_id}", "")])), None),
    )


def _ids(values: Sequence[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(str(value)))
        except ValueError:
            continue  # A forged id is nobody's.
    return found


__all__ = [
    "ActForm",
    "ApprovalForm",
    "AttachForm",
    "ClosingForm",
    "CouncilForm",
    "ItemsForm",
    "LowerForm",
    "MeetingForm",
    "MinutesForm",
    "NarrowingForm",
    "NoteForm",
    "NoticeForm",
    "OpeningForm",
    "OpinionForm",
    "RevoteForm",
    "SeatEntry",
    "SignatureForm",
    "TableForm",
    "cast_choices",
    "choices",
    "conflict_replies",
    "found_counts",
    "moves",
    "opinion_replies",
    "presences",
]
