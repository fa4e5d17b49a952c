"""Forms for persons under the law of 2003: cases from the legal texts, finding by finding (law.md, section 2)."""

from app.eligibility.enums import CommendationType, InitiativeLevel
from tests.unit.eligibility.nominees import (
    CONDUCT,
    EXCELLENT,
    GOOD,
    given_for,
    held,
    initiatives,
    person,
    rated,
)
from tests.unit.eligibility.verdicts import ASK, MET, NOT, LegalCase, check, table

PROVINCIAL, NATIONAL = InitiativeLevel.PROVINCIAL, InitiativeLevel.NATIONAL


def of_2018(name: str, source: str, award: str, facts, overall, findings=None) -> LegalCase:
    return LegalCase(
        name=name, source=source, regime="r2018", award=award, facts=facts, overall=overall, findings=findings or {}
    )


CHAIN_BK, WORK_BK = "BKT_CN.conditions.2.conditions.0", "BKT_CN.conditions.2.conditions.1"
TWO_YEARS = rated(EXCELLENT, 2017, 2018)
FORMS = [
    of_2018("gk_good_year", "Luật 2003 Điều 75", "GK_CN", person(), MET),
    of_2018(
        "bkt_two_excellent_years_and_two_initiatives",
        "NĐ 91/2017 Điều 39.1",
        "BKT_CN",
        person(classifications=TWO_YEARS, initiatives=initiatives(2017, 2018)),
        MET,
        {"BKT_CN.conditions.0": ASK, "BKT_CN.conditions.1": ASK, CHAIN_BK: MET, WORK_BK: MET},
    ),
    of_2018(
        "bkt_one_initiative",
        "NĐ 91/2017 Điều 39.1: two initiatives",
        "BKT_CN",
        person(classifications=TWO_YEARS, initiatives=initiatives(2018)),
        ASK,
        {"BKT_CN.conditions": ASK, CHAIN_BK: MET, WORK_BK: NOT},
    ),
    of_2018(
        "bkt_initiatives_in_the_longer_run",
        "reading count_period: ask if only the whole run holds them",
        "BKT_CN",
        person(
            classifications=rated(EXCELLENT, 2015, 2016, 2017, 2018),
            initiatives=initiatives(2015, 2018),
            confirmed={**CONDUCT, "movement_achievement": False, "broad_influence_achievement": False},
        ),
        ASK,
        {"BKT_CN.conditions": ASK, CHAIN_BK: MET, WORK_BK: ASK},
    ),
    of_2018(
        "bkt_good_year_breaks_the_run",
        "NĐ 91/2017 Điều 39.1: excellent years",
        "BKT_CN",
        person(
            classifications={2016: EXCELLENT, 2017: GOOD, 2018: EXCELLENT},
            initiatives=initiatives(2017, 2018),
            confirmed={"movement_achievement": False, "broad_influence_achievement": False},
        ),
        NOT,
        {"BKT_CN.conditions": NOT, CHAIN_BK: NOT, WORK_BK: MET},
    ),
    of_2018(
        "bkt_years_already_rewarded",
        "TT 08/2017: the next proposal counts from the last period",
        "BKT_CN",
        person(
            classifications=TWO_YEARS,
            initiatives=initiatives(2017, 2018),
            conferrals=held("BKT_CN", 2017),
            confirmed={"movement_achievement": False, "broad_influence_achievement": False},
        ),
        NOT,
        {"BKT_CN.conditions": NOT, CHAIN_BK: NOT},
    ),
    of_2018(
        "bkt_by_a_movement",
        "NĐ 91/2017 Điều 39.1",
        "BKT_CN",
        person(confirmed={"movement_achievement": True}),
        MET,
        {"BKT_CN.conditions.0": MET},
    ),
    of_2018(
        "bkttg_commendation_then_five_years_and_five_initiatives",
        "NĐ 91/2017 Điều 38.1.c",
        "BKTTG_CN",
        person(
            classifications=rated(EXCELLENT, *range(2014, 2019)),
            conferrals=held("BKT_CN", 2013),
            initiatives=initiatives(*range(2014, 2019)),
        ),
        MET,
    ),
    of_2018(
        "bkttg_four_initiatives",
        "NĐ 91/2017 Điều 38.1.c: five initiatives",
        "BKTTG_CN",
        person(
            classifications=rated(EXCELLENT, *range(2014, 2019)),
            conferrals=held("BKT_CN", 2013),
            initiatives=initiatives(*range(2014, 2018)),
            confirmed={"movement_achievement": False, "broad_influence_achievement": False},
        ),
        NOT,
        {"BKTTG_CN.conditions": NOT, "BKTTG_CN.conditions.2.conditions.2": NOT},
    ),
    of_2018(
        "bkttg_commendation_inside_the_five_years",
        "NĐ 91/2017 Điều 38.1.c: the five years after it",
        "BKTTG_CN",
        person(
            classifications=rated(EXCELLENT, *range(2014, 2019)),
            conferrals=held("BKT_CN", 2015),
            initiatives=initiatives(*range(2014, 2019)),
            confirmed={"movement_achievement": False, "broad_influence_achievement": False},
        ),
        NOT,
        {"BKTTG_CN.conditions": NOT, "BKTTG_CN.conditions.2.conditions.1": NOT},
    ),
    of_2018(
        "bkttg_ministerial_commendation",
        "reading ministry_award_r2018: ask",
        "BKTTG_CN",
        person(
            classifications=rated(EXCELLENT, *range(2014, 2019)),
            conferrals=held("BKB_CN", 2013),
            initiatives=initiatives(*range(2014, 2019)),
        ),
        ASK,
        {"BKTTG_CN.conditions": ASK, "BKTTG_CN.conditions.2.conditions.0": ASK},
    ),
    of_2018(
        "bkttg_thematic_commendation_is_no_basis",
        "NĐ 91/2017 Điều 3",
        "BKTTG_CN",
        person(
            classifications=rated(EXCELLENT, *range(2014, 2019)),
            conferrals=given_for("BKT_CN", 2013, CommendationType.THEMATIC),
            initiatives=initiatives(*range(2014, 2019)),
            confirmed={"movement_achievement": False, "broad_influence_achievement": False},
        ),
        NOT,
        {"BKTTG_CN.conditions": NOT, "BKTTG_CN.conditions.2.conditions.0": NOT},
    ),
    of_2018(
        "bkttg_sudden_commendation_is_doubtful",
        "law.md 2: sudden_no_basis [K]",
        "BKTTG_CN",
        person(
            classifications=rated(EXCELLENT, *range(2014, 2019)),
            conferrals=given_for("BKT_CN", 2013, CommendationType.SUDDEN),
            initiatives=initiatives(*range(2014, 2019)),
        ),
        ASK,
        {"BKTTG_CN.conditions": ASK, "BKTTG_CN.conditions.2.conditions.0": ASK},
    ),
    of_2018(
        "hcld3_five_years_after_bkttg",
        "NĐ 91/2017 Điều 24.1",
        "HCLD3_CN",
        person(
            classifications=rated(EXCELLENT, *range(2014, 2019)),
            conferrals=held("BKTTG_CN", 2013),
            initiatives=initiatives(2015, 2018, level=PROVINCIAL),
        ),
        MET,
    ),
    of_2018(
        "hcld3_sudden_achievement",
        "NĐ 91/2017 Điều 24.1",
        "HCLD3_CN",
        person(confirmed={"sudden_exceptional_achievement": True}),
        MET,
    ),
    of_2018(
        "knc_by_the_circular_of_the_ministry",
        "Luật 2003 Điều 69: set by the ministry",
        "KNC_BO",
        person(confirmed={}),
        ASK,
        {"KNC_BO.conditions.0": ASK},
    ),
]


@table(FORMS)
def test_a_form_of_2018(case: LegalCase):
    check(case)
