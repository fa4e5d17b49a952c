"""Random nominees and choices: everything that can stand in the facts, in few years so that things meet."""

from datetime import date

from hypothesis import strategies as st

from app.eligibility.choices import Choices
from app.eligibility.enums import (
    ClassificationLevel,
    CommendationType,
    DisciplineLevel,
    InitiativeKind,
    InitiativeLevel,
    LeaveKind,
    Subject,
)
from app.eligibility.facts import (
    ConferralFact,
    DisciplineFact,
    InitiativeFact,
    LeaveFact,
    MemberFact,
    NomineeFacts,
)
from app.eligibility.rulebook import rulebooks

REGIMES = ("r2018", "r2024", "r2026_10")
TICKS = (
    "qualitative",
    "registered_for_emulation",
    "ministry_or_province_detail",
    "movement_achievement",
    "broad_influence_achievement",
    "contribution",
    "sudden_exceptional_achievement",
    "exceeds_targets",
    "best_in_cluster",
    "selected_among",
    "long_service_in_posts",
    "standard_not_read",
    "one_achievement_one_award",
)
CODES = {
    subject: tuple(sorted({award.code for regime in REGIMES for award in rulebooks().awards(regime, subject)}))
    for subject in Subject
}
TITLES = {
    subject: tuple(sorted({award.code for award in rulebooks().awards("r2018", subject) if award.kind == "title"}))
    for subject in Subject
}

years = st.integers(0, 7)
levels = st.sampled_from(ClassificationLevel)
days_back = st.integers(0, 365 * 4)
texts = st.sampled_from(["", "12/QĐ", "7/QĐ-UBND", "số “lạ”\\"])


def conferral_facts(year: int, subject: Subject) -> st.SearchStrategy[ConferralFact]:
    awards = st.one_of(st.sampled_from(CODES[subject]), st.just("CSTDCS" if subject == "individual" else "TTLDXS"))
    used = st.one_of(st.none(), st.frozensets(st.sampled_from(["i0", "i1", "i2", "i3"]), max_size=2))
    return st.builds(
        lambda award, ago, number, kind, used, period, revoked: ConferralFact(
            award, year - ago, date(year - ago + 1, 1, 15), number, kind, used, year - ago if period else None, revoked
        ),
        awards,
        years,
        texts,
        st.sampled_from([CommendationType.REGULAR] * 6 + list(CommendationType)),
        used,
        st.booleans(),
        st.sampled_from([False] * 6 + [True]),
    )


def initiative_facts(year: int) -> st.SearchStrategy[InitiativeFact]:
    return st.builds(
        lambda identifier, ago, level, kind: InitiativeFact(identifier, year - ago, level, kind),
        st.sampled_from(["i0", "i1", "i2", "i3"]),
        years,
        st.sampled_from(InitiativeLevel),
        st.sampled_from(InitiativeKind),
    )


def discipline_facts(year: int) -> st.SearchStrategy[DisciplineFact]:
    return st.builds(
        lambda severity, back, length: DisciplineFact(
            severity,
            date.fromordinal(date(year, 12, 31).toordinal() - back),
            length and date.fromordinal(date(year, 12, 31).toordinal() - back + length),
        ),
        st.sampled_from(DisciplineLevel),
        days_back,
        st.one_of(st.none(), st.integers(90, 500)),
    )


def leave_facts(year: int) -> st.SearchStrategy[LeaveFact]:
    judged = st.one_of(st.none(), st.booleans())
    return st.builds(
        lambda kind, back, length, kept, good: LeaveFact(
            kind,
            date.fromordinal(date(year, 12, 31).toordinal() - back),
            length and date.fromordinal(date(year, 12, 31).toordinal() - back + length),
            kept,
            good,
        ),
        st.sampled_from(LeaveKind),
        days_back,
        st.one_of(st.none(), st.integers(1, 500)),
        judged,
        judged,
    )


def member_facts(year: int) -> st.SearchStrategy[MemberFact]:
    return st.builds(
        MemberFact,
        awards_this_year=st.frozensets(st.sampled_from(["LDTT", "CSTDCS"])),
        classification=st.one_of(st.none(), levels),
        discipline=st.lists(discipline_facts(year), max_size=1).map(tuple),
        is_rated=st.booleans(),
    )


@st.composite
def nominees(draw: st.DrawFn, subject: Subject, year: int) -> NomineeFacts:
    """Any nominee of an award year, likely and unlikely ones."""
    is_unit = subject is Subject.COLLECTIVE
    good = st.sampled_from(
        [ClassificationLevel.HTXSNV] * 4 + [ClassificationLevel.HTTNV] * 2 + list(ClassificationLevel)
    )
    return NomineeFacts(
        subject=subject,
        year=year,
        joined_on=draw(st.one_of(st.none(), st.dates(date(year - 9, 1, 1), date(year, 12, 31)))),
        is_leader=draw(st.booleans()),
        is_female=draw(st.one_of(st.none(), st.booleans())),
        classifications=draw(st.dictionaries(st.integers(year - 7, year), good)),
        conferrals=tuple(draw(st.lists(conferral_facts(year, subject), max_size=7))),
        initiatives=tuple(draw(st.lists(initiative_facts(year), max_size=5))),
        discipline=tuple(draw(st.lists(discipline_facts(year), max_size=1))),
        leave=tuple(draw(st.lists(leave_facts(year), max_size=1))),
        has_open_case=draw(st.sampled_from([False, False, False, True])),
        registered=draw(st.one_of(st.none(), st.frozensets(st.sampled_from(TITLES[subject]), max_size=2))),
        confirmed=draw(st.dictionaries(st.sampled_from(TICKS), st.booleans())),
        members=draw(st.one_of(st.none(), st.lists(member_facts(year), max_size=4).map(tuple))) if is_unit else None,
        reviewed_on=draw(st.one_of(st.none(), st.just(date(year, 12, 10)))),
        proposed_on=draw(st.one_of(st.none(), st.just(date(year, 12, 20)))),
        awards_this_round=draw(st.frozensets(st.sampled_from(CODES[subject]), max_size=2)),
    )


@st.composite
def choices(draw: st.DrawFn) -> Choices:
    """Any options of the readings, and the settings that change a verdict."""
    readings = {
        reading.id: draw(st.sampled_from(sorted(reading.options)))
        for reading in rulebooks().common.readings
        if draw(st.booleans())
    }
    settings = {
        name: draw(st.booleans())
        for name in ("forty_day_absence_bar", "cstdcs_needs_htxsnv_r2018", "local_standard_recorded")
        if draw(st.booleans())
    }
    return Choices(readings=readings, settings=settings)


@st.composite
def questions(draw: st.DrawFn) -> tuple[NomineeFacts, str, str, Choices]:
    """A nominee, a regime, an award for such a subject, a body's choices."""
    regime = draw(st.sampled_from(REGIMES))
    subject = draw(st.sampled_from([Subject.INDIVIDUAL, Subject.INDIVIDUAL, Subject.COLLECTIVE]))
    award = draw(st.sampled_from([each.code for each in rulebooks().awards(regime, subject)]))
    facts = draw(nominees(subject, draw(st.sampled_from([2018, 2025, 2026]))))
    return facts, regime, award, draw(choices())
