"""The desk of a role: which counts are work for this person, in which words, and where one click leads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.bonuses.enums import ListStatus
from app.core.access import Actor, Permission
from app.decisions.enums import DecisionStatus, LetterStatus
from app.home.queries import IN_TIME, OVERDUE, Paper
from app.nominations.enums import Status

Counts = Mapping[Status, int]


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: how many, what, and where."""

    count: int
    text: str
    act: str
    href: str


def tasks(actor: Actor, counts: Counts, ballots: list[Task], papers: list[Paper]) -> list[Task]:
    """Return what waits for this actor, what others wait for first."""
    found = [
        *ballots,
        *_of_signer(actor, papers),
        *_of_officer(actor, counts, papers),
        *_of_unit(actor, counts),
        *_of_nominee(actor, counts),
    ]
    return [task for task in found if task.count]


def ballot_task(meeting_name: str, count: int, href: str) -> Task:
    """Return the task of a council member whose paper is not cast."""
    text = ngettext(
        "%(num)s ballot to cast at %(meeting)s", "%(num)s ballots to cast at %(meeting)s", count, meeting=meeting_name
    )
    return Task(count, text, _("Vote"), href)


def approval_task(meeting_name: str, href: str, *, is_result: bool) -> Task:
    """Return the task of the chair or secretary whose minutes wait, or of the head whose approval of a result does."""
    if is_result:
        return Task(1, _("Approve the result of %(meeting)s", meeting=meeting_name), _("Read"), href)
    return Task(1, _("Approve the minutes of %(meeting)s", meeting=meeting_name), _("Read"), href)


def call_task(meeting_name: str, when: str, files: int, href: str) -> Task:
    """Return the task of a council member who is called to a meeting; there is none while its agenda is empty."""
    text = ngettext(
        "%(num)s file to read before %(meeting)s, %(when)s",
        "%(num)s files to read before %(meeting)s, %(when)s",
        files,
        meeting=meeting_name,
        when=when,
    )
    return Task(files, text, _("Read"), href)


def _of_signer(actor: Actor, papers: list[Paper]) -> Iterator[Task]:
    if not actor.may(Permission.DECISION_SIGN):
        return
    here = url_for("decisions.list_page")
    drafts = _papers(papers, "decision", DecisionStatus.DRAFT)
    yield Task(drafts, ngettext("%(num)s decision to sign", "%(num)s decisions to sign", drafts), _("Sign"), here)
    letters = _papers(papers, "letter", LetterStatus.DRAFT)
    text = ngettext("%(num)s proposal letter to sign", "%(num)s proposal letters to sign", letters)
    yield Task(letters, text, _("Sign"), here)
    lists = _papers(papers, "bonus_list", ListStatus.DRAFT)
    text = ngettext("%(num)s bonus list to approve", "%(num)s bonus lists to approve", lists)
    yield Task(lists, text, _("Approve"), url_for("bonuses.list_page"))


def _of_officer(actor: Actor, counts: Counts, papers: list[Paper]) -> Iterator[Task]:
    if not actor.may(Permission.NOMINATION_VERIFY):
        return
    submitted = _files(counts, Status.SUBMITTED)
    text = ngettext("%(num)s nomination to verify", "%(num)s nominations to verify", submitted)
    yield Task(submitted, text, _("Verify"), _list(Status.SUBMITTED))
    verified = _files(counts, Status.VERIFIED)
    text = ngettext("%(num)s verified file to table", "%(num)s verified files to table", verified)
    yield Task(verified, text, _("Table"), url_for("council.list_page"))
    endorsed = _papers(papers, "waiting", Status.ENDORSED)
    text = ngettext("%(num)s endorsed file without a paper", "%(num)s endorsed files without a paper", endorsed)
    yield Task(endorsed, text, _("Draft papers"), url_for("decisions.list_page"))
    sent = _papers(papers, "letter", LetterStatus.SENT)
    text = ngettext("%(num)s letter without a full answer", "%(num)s letters without a full answer", sent)
    yield Task(sent, text, _("Record outcomes"), url_for("decisions.list_page"))
    late = _papers(papers, "request", OVERDUE)
    text = ngettext("%(num)s overdue request of a higher body", "%(num)s overdue requests of a higher body", late)
    yield Task(late, text, _("Answer it"), url_for("decisions.list_page"))
    asked = _papers(papers, "request", IN_TIME)
    text = ngettext("%(num)s request of a higher body", "%(num)s requests of a higher body", asked)
    yield Task(asked, text, _("Answer it"), url_for("decisions.list_page"))
    approved = _papers(papers, "bonus_list", ListStatus.APPROVED)
    text = ngettext("%(num)s approved bonus list to pay", "%(num)s approved bonus lists to pay", approved)
    yield Task(approved, text, _("Pay"), url_for("bonuses.list_page"))


def _of_unit(actor: Actor, counts: Counts) -> Iterator[Task]:
    if not actor.may(Permission.NOMINATION_EDIT) or actor.may(Permission.NOMINATION_VERIFY):
        return
    returned = _files(counts, Status.RETURNED)
    text = ngettext("%(num)s returned nomination to mend", "%(num)s returned nominations to mend", returned)
    yield Task(returned, text, _("Mend"), _list(Status.RETURNED))
    drafts = _files(counts, Status.DRAFT)
    if actor.may(Permission.NOMINATION_SUBMIT):
        text = ngettext("%(num)s draft to read and submit", "%(num)s drafts to read and submit", drafts)
        yield Task(drafts, text, _("Submit"), _list(Status.DRAFT))
    else:
        text = ngettext("%(num)s draft to complete", "%(num)s drafts to complete", drafts)
        yield Task(drafts, text, _("Complete"), url_for("nominations.drafts"))


def _of_nominee(actor: Actor, counts: Counts) -> Iterator[Task]:
    """Whoever reads no unit's files sees only their own here: each still takes their achievement report."""
    if actor.paths(Permission.NOMINATION_READ):
        return
    for status in (Status.RETURNED, Status.DRAFT):
        own = _files(counts, status)
        text = ngettext(
            "%(num)s nomination of yours still takes your report",
            "%(num)s nominations of yours still take your report",
            own,
        )
        yield Task(own, text, _("Write the report"), _list(status))


def _files(counts: Counts, status: Status) -> int:
    return counts.get(status, 0)


def _papers(papers: list[Paper], kind: str, status: str) -> int:
    return sum(paper.count for paper in papers if paper.kind == kind and paper.status == status)


def _list(status: Status) -> str:
    return url_for("nominations.list_page", status=status.value)


def progress(counts: Counts) -> list[tuple[Status, int, str]]:
    """Return state, count and address of every state in which there are files, in the order of the round."""
    totals = ((status, _files(counts, status)) for status in Status)
    return [(status, total, _list(status)) for status, total in totals if total]
