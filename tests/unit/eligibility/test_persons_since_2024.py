"""Persons under the law of 2022 and its overlay: cases from the legal texts (law.md, section 3)."""

from datetime import date

from app.eligibility.enums import CommendationType, DisciplineLevel, InitiativeLevel, LeaveKind
from tests.unit.eligibility.nominees import (
    CONDUCT,
    EXCELLENT,
    GOOD,
    UNUSED,
    away,
    given_for,
    held,
    initiatives,
    person,
    punished,
    rated,
    topics,
)
from tests.unit.eligibility.verdicts import ASK, MET, NOT, LegalCase, check, table

NO_OTHER_GROUND = {
    **CONDUCT,
    "movement_achievement": False,
    "broad_influence_achievement": False,
    "contribution": False,
    "long_service_in_posts": False,
}


def since_2024(name: str, source: str, award: str, facts, overall, findings=None, regime="r2024") -> LegalCase:
    return LegalCase(
        name=name, source=source, regime=regime, award=award, facts=facts, overall=overall, findings=findings or {}
    )


TITLES = [
    since_2024(
        "ldtt_six_months",
        "TT 01/2024: recruited less than six months",
        "LDTT",
        person(2025, joined_on=date(2025, 6, 1)),
        MET,
    ),
    since_2024(
        "ldtt_five_months",
        "TT 01/2024: 2/7 to 31/12 is five",
        "LDTT",
        person(2025, joined_on=date(2025, 7, 2)),
        NOT,
        {"bar.new_hire": NOT},
    ),
    since_2024(
        "ldtt_absent_three_months",
        "classification of 2020-2025: absent 3 to under 6 months, no HTTNV",
        "LDTT",
        person(2025, leave=away(LeaveKind.SICKNESS, date(2025, 1, 1), date(2025, 3, 31))),
        NOT,
        {"bar.absence": NOT},
    ),
    since_2024(
        "ldtt_absent_under_three_months",
        "classification of 2020-2025",
        "LDTT",
        person(2025, leave=away(LeaveKind.SICKNESS, date(2025, 1, 1), date(2025, 3, 30))),
        MET,
    ),
    since_2024(
        "ldtt_absent_six_months",
        "reading absence_six_months: ask",
        "LDTT",
        person(2025, leave=away(LeaveKind.UNPAID, date(2025, 1, 1), date(2025, 6, 30))),
        ASK,
        {"bar.absence": ASK},
    ),
    since_2024(
        "ldtt_absent_in_2026",
        "law.md 3: for 2026 the months worked count, needs confirmation",
        "LDTT",
        person(2026, leave=away(LeaveKind.SICKNESS, date(2026, 1, 1), date(2026, 4, 30))),
        ASK,
        {"bar.absence": ASK},
    ),
    since_2024(
        "ldtt_maternity_is_no_absence",
        "NĐ 152/2025 Điều 4.5",
        "LDTT",
        person(2025, leave=away(LeaveKind.MATERNITY, date(2025, 1, 1), date(2025, 6, 30))),
        MET,
    ),
    since_2024(
        "ldtt_study_counts",
        "TT 01/2024: assigned study counts for LĐTT",
        "LDTT",
        person(2025, leave=away(LeaveKind.STUDY, date(2024, 9, 1), date(2025, 12, 31))),
        MET,
    ),
    since_2024(
        "ldtt_injury_from_saving_people",
        "TT 01/2024: treatment counts, an officer confirms the cause",
        "LDTT",
        person(
            2025,
            leave=away(LeaveKind.SICKNESS, date(2025, 1, 1), date(2025, 4, 30)),
            confirmed={**CONDUCT, "injury": True},
        ),
        MET,
    ),
    since_2024(
        "ldtt_local_detail_not_confirmed",
        "Luật 2022 Điều 24.4",
        "LDTT",
        person(2025, confirmed={"qualitative": True}),
        ASK,
        {"LDTT.conditions.2": ASK},
    ),
    since_2024(
        "ldtt_registration_is_not_asked",
        "law.md 3: no such bar in the current regime",
        "LDTT",
        person(2025, registered=frozenset()),
        MET,
    ),
    since_2024(
        "cstdcs_excellent_without_initiative",
        "Luật 2022 Điều 23.2: either",
        "CSTDCS",
        person(2025, classifications={2025: EXCELLENT}),
        MET,
    ),
    since_2024(
        "cstdcs_good_with_initiative",
        "Luật 2022 Điều 23.2: either",
        "CSTDCS",
        person(2025, initiatives=initiatives(2025)),
        MET,
    ),
    since_2024(
        "cstdcs_good_only",
        "Luật 2022 Điều 23.2",
        "CSTDCS",
        person(2025),
        NOT,
        {"CSTDCS.conditions.1": NOT},
    ),
    since_2024(
        "cstdcs_overlay_excellent_without_initiative",
        "draft of Law 06/2026: both",
        "CSTDCS",
        person(2026, classifications={2026: EXCELLENT}),
        NOT,
        {"CSTDCS.conditions.2": NOT},
        regime="r2026_10",
    ),
    since_2024(
        "cstdcs_overlay_good_with_initiative",
        "draft of Law 06/2026: both",
        "CSTDCS",
        person(2026, initiatives=initiatives(2026)),
        NOT,
        {"CSTDCS.conditions.1": NOT},
        regime="r2026_10",
    ),
    since_2024(
        "cstdcs_overlay_excellent_with_initiative",
        "draft of Law 06/2026: added to the LĐTT standard",
        "CSTDCS",
        person(2026, classifications={2026: EXCELLENT}, initiatives=initiatives(2026)),
        MET,
        regime="r2026_10",
    ),
    since_2024(
        "cstdt_topic_with_influence",
        "Luật 2022 Điều 22.2",
        "CSTDT",
        person(
            2025,
            conferrals=held("CSTDCS", 2023, 2024, 2025),
            initiatives=topics(2024, level=InitiativeLevel.PROVINCIAL),
        ),
        MET,
    ),
    since_2024(
        "cstdt_years_before_the_end_of_discipline",
        "NĐ 152/2025 Điều 4.4: achievements count again from its end",
        "CSTDT",
        person(
            2025,
            conferrals=held("CSTDCS", 2023, 2024, 2025),
            initiatives=initiatives(2025, level=InitiativeLevel.PROVINCIAL),
            discipline=punished(DisciplineLevel.REPRIMAND, date(2023, 3, 1), date(2023, 12, 31)),
        ),
        NOT,
        {"CSTDT.conditions.0": NOT},
    ),
]

CHAIN_TITLE = "BKT_CN.conditions.3.conditions.0.conditions.0"
WORK_TITLE = "BKT_CN.conditions.3.conditions.0.conditions.1"
BY_TITLE = "BKT_CN.conditions.3.conditions.0"
TWO_CSTDCS = held("CSTDCS", 2024, 2025)
FORMS = [
    since_2024(
        "gk_standard_of_the_province",
        "Luật 2022 Điều 75.2",
        "GK_CN",
        person(2025, confirmed={}),
        ASK,
        {"GK_CN.conditions.0": ASK},
    ),
    since_2024(
        "bkt_two_cstdcs_and_two_unused_initiatives",
        "Luật 2022 Điều 74.1.d",
        "BKT_CN",
        person(2025, conferrals=TWO_CSTDCS, initiatives=initiatives(2024, 2025)),
        MET,
        {CHAIN_TITLE: MET, WORK_TITLE: MET},
    ),
    since_2024(
        "bkt_initiatives_used_for_cstdcs",
        "answer of Bộ Nội vụ: not counted again",
        "BKT_CN",
        person(
            2025,
            conferrals=held("CSTDCS", 2024, used=frozenset({"initiative-0-2024"}))
            + held("CSTDCS", 2025, used=frozenset({"initiative-1-2025"})),
            initiatives=initiatives(2024, 2025),
            confirmed=NO_OTHER_GROUND,
        ),
        NOT,
        {"BKT_CN.conditions": NOT, WORK_TITLE: NOT},
    ),
    since_2024(
        "bkt_use_unknown",
        "law.md 3: count twice; the answers differ",
        "BKT_CN",
        person(2025, conferrals=held("CSTDCS", 2024, 2025, used=None), initiatives=initiatives(2024, 2025)),
        ASK,
        {"BKT_CN.conditions": ASK, CHAIN_TITLE: MET, WORK_TITLE: ASK},
    ),
    since_2024(
        "bkt_use_unknown_where_none_could_be_used",
        "law.md 3: count twice; equal answers stand",
        "BKT_CN",
        person(
            2025,
            classifications=rated(EXCELLENT, 2024, 2025),
            conferrals=held("CSTDCS", 2022, used=None),
            initiatives=initiatives(2024, 2025),
            confirmed=NO_OTHER_GROUND,
        ),
        MET,
        {"BKT_CN.conditions": MET},
    ),
    since_2024(
        "bkt_one_initiative_and_one_topic",
        "answer of Bộ GDĐT: two of a kind",
        "BKT_CN",
        person(
            2025,
            conferrals=TWO_CSTDCS,
            initiatives=initiatives(2024) + topics(2025),
            confirmed=NO_OTHER_GROUND,
        ),
        NOT,
        {"BKT_CN.conditions": NOT, BY_TITLE: NOT},
    ),
    since_2024(
        "bkt_two_topics",
        "Luật 2022 Điều 74.1.d",
        "BKT_CN",
        person(2025, conferrals=TWO_CSTDCS, initiatives=topics(2024, 2025)),
        MET,
    ),
    since_2024(
        "bkt_excellent_twice",
        "Luật 2022 Điều 74.1.d",
        "BKT_CN",
        person(2025, classifications=rated(EXCELLENT, 2024, 2025), initiatives=initiatives(2024, 2025)),
        MET,
    ),
    since_2024(
        "bkt_contribution",
        "Luật 2022 Điều 74.1.c",
        "BKT_CN",
        person(2025, confirmed={"contribution": True}),
        MET,
    ),
    since_2024(
        "bkttg_five_good_years_and_three_cstdcs",
        "Luật 2022 Điều 73.1.b; no initiative is asked",
        "BKTTG_CN",
        person(
            2025,
            classifications=rated(GOOD, *range(2021, 2026)),
            conferrals=held("BKT_CN", 2020) + held("CSTDCS", 2021, 2023, 2025),
        ),
        MET,
    ),
    since_2024(
        "bkttg_two_cstdcs",
        "Luật 2022 Điều 73.1.b: three times",
        "BKTTG_CN",
        person(
            2025,
            classifications=rated(GOOD, *range(2021, 2026)),
            conferrals=held("BKT_CN", 2020) + held("CSTDCS", 2021, 2023),
            confirmed=NO_OTHER_GROUND,
        ),
        NOT,
        {"BKTTG_CN.conditions": NOT, "BKTTG_CN.conditions.1.conditions.2": NOT},
    ),
    since_2024(
        "bkttg_commendation_inside_the_five_years",
        "reading bkttg_chain_follows_bk: ask",
        "BKTTG_CN",
        person(
            2025,
            classifications=rated(GOOD, *range(2021, 2026)),
            conferrals=held("BKT_CN", 2023) + held("CSTDCS", 2021, 2022, 2025),
            confirmed={**NO_OTHER_GROUND, "one_achievement_one_award": True},
        ),
        ASK,
        {"BKTTG_CN.conditions": ASK, "BKTTG_CN.conditions.1.conditions.1": ASK},
    ),
    since_2024(
        "bkttg_ministerial_commendation_serves",
        "Luật 2022 Điều 73.1.b: of a ministry or a province",
        "BKTTG_CN",
        person(
            2025,
            classifications=rated(GOOD, *range(2021, 2026)),
            conferrals=held("BKB_CN", 2020) + held("CSTDCS", 2021, 2023, 2025),
        ),
        MET,
    ),
    since_2024(
        "bkttg_sudden_commendation_is_no_basis",
        "NĐ 98/2023 Điều 4; NĐ 152/2025 Điều 4.3",
        "BKTTG_CN",
        person(
            2025,
            classifications=rated(GOOD, *range(2021, 2026)),
            conferrals=given_for("BKT_CN", 2020, CommendationType.SUDDEN) + held("CSTDCS", 2021, 2023, 2025),
            confirmed=NO_OTHER_GROUND,
        ),
        NOT,
        {"BKTTG_CN.conditions": NOT, "BKTTG_CN.conditions.1.conditions.0": NOT},
    ),
    since_2024(
        "hcld3_good_years_one_excellent_three_titles",
        "Luật 2022 Điều 44.1.e",
        "HCLD3_CN",
        person(
            2025,
            classifications=rated(GOOD, *range(2021, 2026)) | {2024: EXCELLENT},
            conferrals=held("BKTTG_CN", 2020) + held("CSTDCS", 2022, 2023, 2024, used=UNUSED),
        ),
        MET,
    ),
    since_2024(
        "hcld3_no_excellent_year",
        "Luật 2022 Điều 44.1.e",
        "HCLD3_CN",
        person(
            2025,
            classifications=rated(GOOD, *range(2021, 2026)),
            conferrals=held("BKTTG_CN", 2020) + held("CSTDCS", 2022, 2023, 2024),
            confirmed=NO_OTHER_GROUND,
        ),
        NOT,
        {"HCLD3_CN.conditions": NOT, "HCLD3_CN.conditions.0.conditions.2": NOT},
    ),
    since_2024(
        "hcld2_standard_not_read",
        "Luật 2022 Điều 43: a part was not read",
        "HCLD2_CN",
        person(2025, conferrals=held("HCLD3_CN", 2019)),
        ASK,
        {"HCLD2_CN.conditions.1": ASK},
    ),
    since_2024(
        "knc_of_the_province",
        "Luật 2022 Điều 71.2",
        "KNC_TINH",
        person(2025, confirmed={"ministry_or_province_detail": True}),
        MET,
    ),
]


@table([*TITLES, *FORMS])
def test_a_case_since_2024(case: LegalCase):
    check(case)
