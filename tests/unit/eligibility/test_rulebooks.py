"""The rulebooks as shipped: what they hold, how the regimes differ, which regime a file gets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import pytest
from pydantic import BaseModel

from app.eligibility.enums import (
    AuthorityLevel,
    AwardKind,
    ConditionKind,
    Confidence,
    RegimeBasis,
    Subject,
    VoteBase,
)
from app.eligibility.rulebook import Localised, UnknownRule, rulebooks
from app.eligibility.rulebook.conditions import walk
from app.eligibility.rulebook.rules import HoldersQuota, QualifyingQuota

CODES_2018 = [
    *("LDTT", "CSTDCS", "CSTDT", "CSTDTQ", "TTLDTT", "TTLDXS", "CTDT", "CTDCP"),
    *("GK_CN", "GK_TT", "BKT_CN", "BKT_TT", "BKB_CN", "BKB_TT", "BKTTG_CN", "BKTTG_TT", "KNC_BO"),
    *("HCLD3_CN", "HCLD3_TT", "HCLD2_CN", "HCLD2_TT", "HCLD1_CN", "HCLD1_TT"),
]


@pytest.mark.parametrize(
    ("regime_id", "codes"),
    [("r2018", CODES_2018), ("r2024", [*CODES_2018, "KNC_TINH"]), ("r2026_10", [*CODES_2018, "KNC_TINH"])],
)
def test_a_regime_holds_exactly_its_awards(regime_id: str, codes: list[str]):
    assert sorted(award.code for award in rulebooks().awards(regime_id)) == sorted(codes)


@pytest.mark.parametrize(
    ("code", "name_vi", "name_en", "abbreviation"),
    [
        ("LDTT", "Lao động tiên tiến", "Advanced Worker", "LĐTT"),
        ("CSTDCS", "Chiến sĩ thi đua cơ sở", "Grassroots Emulation Fighter", "CSTĐCS"),
        ("TTLDTT", "Tập thể lao động tiên tiến", "Advanced Labour Collective", "TTLĐTT"),
        ("TTLDXS", "Tập thể lao động xuất sắc", "Excellent Labour Collective", "TTLĐXS"),
        ("GK_TT", "Giấy khen (tập thể)", "Certificate of Merit of the head of agency (collective)", "GK"),
        (
            "BKB_CN",
            "Bằng khen của Bộ trưởng (cá nhân)",
            "Certificate of Commendation of a Minister (individual)",
            "BK bộ",
        ),
        (
            "HCLD1_TT",
            "Huân chương Lao động hạng Nhất (tập thể)",
            "Labour Order, First Class (collective)",
            "HCLĐ1",
        ),
    ],
)
def test_an_award_of_2018_has_its_official_names(code: str, name_vi: str, name_en: str, abbreviation: str):
    award = rulebooks().award("r2018", code)

    assert (award.name_vi, award.name_en, award.abbreviation) == (name_vi, name_en, abbreviation)
    assert (award.name("vi"), award.name("en")) == (name_vi, name_en)


@pytest.mark.parametrize(
    ("code", "subject", "kind", "authority"),
    [
        ("LDTT", Subject.INDIVIDUAL, AwardKind.TITLE, AuthorityLevel.GRASSROOTS),
        ("TTLDXS", Subject.COLLECTIVE, AwardKind.TITLE, AuthorityLevel.PROVINCIAL),
        ("GK_CN", Subject.INDIVIDUAL, AwardKind.FORM, AuthorityLevel.GRASSROOTS),
        ("BKB_TT", Subject.COLLECTIVE, AwardKind.FORM, AuthorityLevel.MINISTERIAL),
        ("CTDCP", Subject.COLLECTIVE, AwardKind.TITLE, AuthorityLevel.STATE),
    ],
)
def test_an_award_says_whom_it_is_for_and_who_confers_it(
    code: str, subject: Subject, kind: AwardKind, authority: AuthorityLevel
):
    for regime_id in ("r2018", "r2024", "r2026_10"):
        award = rulebooks().award(regime_id, code)
        assert (award.subject, award.kind, award.authority) == (subject, kind, authority)


def test_awards_come_in_the_official_order():
    codes = [award.code for award in rulebooks().awards("r2018")]

    assert codes[:8] == ["LDTT", "CSTDCS", "TTLDTT", "CSTDT", "TTLDXS", "CTDT", "CSTDTQ", "CTDCP"]
    assert codes[8:13] == ["GK_CN", "GK_TT", "BKT_CN", "BKT_TT", "BKB_CN"]
    assert codes[-2:] == ["HCLD1_CN", "HCLD1_TT"]


def test_awards_narrow_by_subject_and_authority():
    found = rulebooks().awards("r2018", Subject.COLLECTIVE, AuthorityLevel.GRASSROOTS)

    assert [award.code for award in found] == ["TTLDTT", "GK_TT"]


def test_the_department_confers_its_own_awards_and_no_others():
    own = {award.code for award in rulebooks().awards("r2018", authority=AuthorityLevel.GRASSROOTS)}

    assert own == {"LDTT", "CSTDCS", "TTLDTT", "GK_CN", "GK_TT"}


def test_the_ceiling_of_cstdcs_is_law_in_2018_and_a_local_rule_since():
    then, now = (rulebooks().award(regime_id, "CSTDCS").quota for regime_id in ("r2018", "r2024"))

    assert isinstance(then, HoldersQuota)
    assert isinstance(now, HoldersQuota)
    assert (then.of, then.pct, then.confidence) == ("LDTT", 15, Confidence.S)
    assert (now.of, now.pct, now.default_pct, now.must_confirm) == ("LDTT", None, 15, True)
    assert rulebooks().setting("cstdcs_quota_pct").value("r2018") == 15
    assert rulebooks().setting("cstdcs_quota_pct").value("r2024") is None


def test_a_fifth_of_the_provincial_flags_may_be_proposed_for_the_government_flag():
    quota = rulebooks().award("r2018", "CTDCP").quota

    assert isinstance(quota, QualifyingQuota)
    assert (quota.of, quota.pct) == ("CTDT", 20)


@pytest.mark.parametrize(("regime_id", "months"), [("r2018", 10), ("r2024", 6), ("r2026_10", 6)])
def test_new_staff_wait_ten_months_before_2024_and_six_since(regime_id: str, months: int):
    condition = rulebooks().regime(regime_id).bars["new_hire"].condition

    assert condition.type == ConditionKind.EMPLOYED_MONTHS_MIN
    assert condition.months == months


@pytest.mark.parametrize(("regime_id", "op", "pct"), [("r2018", ">", 50), ("r2024", ">=", 70)])
def test_the_share_of_ldtt_in_an_advanced_collective_was_raised(regime_id: str, op: str, pct: int):
    shares = [c for c in rulebooks().award(regime_id, "TTLDTT").conditions if c.type == ConditionKind.MEMBERS_WITH]

    assert [(share.title, share.op, share.pct) for share in shares] == [("LDTT", op, pct)]


@pytest.mark.parametrize(
    ("regime_id", "code", "multiplier"),
    [("r2018", "LDTT", "0.3"), ("r2018", "BKT_CN", "1.0"), ("r2024", "BKT_CN", "1.5"), ("r2018", "TTLDTT", "0.8")],
)
def test_a_bonus_is_an_exact_multiple(regime_id: str, code: str, multiplier: str):
    bonus = rulebooks().award(regime_id, code).bonus

    assert bonus is not None
    assert bonus.multiplier == Decimal(multiplier)


def test_a_department_vote_on_cstdcs_in_2018_uses_a_default_to_be_confirmed():
    rule = rulebooks().vote_rule("r2018", "CSTDCS")

    assert (rule.min_percent, rule.base, rule.secret) == (70, VoteBase.ALL_MEMBERS, True)
    assert (rule.quorum_numerator, rule.quorum_denominator) == (2, 3)
    assert (rule.is_default, rule.must_confirm, rule.confidence) == (True, True, Confidence.K)


def test_the_decree_of_2017_fixes_ninety_per_cent_of_all_members_for_cstdt():
    rule = rulebooks().vote_rule("r2018", "CSTDT")

    assert (rule.min_percent, rule.base, rule.secret) == (90, VoteBase.ALL_MEMBERS, True)
    assert (rule.is_default, rule.must_confirm, rule.confidence) == (False, False, Confidence.S)
    assert str(rule.citation) == "NĐ 91/2017 Điều 45.8"


def test_the_remembered_rate_of_2024_is_a_default():
    rule = rulebooks().vote_rule("r2024", "CSTDT")

    assert (rule.min_percent, rule.is_default, rule.confidence) == (80, True, Confidence.K)


def test_an_award_without_a_vote_rule_follows_the_settings():
    rule = rulebooks().vote_rule("r2018", "KNC_BO")

    assert (rule.id, rule.min_percent, rule.base, rule.is_default) == ("settings", 70, VoteBase.ALL_MEMBERS, True)


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_years_after_2023_fall_under_the_law_of_2022(year: int):
    choice = rulebooks().choose_regime(year)

    assert (choice.regime_id, choice.basis, choice.needs_confirmation) == ("r2024", RegimeBasis.AWARD_YEAR, False)


def test_the_year_2018_falls_under_the_law_of_2003():
    assert rulebooks().choose_regime(2018).regime_id == "r2018"


@pytest.mark.parametrize(
    ("received_on", "regime_id"),
    [
        (date(2017, 10, 1), "r2018"),
        (date(2023, 12, 31), "r2018"),
        (date(2024, 1, 1), "r2024"),
        (date(2026, 9, 30), "r2024"),
    ],
)
def test_the_date_of_receipt_decides_before_the_award_year(received_on: date, regime_id: str):
    choice = rulebooks().choose_regime(2023, received_on)

    assert (choice.regime_id, choice.basis) == (regime_id, RegimeBasis.RECEIPT_DATE)
    assert not choice.needs_confirmation


@pytest.mark.parametrize("received_on", [None, date(2026, 10, 1), date(2026, 12, 20)])
def test_a_file_of_2026_stays_under_the_law_of_2022_until_somebody_confirms(received_on: date | None):
    choice = rulebooks().choose_regime(2026, received_on)

    assert (choice.regime_id, choice.basis, choice.needs_confirmation) == ("r2024", RegimeBasis.FALLBACK, True)


def test_an_overlay_that_the_body_has_enabled_is_chosen():
    choice = rulebooks().choose_regime(2026, date(2026, 12, 20), also_enabled=["r2026_10"])

    assert (choice.regime_id, choice.needs_confirmation) == ("r2026_10", False)


def test_a_year_before_any_rulebook_needs_confirmation():
    choice = rulebooks().choose_regime(2015)

    assert (choice.regime_id, choice.needs_confirmation) == ("r2018", True)


def test_the_overlay_replaces_one_award_and_keeps_the_rest():
    overlay, base = rulebooks().regime("r2026_10"), rulebooks().regime("r2024")

    assert not overlay.enabled_by_default
    assert overlay.own_codes == {"CSTDCS"}
    assert overlay.awards["CSTDCS"] != base.awards["CSTDCS"]
    assert overlay.awards["LDTT"] is base.awards["LDTT"]
    assert overlay.vote_rules == base.vote_rules
    assert [c.type for c in overlay.awards["CSTDCS"].conditions] == [
        ConditionKind.MEETS_STANDARD_OF,
        ConditionKind.CLASSIFICATION_AT_LEAST,
        ConditionKind.ANY_OF,
    ]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: rulebooks().regime("r1999"),
        lambda: rulebooks().award("r2018", "KNC_TINH"),
        lambda: rulebooks().vote_rule("r2018", "NONE"),
        lambda: rulebooks().source("src999"),
        lambda: rulebooks().reading("none"),
    ],
)
def test_an_unknown_name_is_said_to_be_unknown(ask):
    with pytest.raises(UnknownRule):
        ask()


def test_every_kind_of_condition_is_used_and_described():
    used = {
        condition.type
        for regime in rulebooks().regimes()
        for award in regime.awards.values()
        for _, condition in walk(award.conditions, ())
    } | {bar.condition.type for regime in rulebooks().regimes() for bar in regime.bars.values()}

    assert used == set(ConditionKind)
    assert set(rulebooks().common.condition_kinds) == set(ConditionKind)


def test_every_award_says_who_decides_and_where_it_is_written():
    for regime in rulebooks().regimes():
        for award in regime.awards.values():
            assert award.citation.vi
            assert award.deciding_authority.vi != award.deciding_authority.en
            assert award.bars, award.code


ENGLISH = re.compile(r"\b(the|of|and|with|not|from|which|by|answer|rule|years?|only|two|one|read)\b", re.IGNORECASE)


def test_the_vietnamese_of_every_text_is_vietnamese():
    english = {text.vi for text in _texts() if ENGLISH.search(text.vi)}

    assert english == set()


def _texts() -> Iterator[Localised]:
    books = rulebooks()
    todo: list[object] = [books.regimes(), books.common, books.classification_schemes]
    todo.extend(books.source(f"src{number:02}") for number in range(1, 121))
    while todo:
        value = todo.pop()
        if isinstance(value, Localised):
            yield value
        elif isinstance(value, BaseModel):
            todo.extend(getattr(value, name) for name in type(value).model_fields)
        elif is_dataclass(value):
            todo.extend(getattr(value, each.name) for each in fields(value))
        elif isinstance(value, Mapping):
            todo.extend(value.values())
        elif isinstance(value, tuple | list | frozenset):
            todo.extend(value)


def test_every_regime_says_by_which_law_an_award_is_taken_away():
    books = rulebooks()
    assert [ground.id for ground in books.revocation_grounds()] == [
        "fraud",
        "false_confirmation",
        "wrong_appraisal",
        "standard_not_met",
    ]
    for regime in books.regimes():
        law = books.revocation_law(regime.id)
        assert law.on_paper.startswith("quy định")
        assert law.citation is not None
