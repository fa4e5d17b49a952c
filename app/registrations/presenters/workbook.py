"""The register as the list that officers exchange: people, then collectives, titles and forms side by side."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final
from uuid import UUID

from app.documents.workbook import Cell, Column, ColumnKind, Section, Sheet
from app.eligibility.enums import AwardKind, Subject
from app.eligibility.rulebook import rulebooks
from app.organisation.enums import Gender
from app.registrations.queries import RegistrationRow

_AIMED_AT: Final = "Đăng ký thi đua khen thưởng"
COLUMNS: Final = (
    Column("Stt", 6, ColumnKind.ORDINAL),
    Column("Ông (bà)", 10),
    Column("Họ và tên", 30),
    Column("Chức vụ, đơn vị", 46),
    Column("Thi đua", 24, group=_AIMED_AT),
    Column("Khen thưởng", 24, group=_AIMED_AT),
)
_FORMS_OF_ADDRESS: Final = {Gender.MALE: "Ông", Gender.FEMALE: "Bà"}
SIGNED_BY: Final = "Người đứng đầu đơn vị ký, ghi rõ họ tên"


def sheet(rows: Sequence[RegistrationRow], *, body_name: str, year: int, legal_basis: str) -> Sheet:
    """Return the list of a register."""
    people = [row for row in rows if row.subject is Subject.INDIVIDUAL]
    collectives = [row for row in rows if row.subject is Subject.COLLECTIVE]
    return Sheet(
        name=f"Đăng ký {year}",
        columns=COLUMNS,
        rows=[Section("I. Cá nhân"), *_lines(people), Section("II. Tập thể"), *_lines(collectives)],
        body_lines=[body_name.upper()],
        title_lines=[
            "DANH SÁCH ĐĂNG KÝ THI ĐUA",
            f"Năm {year}",
            *([f"(Theo {legal_basis})"] if legal_basis else []),
        ],
        notes=[SIGNED_BY],
    )


def _lines(rows: Iterable[RegistrationRow]) -> list[list[Cell]]:
    """Return one line for each name, with everything it registered for."""
    lines: list[list[Cell]] = []
    for number, (_subject, found) in enumerate(groupby(rows, key=_subject_id), 1):
        ours = list(found)
        first = ours[0]
        of_person = first.subject is Subject.INDIVIDUAL
        lines.append(
            [
                number,
                _FORMS_OF_ADDRESS.get(first.gender, "Ông (bà)") if of_person and first.gender else "",
                first.name,
                ", ".join(part for part in (first.post, first.unit_name) if part) if of_person else "",
                _named(ours, AwardKind.TITLE),
                _named(ours, AwardKind.FORM),
            ]
        )
    return lines


def _subject_id(row: RegistrationRow) -> UUID | None:
    return row.person_id or row.collective_id


def _named(rows: Iterable[RegistrationRow], kind: AwardKind) -> str:
    """Return the abbreviations of the titles, or of the forms, in the official order."""
    codes = {row.award_code for row in rows}
    found: dict[str, str] = {}
    for regime in reversed(rulebooks().regimes()):
        for award in regime.awards.values():
            if award.code in codes and award.kind is kind:
                found.setdefault(award.code, award.abbreviation)
    return ", ".join(found.values())
