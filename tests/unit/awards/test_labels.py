"""Every member of a closed list has its word, and every kind of condition its sentence."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from app.awards import labels
from app.awards.labels import conditions, rules
from app.eligibility.enums import (
    AchievementKind,
    AuthorityLevel,
    AwardKind,
    CampaignKind,
    CombinationKind,
    ConditionKind,
    Confidence,
    DepartmentRole,
    DetailSetBy,
    DisciplineLevel,
    InitiativeLevel,
    LeaveKind,
    ModifierKind,
    Outcome,
    PaperFact,
    QuotaKind,
    Subject,
)


@pytest.mark.parametrize(
    ("known", "kind"),
    [
        (labels.SUBJECTS, Subject),
        (labels.KINDS, AwardKind),
        (labels.AUTHORITIES, AuthorityLevel),
        (labels.AUTHORITIES_WITHIN, AuthorityLevel),
        (labels.CONFIDENCES, Confidence),
        (labels.CONFIDENCE_TONES, Confidence),
        (labels.ROLES, DepartmentRole),
        (labels.OUTCOMES, Outcome),
        (labels.INITIATIVE_LEVELS, InitiativeLevel),
        (labels.DISCIPLINE, DisciplineLevel),
        (labels.ACHIEVEMENTS, AchievementKind),
        (labels.SET_BY, DetailSetBy),
        (labels.LEAVE, LeaveKind),
        (labels.CAMPAIGN_KINDS, CampaignKind),
        (labels.PAPER_FACTS, PaperFact),
        (labels.COMBINATIONS, CombinationKind),
        (conditions.SENTENCES, ConditionKind),
        (rules.QUOTAS, QuotaKind),
        (rules.MODIFIERS, ModifierKind),
    ],
)
def test_a_closed_list_has_a_word_for_each_member(known: Mapping[StrEnum, object], kind: type[StrEnum]):
    assert set(known) == set(kind)
