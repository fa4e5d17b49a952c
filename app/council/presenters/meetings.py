"""Meetings: the desk of those who run them, the attendance, what happens next."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from app.core.clock import HERE
from app.council.enums import BallotMethod, ItemStatus, MeetingStatus, Presence
from app.council.labels import ROLE_LABELS, ground_words
from app.council.presenters.results import share_words, state_of
from app.council.presenters.voting import desk as my_desk
from app.council.presenters.words import nominee_detail, when
from app.council.queries.attendance import present_seats
from app.council.queries.candidates import VerifiedFile, WaitingAward
from app.council.queries.meetings import AttendanceRow, ItemRow, MeetingFile
from app.council.queries.turnout import Turnout, Voter
from app.council.queries.voting import Aside, ItemPerson, Paper
from app.council.rules import KeptVote, rule_of
from app.nominations.labels import award_abbreviation, award_name, with_exception

USUAL_NAME: Final = "Phiên họp xét thi đua, khen thưởng"
"""The official name that a new meeting is proposed to bear: Vietnamese whatever the page speaks."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item as a row of the agenda."""

    id: Markup
    position: int
    name: str
    detail: str
    award: str
    abbreviation: str
    state: object
    tone: str
    turnout: str
    aside_count: int
    in_favour: int | None
    against: int | None
    abstentions: int | None
    share: str
    chosen: bool
    """Ticked beforehand: as it was sent, or because everybody has voted."""


@dataclass(frozen=True, slots=True)
class AgendaDesk:
    """The items of a page of the agenda by state."""

    voting: Sequence[ItemView]
    pending: Sequence[ItemView]
    closed: Sequence[ItemView]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing stands on the agenda."""
        return not (self.voting or self.pending or self.closed)


@dataclass(frozen=True, slots=True)
class MyState:
    """What waits for the member who looks."""

    to_answer: int
    to_cast: int
    is_member: bool
    note: str

    @property
    def waits(self) -> bool:
        """Say whether there is something to answer or to cast."""
        return bool(self.to_answer or self.to_cast)

    @property
    def words(self) -> str:
        """Say what waits."""
        if self.to_cast:
            return ngettext("%(num)s file waits for your vote.", "%(num)s files wait for your vote.", self.to_cast)
        return ngettext(
            "On %(num)s file you are asked about conflicts of interest before you can vote.",
            "On %(num)s files you are asked about conflicts of interest before you can vote.",
            self.to_answer,
        )


@dataclass(frozen=True, slots=True)
class Primary:
    """The one act the page is for: a link, or a button that acts at once."""

    label: str
    href: str
    is_act: bool = False


@dataclass(frozen=True, slots=True)
class VoterRow:
    """How many of the papers now out a member has cast: never which way."""

    name: str
    voted: int
    issued: int

    @property
    def is_done(self) -> bool:
        """Say whether all papers are cast."""
        return self.voted >= self.issued


@dataclass(frozen=True, slots=True)
class AttendanceView:
    """A member in the list of attendance."""

    id: UUID
    name: str
    post: str
    role: object
    has_vote: bool
    presence: str
    stands_in: str
    """In whose place a substitute sits; empty for the others."""


def agenda_desk(
    items: Sequence[ItemRow],
    *,
    turnout: Mapping[UUID, Turnout],
    asides: Mapping[UUID, Sequence[Aside]],
    chosen: Collection[UUID] = (),
) -> AgendaDesk:
    """Return the rows of the agenda, sorted by what can be done with them."""
    views = {item.id: _item_view(item, turnout.get(item.id), asides.get(item.id, ()), chosen) for item in items}

    def of(status: ItemStatus) -> list[ItemView]:
        return [views[item.id] for item in items if item.status is status]

    return AgendaDesk(of(ItemStatus.VOTING), of(ItemStatus.PENDING), of(ItemStatus.CLOSED))


def _item_view(item: ItemRow, turnout: Turnout | None, asides: Sequence[Aside], chosen: Collection[UUID]) -> ItemView:
    state, tone = state_of(item)
    return ItemView(
        id=Markup(item.id),
        position=item.position,
        name=item.nominee_name,
        detail=with_exception(
            nominee_detail(item.nominee_name, item.nominee_post, item.nominee_unit_name), item.exception_reason
        ),
        award=award_name(item.regime_id, item.award_code),
        abbreviation=award_abbreviation(item.regime_id, item.award_code),
        state=state,
        tone=tone,
        turnout=_turnout_words(item, turnout),
        aside_count=len(asides),
        in_favour=_with_written(item, item.votes_for, item.written_for),
        against=_with_written(item, item.votes_against, item.written_against),
        abstentions=_with_written(item, item.abstentions, item.written_abstentions),
        share=share_words(item),
        chosen=item.id in chosen or (turnout is not None and turnout.voted >= turnout.issued),
    )


def _with_written(item: ItemRow, ballots: int | None, opinions: int | None) -> int | None:
    """Count written opinions with the ballots where the share that stands beside them counts them too."""
    if ballots is None or not opinions:
        return ballots
    rule = rule_of(KeptVote.of(item))
    return ballots + opinions if rule is not None and rule.counts_written else ballots


def _turnout_words(item: ItemRow, turnout: Turnout | None) -> str:
    """Say how many have voted, and until when the vote is open."""
    if not item.method.is_on_screen and item.status is ItemStatus.VOTING:
        return _("on paper")
    if turnout is None:
        return ""
    said = _("%(voted)s of %(issued)s", voted=turnout.voted, issued=turnout.issued)
    if item.method is BallotMethod.OPEN:
        said = _("%(voted)s, open vote", voted=said)
    if item.voting_until is None:
        return said
    return _("%(voted)s, until %(time)s", voted=said, time=f"{item.voting_until.astimezone(HERE):%H:%M}")


def voter_rows(voters: Sequence[Voter]) -> list[VoterRow]:
    """Return who still has papers to cast, those first who have most left."""
    rows = [VoterRow(each.full_name, each.turnout.voted, each.turnout.issued) for each in voters]
    return sorted(rows, key=lambda row: row.voted - row.issued)


def my_state(meeting: MeetingFile, papers: Sequence[Paper]) -> MyState:
    """Return what waits for the member who looks; the conflict question can be answered before the meeting opens."""
    known = my_desk(papers)
    absent = meeting.status is MeetingStatus.OPEN and meeting.my_presence is Presence.ABSENT
    told = (
        _("You stand in for another member. You vote when that member is absent and you are recorded as present.")
        if meeting.i_stand_in
        else _("You are recorded as absent. Tell the secretary when you are here.")
    )
    return MyState(
        to_answer=len(known.unanswered),
        to_cast=len(known.to_cast),
        is_member=bool(meeting.my_vote),
        note=told if absent and meeting.my_vote else "",
    )


def counts(items: Sequence[ItemRow]) -> list[tuple[str, int]]:
    """Count the items of the page by state."""
    return [
        (_("Being voted on"), sum(item.status is ItemStatus.VOTING for item in items)),
        (_("Not opened yet"), sum(item.status is ItemStatus.PENDING for item in items)),
        (_("Counted"), sum(item.status is ItemStatus.CLOSED for item in items)),
    ]


def primary_of(meeting: MeetingFile, items: Sequence[ItemRow], *, has_attendance: bool) -> Primary | None:
    """Return the next act of those who run the meeting."""
    if meeting.status is MeetingStatus.PLANNED:
        if not items:
            return Primary(_("Put files on the agenda"), url_for("council.agenda", meeting_id=meeting.id))
        if not has_attendance:
            return Primary(_("Record attendance"), url_for("council.attendance", meeting_id=meeting.id))
        return Primary(_("Open the meeting"), url_for("council.open_meeting", meeting_id=meeting.id), is_act=True)
    if meeting.status is MeetingStatus.OPEN and not items:
        return Primary(_("Put files on the agenda"), url_for("council.agenda", meeting_id=meeting.id))
    if meeting.status is MeetingStatus.CLOSED:
        return Primary(_("Write the minutes"), url_for("council.minutes", meeting_id=meeting.id))
    return None


def closing_words(items: Sequence[ItemRow]) -> str:
    """Say what closing the meeting brings about."""
    left = sum(item.status is ItemStatus.PENDING for item in items)
    end = _("A closed meeting is not opened again; its minutes are drafted.")
    if not left:
        return end
    back = ngettext(
        "%(num)s file was not voted on: it leaves the agenda and is verified as before.",
        "%(num)s files were not voted on: they leave the agenda and are verified as before.",
        left,
    )
    return f"{back} {end}"


def returning_words(count: int) -> str:
    """Say what becomes of the files on the agenda of a meeting that is cancelled."""
    if not count:
        return _("The agenda is empty.")
    return ngettext(
        "%(num)s file leaves the agenda and is verified as before.",
        "%(num)s files leave the agenda and are verified as before.",
        count,
    )


def subtitle(meeting: MeetingFile) -> str:
    """Return when, where and about what a meeting is."""
    return " · ".join(part for part in (when(meeting.held_at), meeting.place, meeting.campaign_name) if part)


def next_step(meeting: MeetingFile, items: Sequence[ItemRow], *, has_attendance: bool) -> str:
    """Say in plain words what happens next in a meeting, for those who run it."""
    states = {item.status for item in items}
    if meeting.status is MeetingStatus.PLANNED:
        if not items:
            return _("Put the verified files on the agenda. Members then see the files and answer about conflicts.")
        if has_attendance:
            return _("Attendance is recorded. Open the meeting when it begins.")
        return _("Record who came, then open the meeting.")
    if meeting.status is MeetingStatus.OPEN:
        if ItemStatus.VOTING in states:
            return _("Members vote. When all have voted, or enough have, close and count.")
        if ItemStatus.PENDING in states:
            return _("Tick the files to deliberate now and open them for the vote.")
        return _("Everything is counted. Close the meeting.")
    if meeting.status is MeetingStatus.CLOSED:
        return _("Read and complete the drafted minutes; then secretary and chair approve them.")
    return _("Adopted files wait for the decision of the head of the body or for the proposal letter.")


def tabs(meeting: MeetingFile, current: str) -> list[dict[str, Any]]:  # Any: what the tabs show
    """Return the parts of a meeting."""
    parts = [
        ("agenda", _("Agenda and results"), url_for("council.meeting", meeting_id=meeting.id)),
        ("files", _("Files to read"), url_for("council.files", meeting_id=meeting.id)),
        ("notice", _("Notice"), url_for("council.notice", meeting_id=meeting.id)),
        ("attendance", _("Attendance"), url_for("council.attendance", meeting_id=meeting.id)),
        ("opinions", _("Written opinions"), url_for("council.opinions_page", meeting_id=meeting.id)),
    ]
    if meeting.status in {MeetingStatus.CLOSED, MeetingStatus.MINUTED}:
        parts.append(("minutes", _("Minutes"), url_for("council.minutes", meeting_id=meeting.id)))
    parts.append(("history", _("History"), url_for("council.history", meeting_id=meeting.id)))
    return [{"label": label, "href": href, "current": name == current} for name, label, href in parts]


def attendance_rows(rows: Sequence[AttendanceRow], typed: Mapping[UUID, Presence]) -> list[AttendanceView]:
    """Return the members with what is known, or was just typed, of their attendance."""
    names = {row.member_id: row.full_name for row in rows}
    return [
        AttendanceView(
            id=row.member_id,
            name=row.full_name,
            post=row.post,
            role=ROLE_LABELS[row.role],
            has_vote=row.has_vote,
            presence=_value(typed.get(row.member_id) or row.presence),
            stands_in=_("stands in for %(name)s", name=names.get(row.stands_in_for_id, ""))
            if row.stands_in_for_id
            else "",
        )
        for row in rows
    ]


def _value(presence: Presence | None) -> str:
    return presence.value if presence else ""


def quorum_words(rows: Sequence[AttendanceRow]) -> str:
    """Say how many members with a vote are present."""
    present, members = present_seats(rows)
    return _("%(present)s of %(members)s members with a vote are present.", present=present, members=members)


def award_choices(waiting: Sequence[WaitingAward]) -> list[tuple[str, str]]:
    """Return the awards for which files wait, with how many."""
    return [(row.award_code, f"{award_name(row.regime_id, row.award_code)} ({row.number})") for row in waiting]


def file_rows(files: Sequence[VerifiedFile]) -> list[dict[str, Any]]:  # Any: what the list to tick shows
    """Return verified files as rows to tick."""
    return [
        {
            "id": file.id,
            "label": file.nominee_name,
            "detail": with_exception(
                nominee_detail(file.nominee_name, file.nominee_post, file.nominee_unit_name), file.exception_reason
            ),
            "cells": [award_name(file.regime_id, file.award_code), file.number],
        }
        for file in files
    ]


def aside_rows(people: Sequence[ItemPerson]) -> list[tuple[str, object]]:
    """Return who stepped aside on an item, and why."""
    return [
        (person.full_name, ground_words(person.ground or "", is_derived=bool(person.is_derived), kind=person.kind))
        for person in people
        if person.has_conflict
    ]


def elector_rows(people: Sequence[ItemPerson]) -> list[tuple[str, bool]]:
    """Return the electors of an item and whether each has voted; for printed ballots nobody knows."""
    return [(person.full_name, person.has_voted) for person in people if person.has_voted is not None]


def files_shown(shown: int, total: int) -> str:
    """Say how many verified files wait, and how many of them are shown."""
    if shown == total:
        return ngettext("%(num)s verified file waits.", "%(num)s verified files wait.", total)
    return _("%(shown)s of %(total)s verified files shown.", shown=shown, total=total)
