"""Titles for persons under the law of 2003: cases from the legal texts, finding by finding (law.md, section 2)."""

from datetime import date

from app.eligibility.enums import DisciplineLevel, InitiativeLevel, LeaveKind
from tests.unit.eligibility.nominees import (
    CONDUCT,
    DONE,
    EXCELLENT,
    away,
    held,
    initiatives,
    person,
    punished,
    topics,
)
from tests.unit.eligibility.verdicts import ASK, MET, NOT, LegalCase, check, table

PROVINCIAL, NATIONAL = InitiativeLevel.PROVINCIAL, InitiativeLevel.NATIONAL


def of_2018(name: str, source: str, award: str, facts, overall, findings=None) -> LegalCase:
    return LegalCase(
        name=name, source=source, regime="r2018", award=award, facts=facts, overall=overall, findings=findings or {}
    )


LDTT = [
    of_2018("ldtt_good_year", "Luật 2003 Điều 24", "LDTT", person(), MET),
    of_2018(
        "ldtt_only_completed",
        "law.md 8.4: HTNV gives no LĐTT",
        "LDTT",
        person(classifications={2018: DONE}),
        NOT,
        {"LDTT.conditions.0": NOT},
    ),
    of_2018(
        "ldtt_not_yet_rated",
        "common.yaml: a level that is not on record needs confirmation",
        "LDTT",
        person(classifications={}),
        ASK,
        {"LDTT.conditions.0": ASK},
    ),
    of_2018(
        "ldtt_conduct_not_confirmed",
        "Luật 2003 Điều 24.1.b-d",
        "LDTT",
        person(confirmed={"registered_for_emulation": True}),
        ASK,
        {"LDTT.conditions.1": ASK},
    ),
    of_2018(
        "ldtt_conduct_denied",
        "Luật 2003 Điều 24.1.b-d",
        "LDTT",
        person(confirmed={**CONDUCT, "qualitative": False}),
        NOT,
        {"LDTT.conditions.1": NOT},
    ),
    of_2018(
        "ldtt_nine_months",
        "NĐ 91/2017 Điều 10: under ten months; 1/3 to 31/12 is nine",
        "LDTT",
        person(joined_on=date(2018, 3, 1)),
        NOT,
        {"bar.new_hire": NOT},
    ),
    of_2018(
        "ldtt_ten_months",
        "NĐ 91/2017 Điều 10: 1/2 to 31/12 is ten",
        "LDTT",
        person(joined_on=date(2018, 2, 1)),
        MET,
    ),
    of_2018(
        "ldtt_day_of_recruitment_unknown",
        "common.yaml: employed_months_min",
        "LDTT",
        person(joined_on=None),
        ASK,
        {"bar.new_hire": ASK},
    ),
    of_2018(
        "ldtt_reprimanded",
        "NĐ 91/2017 Điều 10: disciplined from khiển trách in the year",
        "LDTT",
        person(discipline=punished(DisciplineLevel.REPRIMAND, date(2018, 6, 1))),
        NOT,
        {"bar.discipline": NOT},
    ),
    of_2018(
        "ldtt_reprimanded_before_and_over",
        "NĐ 91/2017 Điều 10: of the year",
        "LDTT",
        person(discipline=punished(DisciplineLevel.REPRIMAND, date(2017, 2, 1), date(2017, 12, 31))),
        MET,
    ),
    of_2018(
        "ldtt_discipline_still_running",
        "reading discipline_over_year_end: ask",
        "LDTT",
        person(discipline=punished(DisciplineLevel.WARNING, date(2017, 6, 1), date(2018, 6, 1))),
        ASK,
        {"bar.discipline": ASK},
    ),
    of_2018(
        "ldtt_open_case",
        "TT 08/2017: suspended until concluded",
        "LDTT",
        person(has_open_case=True),
        NOT,
        {"bar.open_case": NOT},
    ),
    of_2018(
        "ldtt_not_registered",
        "Luật 2003 Điều 10: no title without registration",
        "LDTT",
        person(registered=frozenset()),
        NOT,
        {"bar.registration": NOT},
    ),
    of_2018("ldtt_registered_for_more", "Luật 2003 Điều 10", "LDTT", person(registered=frozenset({"CSTDCS"})), MET),
    of_2018(
        "ldtt_absent_four_months_is_no_bar_of_2018",
        "law.md 2: no bar on absence in NĐ 91/2017",
        "LDTT",
        person(leave=away(LeaveKind.SICKNESS, date(2018, 1, 1), date(2018, 4, 30))),
        MET,
    ),
    of_2018(
        "ldtt_maternity_leave",
        "NĐ 91/2017 Điều 10.4: counts as working time",
        "LDTT",
        person(leave=away(LeaveKind.MATERNITY, date(2018, 1, 1), date(2018, 6, 30))),
        MET,
    ),
    of_2018(
        "ldtt_long_study_with_a_poor_result",
        "law.md 2: study of a year or more, result khá or better, else not considered",
        "LDTT",
        person(leave=away(LeaveKind.STUDY, date(2017, 9, 1), date(2018, 12, 31), rules_kept=True, result_good=False)),
        NOT,
        {"modifier.study_1_year_or_more": NOT},
    ),
    of_2018(
        "ldtt_long_study_not_judged",
        "law.md 2",
        "LDTT",
        person(leave=away(LeaveKind.STUDY, date(2017, 9, 1), date(2018, 12, 31))),
        ASK,
        {"modifier.study_1_year_or_more": ASK},
    ),
    of_2018(
        "ldtt_short_study_with_rules_kept",
        "law.md 2: study under a year counts",
        "LDTT",
        person(leave=away(LeaveKind.STUDY, date(2018, 3, 1), date(2018, 8, 31), rules_kept=True)),
        MET,
    ),
]

CSTDCS = [
    of_2018(
        "cstdcs_needs_an_initiative",
        "NĐ 91/2017 Điều 9.3.b: excellent completion alone does not do",
        "CSTDCS",
        person(classifications={2018: EXCELLENT}),
        NOT,
        {"CSTDCS.conditions.1": NOT},
    ),
    of_2018(
        "cstdcs_good_and_an_initiative",
        "NĐ 91/2017 Điều 9.3: HTXSNV is not required by law",
        "CSTDCS",
        person(initiatives=initiatives(2018)),
        MET,
    ),
    of_2018("cstdcs_topic", "NĐ 91/2017 Điều 9.3.b", "CSTDCS", person(initiatives=topics(2018)), MET),
    of_2018(
        "cstdcs_initiative_of_the_year_before",
        "reading cstdcs_initiative_period: award year",
        "CSTDCS",
        person(initiatives=initiatives(2017)),
        NOT,
        {"CSTDCS.conditions.1": NOT},
    ),
    of_2018(
        "cstdcs_initiative_of_a_higher_level",
        "reading higher_initiative_counts: ask",
        "CSTDCS",
        person(initiatives=initiatives(2018, level=PROVINCIAL)),
        ASK,
        {"CSTDCS.conditions.1": ASK},
    ),
    of_2018(
        "cstdcs_takes_the_bars_of_ldtt",
        "law.md 2: CSTDCS takes the bars of LDTT through its standard",
        "CSTDCS",
        person(joined_on=date(2018, 5, 1), initiatives=initiatives(2018)),
        NOT,
        {"CSTDCS.conditions.0": NOT, "bar.new_hire": NOT},
    ),
    of_2018(
        "cstdcs_needs_no_ldtt_decision",
        "NĐ 91/2017 Điều 9.3.a: the standard, not the decision",
        "CSTDCS",
        person(initiatives=initiatives(2018), conferrals=()),
        MET,
    ),
]

THREE_YEARS = held("CSTDCS", 2016, 2017, 2018)
PROVINCE_WIDE = initiatives(2018, level=PROVINCIAL)
CHAIN = "CSTDT.conditions.0"
CSTDT = [
    of_2018(
        "cstdt_three_years_and_an_initiative",
        "Luật 2003 Điều 22; NĐ 91/2017 Điều 9.2",
        "CSTDT",
        person(conferrals=THREE_YEARS, initiatives=PROVINCE_WIDE),
        MET,
    ),
    of_2018(
        "cstdt_two_years",
        "Luật 2003 Điều 22: three times",
        "CSTDT",
        person(conferrals=held("CSTDCS", 2017, 2018), initiatives=PROVINCE_WIDE),
        NOT,
        {CHAIN: NOT},
    ),
    of_2018(
        "cstdt_chain_ended_the_year_before",
        "reading chain_end_year: ask",
        "CSTDT",
        person(conferrals=held("CSTDCS", 2015, 2016, 2017), initiatives=PROVINCE_WIDE),
        ASK,
        {CHAIN: ASK},
    ),
    of_2018(
        "cstdt_chain_ended_long_ago",
        "reading oldest_usable_year: unbroken to the chain end",
        "CSTDT",
        person(conferrals=held("CSTDCS", 2013, 2014, 2015), initiatives=PROVINCE_WIDE),
        NOT,
        {CHAIN: NOT},
    ),
    of_2018(
        "cstdt_three_turns_with_a_gap",
        "reading times_or_years: ask",
        "CSTDT",
        person(conferrals=held("CSTDCS", 2015, 2016, 2018), initiatives=PROVINCE_WIDE),
        ASK,
        {CHAIN: ASK},
    ),
    of_2018(
        "cstdt_years_already_used",
        "reading years_reused: ask",
        "CSTDT",
        person(conferrals=THREE_YEARS + held("CSTDT", 2017), initiatives=PROVINCE_WIDE),
        ASK,
        {CHAIN: ASK},
    ),
    of_2018(
        "cstdt_initiative_older_than_the_chain",
        "reading higher_title_initiative_period: ask",
        "CSTDT",
        person(conferrals=THREE_YEARS, initiatives=initiatives(2014, level=PROVINCIAL)),
        ASK,
        {"CSTDT.conditions.1": ASK},
    ),
    of_2018(
        "cstdt_base_initiative_only",
        "NĐ 91/2017 Điều 9.2: influence in the province",
        "CSTDT",
        person(conferrals=THREE_YEARS, initiatives=initiatives(2016, 2017, 2018)),
        NOT,
        {"CSTDT.conditions.1": NOT},
    ),
    of_2018(
        "cstdt_ministerial_initiative",
        "reading initiative_level_order: own branch only",
        "CSTDT",
        person(conferrals=THREE_YEARS, initiatives=initiatives(2018, level=InitiativeLevel.MINISTERIAL)),
        ASK,
        {"CSTDT.conditions.1": ASK},
    ),
    of_2018(
        "cstdt_revoked_year",
        "Luật 2022 chương VII: a revoked award is none",
        "CSTDT",
        person(conferrals=held("CSTDCS", 2016, 2018) + held("CSTDCS", 2017, revoked=True), initiatives=PROVINCE_WIDE),
        NOT,
        {CHAIN: NOT},
    ),
    of_2018(
        "cstdt_one_conferral_entered_twice",
        "a duplicate entry is one conferral",
        "CSTDT",
        person(conferrals=held("CSTDCS", 2017, 2018, 2018), initiatives=PROVINCE_WIDE),
        NOT,
        {CHAIN: NOT},
    ),
    of_2018(
        "cstdt_third_year_proposed_in_the_same_round",
        "NĐ 91/2017 Điều 9.2: right after the third year",
        "CSTDT",
        person(
            conferrals=held("CSTDCS", 2016, 2017),
            awards_this_round=frozenset({"CSTDCS"}),
            initiatives=PROVINCE_WIDE,
        ),
        ASK,
        {CHAIN: ASK},
    ),
]

CSTDTQ = [
    of_2018(
        "cstdtq_two_years",
        "Luật 2003 Điều 21 (remembered)",
        "CSTDTQ",
        person(conferrals=held("CSTDT", 2017, 2018), initiatives=initiatives(2018, level=NATIONAL)),
        MET,
    ),
    of_2018(
        "cstdtq_two_turns_three_years_apart",
        "reading times_or_years: each turn needs three CSTĐCS",
        "CSTDTQ",
        person(conferrals=held("CSTDT", 2015, 2018), initiatives=initiatives(2018, level=NATIONAL)),
        ASK,
        {"CSTDTQ.conditions.0": ASK},
    ),
]


@table([*LDTT, *CSTDCS, *CSTDT, *CSTDTQ])
def test_a_title_of_2018(case: LegalCase):
    check(case)
