"""Drafts made together, on one page: what each still needs, and its summary to type."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from app.assessment.labels import outcome_tag
from app.eligibility.enums import Outcome
from app.nominations import labels
from app.nominations.enums import Missing
from app.nominations.presenters.files import missing_words
from app.nominations.queries import File


@dataclass(frozen=True, slots=True)
class DraftView:
    """One draft of the batch."""

    id: UUID
    number: int
    name: str
    place: str
    award: str
    version: int
    summary: str
    error: str
    missing: Sequence[str]
    blocked: str
    outcome: tuple[str, str]
    """Word and tone of what the law says."""


def draft_views(
    files: Sequence[File],
    *,
    with_files: Collection[UUID],
    outcomes: Mapping[UUID, Outcome],
    typed: Mapping[UUID, str],
    errors: Mapping[UUID, str],
    blocked: Mapping[UUID, str],
) -> list[DraftView]:
    """Return the drafts; what was typed and not saved stands before what is saved.

    ``errors`` speak of a summary, ``blocked`` tells why a file could not be submitted.
    """
    summary_word = str(labels.MISSING_LABELS[Missing.SUMMARY])
    return [
        DraftView(
            file.id,
            file.number,
            file.nominee_name,
            ", ".join(part for part in (file.nominee_post, file.nominee_unit_name) if part),
            labels.award_name(file.regime_id, file.award_code),
            file.version,
            typed.get(file.id, file.summary),
            errors.get(file.id) or _empty_summary(typed.get(file.id, file.summary), is_blocked=file.id in blocked),
            [word for word in missing_words(file, has_attachment=file.id in with_files) if word != summary_word],
            blocked.get(file.id, ""),
            outcome_tag(outcomes[file.id]),
        )
        for file in files
    ]


def _empty_summary(text: str, *, is_blocked: bool) -> str:
    return _("Write in a few sentences what was achieved.") if is_blocked and not text.strip() else ""


def problems(drafts: Sequence[DraftView]) -> list[dict[str, str]]:
    """Return what is wrong with the drafts for the top of the page, each line leading to where it is mended."""
    return [
        {
            "text": draft.blocked or f"{draft.number}. {draft.name}: {draft.error}",
            "href": f"#summary-{draft.id}" if draft.error else f"#missing-{draft.id}",
        }
        for draft in drafts
        if draft.error or draft.blocked
    ]
