"""Every member of every enum has a word."""

import pytest

from app.campaigns.enums import CampaignKind
from app.eligibility.enums import Subject
from app.nominations import labels
from app.nominations.enums import Channel, Missing, Part, Status, VoteFault


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (labels.STATUS_LABELS, Status),
        (labels.STATUS_TONES, Status),
        (labels.CHANNEL_LABELS, Channel),
        (labels.SUBJECT_LABELS, Subject),
        (labels.PART_LABELS, Part),
        (labels.MISSING_LABELS, Missing),
        (labels.VOTE_LABELS, VoteFault),
        (labels.COMMENDATION_TYPES_VI, CampaignKind),
    ],
)
def test_every_member_has_a_word(words, kind):
    assert set(words) == set(kind)


def test_every_state_but_the_first_has_its_event():
    assert {f"nomination.{status.value}" for status in Status if status is not Status.DRAFT} <= set(labels.EVENT_LABELS)


def test_tones_are_those_of_the_tag():
    assert set(labels.STATUS_TONES.values()) <= {"grey", "blue", "green", "amber", "red", "gold"}


def test_awards_are_named_from_the_rulebook_and_unknown_ones_by_their_code():
    assert labels.award_abbreviation("r2018", "CSTDCS") == "CSTĐCS"
    assert labels.award_name_vi("r2018", "CSTDCS") == "Chiến sĩ thi đua cơ sở"
    assert labels.award_name_vi("r2018", "GONE") == "GONE"
    assert labels.award_abbreviation("r1900", "GONE") == "GONE"
