"""Collectives under both laws, side by side where they differ (law.md, sections 2 and 3)."""

from datetime import date

from app.eligibility.enums import ClassificationLevel, DisciplineLevel
from app.eligibility.facts import MemberFact, NomineeFacts
from tests.unit.eligibility.nominees import CONDUCT, GOOD, POOR, punished, roll, unit
from tests.unit.eligibility.verdicts import ASK, MET, NOT, LegalCase, check, table

ALL_TICKS = {
    **CONDUCT,
    "selected_among": True,
    "exceeds_targets": True,
    "best_in_cluster": True,
}
NO_MOVEMENT = {**ALL_TICKS, "movement_achievement": False, "broad_influence_achievement": False}


def case(regime: str, name: str, source: str, award: str, facts, overall, findings=None) -> LegalCase:
    return LegalCase(
        name=f"{regime}_{name}",
        source=source,
        regime=regime,
        award=award,
        facts=facts,
        overall=overall,
        findings=findings or {},
    )


def with_warned_member(facts: NomineeFacts, severity: DisciplineLevel, day: date) -> NomineeFacts:
    """Put one disciplined member more on the roll, who holds LĐTT so that only the discipline differs."""
    member = MemberFact(frozenset({"LDTT"}), GOOD, punished(severity, day))
    return unit(facts.year, members=(*(facts.members or ()), member))


SHARES = [
    case(
        "r2018",
        "half",
        "Luật 2003 Điều 28.1: more than 50 %",
        "TTLDTT",
        unit(members=roll(10, ldtt=5)),
        NOT,
        {"TTLDTT.conditions.1": NOT},
    ),
    case("r2018", "over_half", "Luật 2003 Điều 28.1", "TTLDTT", unit(members=roll(11, ldtt=6)), MET),
    case(
        "r2024",
        "over_half",
        "Luật 2022 Điều 28.1: at least 70 %",
        "TTLDTT",
        unit(2025, members=roll(11, ldtt=6)),
        NOT,
        {"TTLDTT.conditions.1": NOT},
    ),
    case("r2024", "seventy", "Luật 2022 Điều 28.1", "TTLDTT", unit(2025, members=roll(10, ldtt=7)), MET),
    case(
        "r2024",
        "just_under_seventy",
        "integers: 23 of 33 is under 70 %",
        "TTLDTT",
        unit(2025, members=roll(33, ldtt=23)),
        NOT,
        {"TTLDTT.conditions.1": NOT},
    ),
    case(
        "r2018",
        "empty_roll",
        "reading empty_unit: needs confirmation",
        "TTLDTT",
        unit(members=()),
        ASK,
        {"TTLDTT.conditions.1": ASK},
    ),
    case(
        "r2018", "roll_unknown", "reading empty_unit", "TTLDTT", unit(members=None), ASK, {"TTLDTT.conditions.1": ASK}
    ),
    case(
        "r2018",
        "only_completed",
        "Luật 2003 Điều 28.1.a",
        "TTLDTT",
        unit(classifications={2018: ClassificationLevel.HTNV}),
        NOT,
        {"TTLDTT.conditions.0": NOT},
    ),
    case(
        "r2018",
        "not_registered",
        "Luật 2003 Điều 10",
        "TTLDTT",
        unit(registered=frozenset()),
        NOT,
        {"bar.registration": NOT},
    ),
    case(
        "r2018",
        "open_case",
        "TT 08/2017: collectives too",
        "TTLDTT",
        unit(has_open_case=True),
        NOT,
        {"bar.open_case": NOT},
    ),
]

WARNED = [
    case(
        "r2018",
        "member_warned",
        "Luật 2003 Điều 28.1.c",
        "TTLDTT",
        with_warned_member(unit(), DisciplineLevel.WARNING, date(2018, 4, 1)),
        NOT,
        {"TTLDTT.conditions.2": NOT},
    ),
    case(
        "r2018",
        "member_reprimanded",
        "Luật 2003 Điều 28.1.c: from cảnh cáo",
        "TTLDTT",
        with_warned_member(unit(), DisciplineLevel.REPRIMAND, date(2018, 4, 1)),
        MET,
    ),
    case(
        "r2018",
        "member_warned_the_year_before",
        "reading member_discipline_period: award year",
        "TTLDTT",
        with_warned_member(unit(), DisciplineLevel.WARNING, date(2017, 12, 30)),
        MET,
    ),
    case(
        "r2024",
        "member_warned",
        "Luật 2022 Điều 28.1",
        "TTLDTT",
        with_warned_member(unit(2025), DisciplineLevel.WARNING, date(2025, 4, 1)),
        NOT,
        {"TTLDTT.conditions.2": NOT},
    ),
    case(
        "r2018",
        "xs_member_warned",
        "Luật 2003 Điều 27",
        "TTLDXS",
        with_warned_member(unit(), DisciplineLevel.WARNING, date(2018, 4, 1)),
        NOT,
        {"TTLDXS.conditions.0": NOT, "TTLDXS.conditions.6": NOT},
    ),
    case(
        "r2024",
        "xs_member_warned",
        "Luật 2022 Điều 27.1 has no such clause",
        "TTLDXS",
        with_warned_member(unit(2025), DisciplineLevel.WARNING, date(2025, 4, 1)),
        MET,
    ),
]

BEST = [
    case("r2018", "xs_all_in_order", "Luật 2003 Điều 27", "TTLDXS", unit(), MET),
    case(
        "r2018",
        "xs_not_chosen",
        "Luật 2003 Điều 27: chosen among TTLĐTT",
        "TTLDXS",
        unit(confirmed={**CONDUCT, "selected_among": False}),
        NOT,
        {"TTLDXS.conditions.1": NOT},
    ),
    case(
        "r2024",
        "xs_nobody_chooses",
        "Luật 2022 Điều 27.1: no such clause",
        "TTLDXS",
        unit(2025, confirmed=CONDUCT),
        MET,
    ),
    case(
        "r2018",
        "xs_standard_of_ttldtt",
        "Luật 2003 Điều 27",
        "TTLDXS",
        unit(members=roll(10, ldtt=5, cstdcs=1)),
        NOT,
        {"TTLDXS.conditions.0": NOT, "TTLDXS.conditions.4": NOT},
    ),
    case(
        "r2018",
        "xs_only_good",
        "Luật 2003 Điều 27: HTXSNV",
        "TTLDXS",
        unit(classifications={2018: GOOD}),
        NOT,
        {"TTLDXS.conditions.2": NOT},
    ),
    case(
        "r2018",
        "xs_one_member_failed",
        "Luật 2003 Điều 27: 100 % complete",
        "TTLDXS",
        unit(members=(*roll(9, ldtt=9, cstdcs=1), MemberFact(classification=POOR))),
        NOT,
        {"TTLDXS.conditions.3": NOT},
    ),
    case(
        "r2018",
        "xs_one_member_not_rated",
        "members_with: a level that is missing needs confirmation",
        "TTLDXS",
        unit(members=roll(10, ldtt=9, cstdcs=1, unrated=1)),
        ASK,
        {"TTLDXS.conditions.3": ASK},
    ),
    case(
        "r2018",
        "xs_no_fighter",
        "Luật 2003 Điều 27: one CSTĐCS",
        "TTLDXS",
        unit(members=roll(10, ldtt=10)),
        NOT,
        {"TTLDXS.conditions.5": NOT},
    ),
    case(
        "r2024",
        "xs_no_fighter",
        "Luật 2022 Điều 27.1.d",
        "TTLDXS",
        unit(2025, members=roll(10, ldtt=10)),
        NOT,
        {"TTLDXS.conditions.4": NOT},
    ),
    case("r2018", "flag", "Luật 2003 Điều 26; NĐ 91/2017 Điều 12", "CTDT", unit(confirmed=ALL_TICKS), MET),
    case(
        "r2018",
        "flag_not_best",
        "NĐ 91/2017 Điều 12",
        "CTDT",
        unit(confirmed={**ALL_TICKS, "best_in_cluster": False}),
        NOT,
        {"CTDT.conditions.1": NOT},
    ),
    case(
        "r2018",
        "flag_without_registration",
        "reading registration_scope: without flags",
        "CTDT",
        unit(confirmed=ALL_TICKS, registered=frozenset()),
        MET,
    ),
    case(
        "r2024",
        "government_flag_by_a_movement",
        "Luật 2022 Điều 25.3",
        "CTDCP",
        unit(2025, confirmed={"movement_achievement": True}),
        MET,
    ),
]


@table([*SHARES, *WARNED, *BEST])
def test_the_title_of_a_collective(case: LegalCase):
    check(case)
