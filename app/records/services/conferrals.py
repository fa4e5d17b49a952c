"""Awards from before the program and from higher bodies, entered by hand."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from app.core.database import new_id
from app.core.errors import Problem, TransitionError
from app.eligibility.enums import AwardKind, Subject
from app.eligibility.rulebook import Award, UnknownRule, rulebooks
from app.records import queries, rules
from app.records.enums import EntryKind
from app.records.facts import ConferralFacts
from app.records.queries import Conferral, ConferralDetail, ConferralInitiative
from app.records.rules import Held
from app.records.services.ground import Work, copied, too_long

_COLUMNS: Final = (
    "award_code",
    "year",
    "person_id",
    "collective_id",
    "origin",
    "decided_by_name",
    "decision_number",
    "decision_on",
    "revoked_on",
    "revoked_reason",
)
_DETAIL: Final = ("commendation_type", "period_from", "period_to", "note")


def regime_of(year: int) -> str:
    """Return the regime by which an award of a year is named."""
    return rulebooks().choose_regime(year).regime_id


def award_of(code: str, year: int) -> Award | None:
    """Return an award as the catalogue of its year has it, or None."""
    try:
        return rulebooks().award(regime_of(year), code)
    except UnknownRule:
        return None


class ConferralWork(Work[ConferralFacts, Conferral]):
    """Awards of people and units."""

    kind = EntryKind.CONFERRAL
    model = Conferral

    def problems(
        self, session: Session, many: Sequence[ConferralFacts], *, today: date, known: UUID | None = None
    ) -> list[list[Problem]]:
        """Check each entry by itself, then against what is on record and against the others."""
        held, own = self._held(session, many, known), self._initiatives(session, many)
        found = []
        for facts in many:
            award = award_of(facts.award_code, facts.year)
            problems = [
                *too_long(facts, Conferral),
                *too_long(facts, ConferralDetail),
                *rules.conferral_problems(facts, award.subject if award else None, today),
                *_use_problems(facts, own),
            ]
            holder = facts.person_id or facts.collective_id
            if holder is not None and facts.revoked_on is None:
                others = held.setdefault(holder, [])
                problems += rules.duplicate_problems(facts, award.kind if award else AwardKind.FORM, others)
                others.append(Held(facts.award_code, facts.year, facts.decision_number))
            found.append(problems)
        return found

    def _held(self, session: Session, many: Sequence[ConferralFacts], known: UUID | None) -> dict[UUID, list[Held]]:
        held: dict[UUID, list[Held]] = {}
        people = {facts.person_id for facts in many if facts.person_id}
        units = {facts.collective_id for facts in many if facts.collective_id}
        for ids, of_people in ((people, True), (units, False)):
            listed = sorted(ids)
            for start in range(0, len(listed), 500):
                rows = queries.conferrals_held(session, listed[start : start + 500], of_people=of_people)
                for holder, conferral_id, code, year, number in rows:
                    if conferral_id != known:
                        held.setdefault(holder, []).append(Held(code, year, number))
        return held

    def _initiatives(self, session: Session, many: Sequence[ConferralFacts]) -> dict[UUID, dict[UUID, int]]:
        people = {facts.person_id for facts in many if facts.person_id and facts.initiatives}
        own: dict[UUID, dict[UUID, int]] = {}
        for person_id, initiative_id, year, _title in queries.own_initiatives(session, people):
            own.setdefault(person_id, {})[initiative_id] = year
        return own

    def new(self, session: Session, many: Sequence[ConferralFacts]) -> list[Conferral]:
        """Add the awards, with their details and the initiatives used beside them."""
        records = [Conferral(id=new_id(), nomination_id=None, decision_id=None) for _facts in many]
        for record, facts in zip(records, many, strict=True):
            _copy(record, facts)
        session.add_all(records)
        session.flush()
        for record, facts in zip(records, many, strict=True):
            detail = ConferralDetail(conferral_id=record.id)
            _copy_detail(detail, facts)
            session.add(detail)
            _use(session, record.id, facts.initiatives or frozenset())
        session.flush()
        return records

    def write(self, session: Session, record: Conferral, facts: ConferralFacts) -> None:
        """Write the award; the regime follows the year, the kind of round the type."""
        require_by_hand(record)
        _copy(record, facts)
        flag_modified(record, "year")  # A changed detail counts as a change of the award.
        detail = session.get(ConferralDetail, record.id) or ConferralDetail(conferral_id=record.id)
        _copy_detail(detail, facts)
        session.add(detail)
        used, wanted = queries.used_for(session, record.id), facts.initiatives or frozenset()
        _use(session, record.id, wanted - used)
        given_up = ConferralInitiative.initiative_id.in_(used - wanted)
        session.execute(delete(ConferralInitiative).where(ConferralInitiative.conferral_id == record.id, given_up))

    def facts_of(self, session: Session, record: Conferral) -> ConferralFacts:
        """Return what an award says now."""
        detail = session.get(ConferralDetail, record.id)
        more = {name: getattr(detail, name) for name in _DETAIL} if detail else {}
        is_known = detail is not None and detail.initiatives_known
        used = frozenset(queries.used_for(session, record.id)) if is_known else None
        return ConferralFacts(**{name: getattr(record, name) for name in _COLUMNS}, **more, initiatives=used)

    def remove(self, session: Session, record: Conferral) -> None:
        """Take an award out that was entered in error; one made by a decision can only be revoked."""
        require_by_hand(record)
        session.execute(delete(ConferralInitiative).where(ConferralInitiative.conferral_id == record.id))
        session.execute(delete(ConferralDetail).where(ConferralDetail.conferral_id == record.id))
        session.delete(record)


def require_by_hand(record: Conferral) -> None:
    """Refuse an award made by a decision of the program."""
    if record.nomination_id is not None or record.decision_id is not None:
        raise TransitionError("made by a decision of the program")


def _copy(record: Conferral, facts: ConferralFacts) -> None:
    copied(record, facts, _COLUMNS)
    record.regime_id = regime_of(facts.year)
    record.campaign_kind = rules.campaign_kind(facts.commendation_type)
    record.subject = Subject.INDIVIDUAL if facts.person_id else Subject.COLLECTIVE


def _copy_detail(detail: ConferralDetail, facts: ConferralFacts) -> None:
    copied(detail, facts, _DETAIL)
    detail.initiatives_known = facts.initiatives is not None


def _use(session: Session, conferral_id: UUID, initiatives: Iterable[UUID]) -> None:
    session.add_all(ConferralInitiative(conferral_id=conferral_id, initiative_id=each) for each in sorted(initiatives))


def _use_problems(facts: ConferralFacts, own: dict[UUID, dict[UUID, int]]) -> list[Problem]:
    """Only initiatives of the same person, of that year or before, can have been used."""
    if not facts.initiatives:
        return []
    years = own.get(facts.person_id, {}) if facts.person_id else {}
    if any(each not in years or years[each] > facts.year for each in facts.initiatives):
        return [Problem(_l("Only the person's own initiatives up to that year can have been used."), "initiatives")]
    return []
