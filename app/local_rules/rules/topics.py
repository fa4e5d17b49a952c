"""Under which heading of the list each point stands."""

from collections.abc import Mapping
from typing import Final

from app.local_rules.enums import RuleKind, Topic

READINGS: Final[Mapping[Topic, tuple[str, ...]]] = {
    Topic.SERVICE: ("service_month_counting", "service_reference_day", "absence_six_months"),
    Topic.CHAIN: (
        "chain_end_year",
        "oldest_usable_year",
        "times_or_years",
        "years_reused",
        "count_period",
        "first_year_after_award",
        "bkttg_chain_follows_bk",
        "mixed_chain",
        "outstanding_year",
    ),
    Topic.INITIATIVE: (
        "higher_initiative_counts",
        "initiative_level_order",
        "cstdcs_initiative_period",
        "higher_title_initiative_period",
    ),
    Topic.DISCIPLINE: ("discipline_over_year_end", "member_discipline_period", "open_case_outcome"),
    Topic.MEMBERS: ("empty_unit", "members_counted"),
    Topic.TOGETHER: ("registration_scope", "state_award_titles", "ministry_award_r2018"),
    Topic.COUNCIL: ("empty_council", "recusal_base", "written_votes_quorum", "written_votes_base", "abstentions"),
    Topic.CEILING: ("quota_rounding", "quota_base_count"),
    Topic.MONEY: (
        "money_rounding_r2018",
        "money_rounding_r2024",
        "money_rounding_step",
        "ceiling_and_rounding",
        "different_achievement_periods",
    ),
    Topic.CLASSIFICATION: ("httnv_quota_base", "httnv_quota_groups"),
}
SETTINGS: Final[Mapping[Topic, tuple[str, ...]]] = {
    Topic.CEILING: ("cstdcs_quota_pct", "cstdt_quota_pct", "certificates_per_agency"),
    Topic.COUNCIL: ("vote_min_pct", "vote_secret", "quorum"),
    Topic.FURTHER: ("cstdcs_needs_htxsnv_r2018", "forty_day_absence_bar", "local_standard_recorded"),
    Topic.SERVICE: ("old_unit_opinion_months",),
    Topic.TOGETHER: ("gk_and_bk_same_work", "gk_with_title"),
    Topic.CLASSIFICATION: ("quantity_below_100_forces_below_50", "excellent_exception_pct"),
    Topic.MONEY: ("knc_amount",),
    Topic.PAPERS: ("deadlines", "posting_days", "dossier_sets", "form_numbers", "certificate_layout"),
}
"""A test holds both lists against the rulebooks."""

OF_KIND: Final[Mapping[RuleKind, Topic]] = {
    RuleKind.QUOTA: Topic.CEILING,
    RuleKind.VOTE: Topic.COUNCIL,
    RuleKind.BAR: Topic.FURTHER,
    RuleKind.EXCEPTION: Topic.FURTHER,
}
