"""Decisions and proposal letters of every round, and the awards that came of them."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Connection

from app.campaigns.enums import CampaignKind
from app.core.database import new_id
from app.decisions.enums import DecisionStatus, LetterStatus, Outcome
from app.decisions.models import Decision, DecisionItem, ProposalItem, ProposalLetter
from app.eligibility.enums import Subject
from app.nominations.enums import Channel, Status
from app.records.enums import Origin
from app.records.models import Conferral
from tests.bench.organisation import SeededUnit
from tests.bench.rounds import Round, SeededFile
from tests.bench.writing import write

OUTCOMES = {
    Status.FORWARDED: Outcome.PENDING,
    Status.CONFERRED: Outcome.CONFERRED,
    Status.DECLINED: Outcome.DECLINED,
}


def write_papers(connection: Connection, each: Round, files: Sequence[SeededFile], province: SeededUnit) -> None:
    """Write one decision and one letter of a round, with everybody who is on them, and the conferrals."""
    own = [file for file in files if file.channel is Channel.CONFERRED and file.status is Status.CONFERRED]
    higher = [file for file in files if file.channel is Channel.PROPOSED and file.status in OUTCOMES]
    decision = _decision_row(each)
    if own:
        write(connection, Decision, [decision])
        write(connection, DecisionItem, _item_rows("decision_id", decision["id"], own))
    if higher:
        letter = _letter_row(each, province)
        write(connection, ProposalLetter, [letter])
        rows = _item_rows("letter_id", letter["id"], higher)
        write(
            connection, ProposalItem, ({**row, **_answer(each, file)} for row, file in zip(rows, higher, strict=True))
        )
    conferred = [file for file in (*own, *higher) if file.status is Status.CONFERRED]
    write(connection, Conferral, (_conferral_row(each, file, decision["id"], province) for file in conferred))


def _decision_row(each: Round) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "body_id": each.body.unit.id,
        "campaign_id": each.id,
        "year": each.year,
        "number": 5,
        "full_number": "05/QĐ",
        "title": f"Về việc khen thưởng năm {each.year}",
        "status": DecisionStatus.SIGNED,
        "signed_on": each.at.date(),
        "signer_name": "Trần Văn Ký",
        "created_at": each.at,
        "signed_at": each.at,
    }


def _letter_row(each: Round, province: SeededUnit) -> dict[str, Any]:
    return {
        "id": new_id(),
        "version": 1,
        "body_id": each.body.unit.id,
        "campaign_id": each.id,
        "to_unit_id": province.id,
        "year": each.year,
        "number": 6,
        "full_number": "06/TTr",
        "title": f"Đề nghị khen thưởng năm {each.year}",
        "status": LetterStatus.SENT if each.is_current else LetterStatus.ANSWERED,
        "sent_on": each.at.date(),
        "created_at": each.at,
    }


def _item_rows(paper: str, paper_id: object, files: Sequence[SeededFile]) -> Iterator[dict[str, Any]]:
    for position, file in zip(count(1), files, strict=False):
        yield {paper: paper_id, "nomination_id": file.id, "position": position}


def _answer(each: Round, file: SeededFile) -> dict[str, Any]:
    conferred = file.status is Status.CONFERRED
    return {
        "outcome": OUTCOMES[file.status],
        "decision_number": "77/QĐ-UBND" if conferred else "",
        "decision_on": each.at.date() if conferred else None,
    }


def _conferral_row(each: Round, file: SeededFile, decision_id: object, province: SeededUnit) -> dict[str, Any]:
    own = file.channel is Channel.CONFERRED
    is_person = file.subject is Subject.INDIVIDUAL
    return {
        "version": 1,
        "nomination_id": file.id,
        "award_code": file.award_code,
        "regime_id": each.regime_id,
        "year": each.year,
        "campaign_kind": CampaignKind.YEARLY,
        "subject": file.subject,
        "person_id": file.nominee_id if is_person else None,
        "collective_id": None if is_person else file.nominee_id,
        "origin": Origin.OWN_DECISION if own else Origin.HIGHER_DECISION,
        "decided_by_name": each.body.unit.name if own else province.name,
        "decision_id": decision_id if own else None,
        "decision_number": "05/QĐ" if own else "77/QĐ-UBND",
        "decision_on": each.at.date(),
    }
