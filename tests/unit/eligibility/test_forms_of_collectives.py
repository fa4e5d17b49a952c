"""Forms for collectives under both laws, side by side where they differ (law.md, sections 2 and 3)."""

from datetime import date

from app.eligibility.enums import DisciplineLevel
from app.eligibility.facts import MemberFact, NomineeFacts
from tests.unit.eligibility.nominees import CONDUCT, EXCELLENT, GOOD, held, punished, rated, unit
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


FIVE = range(2014, 2019)
FORMS = [
    case(
        "r2018",
        "bkt_two_excellent_years",
        "NĐ 91/2017 Điều 39",
        "BKT_TT",
        unit(classifications=rated(EXCELLENT, 2017, 2018), confirmed=NO_MOVEMENT),
        MET,
        {"BKT_TT.conditions": MET},
    ),
    case(
        "r2018",
        "bkt_member_warned_in_the_chain",
        "NĐ 91/2017 Điều 39: in these years",
        "BKT_TT",
        unit(
            classifications=rated(EXCELLENT, 2017, 2018),
            members=(MemberFact(discipline=punished(DisciplineLevel.WARNING, date(2017, 3, 1))),),
            confirmed=NO_MOVEMENT,
        ),
        NOT,
        {"BKT_TT.conditions": NOT, "BKT_TT.conditions.2.conditions.2": NOT},
    ),
    case(
        "r2024",
        "bkt_ttldxs_twice",
        "Luật 2022 Điều 74 (remembered)",
        "BKT_TT",
        unit(2025, conferrals=held("TTLDXS", 2024, 2025)),
        MET,
    ),
    case(
        "r2018",
        "bkttg_flag_in_that_time",
        "NĐ 91/2017 Điều 38.3 (remembered)",
        "BKTTG_TT",
        unit(classifications=rated(EXCELLENT, *FIVE), conferrals=held("BKT_TT", 2013) + held("CTDT", 2016)),
        MET,
    ),
    case(
        "r2018",
        "bkttg_flag_missing",
        "law.md 2: an unread condition does not refuse by itself",
        "BKTTG_TT",
        unit(classifications=rated(EXCELLENT, *FIVE), conferrals=held("BKT_TT", 2013)),
        ASK,
        {"BKTTG_TT.conditions": ASK, "BKTTG_TT.conditions.0.conditions.2": ASK},
    ),
    case(
        "r2024",
        "bkttg_three_titles",
        "Luật 2022 Điều 73 (remembered)",
        "BKTTG_TT",
        unit(
            2025,
            classifications=rated(GOOD, *range(2021, 2026)),
            conferrals=held("BKT_TT", 2020) + held("TTLDXS", 2021, 2023, 2025),
        ),
        MET,
    ),
    case(
        "r2018",
        "hcld3_ttldxs_years",
        "NĐ 91/2017 Điều 24: TTLĐXS or HTXSNV",
        "HCLD3_TT",
        unit(
            classifications=rated(EXCELLENT, 2014, 2016, 2018) | rated(GOOD, 2015, 2017),
            conferrals=held("BKTTG_TT", 2013) + held("TTLDXS", 2015, 2017) + held("CTDCP", 2016),
        ),
        MET,
    ),
    case(
        "r2018",
        "hcld3_flag_and_commendation",
        "NĐ 91/2017 Điều 24",
        "HCLD3_TT",
        unit(
            classifications=rated(EXCELLENT, *FIVE),
            conferrals=held("BKTTG_TT", 2013) + held("CTDT", 2015) + held("BKT_TT", 2016),
        ),
        MET,
    ),
    case(
        "r2018",
        "hcld3_one_flag",
        "NĐ 91/2017 Điều 24",
        "HCLD3_TT",
        unit(classifications=rated(EXCELLENT, *FIVE), conferrals=held("BKTTG_TT", 2013) + held("CTDT", 2015)),
        NOT,
        {"HCLD3_TT.conditions": NOT, "HCLD3_TT.conditions.0.conditions.2": NOT},
    ),
]


@table(FORMS)
def test_the_form_of_a_collective(case: LegalCase):
    check(case)
