"""The closed lists that the rulebooks and the rules speak in."""

from enum import StrEnum
from functools import cached_property


class Subject(StrEnum):
    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"


class AwardKind(StrEnum):
    TITLE = "title"
    FORM = "form"

    @cached_property
    def rank(self) -> int:
        return list(AwardKind).index(self)


class AuthorityLevel(StrEnum):
    """Who may confer, from the lowest to the highest."""

    GRASSROOTS = "grassroots"
    PROVINCIAL = "provincial"
    MINISTERIAL = "ministerial"
    STATE = "state"

    @cached_property
    def rank(self) -> int:
        return list(AuthorityLevel).index(self)


class Confidence(StrEnum):
    """How far a rule was confirmed: read in a listed source, or remembered and to be confirmed."""

    S = "S"
    K = "K"


class ClassificationLevel(StrEnum):
    """Yearly quality classification, from the lowest to the highest."""

    KHTNV = "KHTNV"
    HTNV = "HTNV"
    HTTNV = "HTTNV"
    HTXSNV = "HTXSNV"

    @cached_property
    def rank(self) -> int:
        return list(ClassificationLevel).index(self)


class DisciplineLevel(StrEnum):
    """Disciplinary measures, from the lightest to the heaviest."""

    REPRIMAND = "reprimand"
    WARNING = "warning"
    SALARY_REDUCTION = "salary_reduction"
    DEMOTION = "demotion"
    REMOVAL_FROM_POST = "removal_from_post"
    DISMISSAL = "dismissal"

    @cached_property
    def rank(self) -> int:
        return list(DisciplineLevel).index(self)


class InitiativeKind(StrEnum):
    INITIATIVE = "initiative"
    TOPIC = "topic"


class InitiativeLevel(StrEnum):
    """Reach at which an initiative was recognised; the order is a reading, not a fact."""

    GRASSROOTS = "grassroots"
    PROVINCIAL = "provincial"
    MINISTERIAL = "ministerial"
    NATIONAL = "national"


class CommendationType(StrEnum):
    REGULAR = "regular"
    SUDDEN = "sudden"
    THEMATIC = "thematic"
    CONTRIBUTION = "contribution"
    LONG_SERVICE = "long_service"
    FOREIGN_RELATIONS = "foreign_relations"


class CampaignKind(StrEnum):
    """Yearly round, thematic movement (chuyên đề) or sudden achievement (đột xuất)."""

    YEARLY = "yearly"
    THEMATIC = "thematic"
    SUDDEN = "sudden"


class PaperFact(StrEnum):
    """What the program holds as a fact and what therefore stands for a paper of the file."""

    REPORT_TEXT = "report_text"
    SUMMARY_TEXT = "summary_text"
    UNIT_VOTE = "unit_vote"
    COUNCIL_MINUTES = "council_minutes"
    RECOGNISED_INITIATIVE = "recognised_initiative"


class DepartmentRole(StrEnum):
    """What a provincial department does about an award."""

    CONFERS = "confers"
    PROPOSES = "proposes"
    PROPOSES_VIA_PROVINCE = "proposes_via_province"


class Outcome(StrEnum):
    """What a condition says about a nominee."""

    MET = "met"
    NEEDS_CONFIRMATION = "needs_confirmation"
    NOT_MET = "not_met"


class ConditionsLogic(StrEnum):
    ALL = "all"
    ANY = "any"


class ConditionMode(StrEnum):
    LOGIC = "logic"
    COMPUTED = "computed"
    HUMAN_CONFIRMED = "human_confirmed"


class ConditionKind(StrEnum):
    """The closed set of conditions that a standard is made of."""

    ALL_OF = "all_of"
    ANY_OF = "any_of"
    CLASSIFICATION_AT_LEAST = "classification_at_least"
    CLASSIFICATION_YEARS = "classification_years"
    AWARD_HELD = "award_held"
    INITIATIVE_RECOGNISED = "initiative_recognised"
    MEETS_STANDARD_OF = "meets_standard_of"
    MEMBERS_WITH = "members_with"
    NOT_DISCIPLINED_FROM = "not_disciplined_from"
    EMPLOYED_MONTHS_MIN = "employed_months_min"
    ABSENCE_NOT_BETWEEN = "absence_not_between"
    NO_OPEN_CASE = "no_open_case"
    REGISTERED_FOR_EMULATION = "registered_for_emulation"
    QUALITATIVE = "qualitative"
    ACHIEVEMENT = "achievement"
    SELECTED_AMONG = "selected_among"
    LONG_SERVICE_IN_POSTS = "long_service_in_posts"
    MINISTRY_OR_PROVINCE_DETAIL = "ministry_or_province_detail"
    STANDARD_NOT_READ = "standard_not_read"


class AchievementKind(StrEnum):
    """What sort of achievement a person must judge."""

    MOVEMENT = "movement_achievement"
    BROAD_INFLUENCE = "broad_influence_achievement"
    CONTRIBUTION = "contribution"
    SUDDEN_EXCEPTIONAL = "sudden_exceptional_achievement"
    EXCEEDS_TARGETS = "exceeds_targets"
    BEST_IN_CLUSTER = "best_in_cluster"


class DetailSetBy(StrEnum):
    """Who the law lets set the detail of a standard."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    MINISTRY_OR_PROVINCE = "ministry_or_province"
    PROVINCIAL_PEOPLES_COUNCIL = "provincial_peoples_council"


class DisciplineScope(StrEnum):
    SELF = "self"
    MEMBERS = "members"


class LeaveKind(StrEnum):
    """Absence that a rule may leave out of its count."""

    MATERNITY = "maternity"
    SICKNESS = "sickness"
    STUDY = "study"
    UNPAID = "unpaid"


class ModifierKind(StrEnum):
    COUNTS_AS_SERVICE = "counts_as_service"
    TRANSFER = "transfer"
    TIMING = "timing"
    RESTART_AFTER_DISCIPLINE = "restart_after_discipline"
    REDUCE_TIME_IN_POST = "reduce_time_in_post"


class QuotaKind(StrEnum):
    MAX_PCT_OF_TITLE_HOLDERS = "max_pct_of_title_holders"
    MAX_PCT_OF_QUALIFYING = "max_pct_of_qualifying"
    LOCAL_ONLY = "local_only"
    PROVINCE_SETS_NUMBER_PER_CLUSTER = "province_sets_number_per_cluster"


class CombinationKind(StrEnum):
    AT_MOST_ONE_IN_YEAR = "at_most_one_in_year"
    NOT_BOTH = "not_both"
    ONE_AWARD_PER_ACHIEVEMENT = "one_award_per_achievement"
    COUNTS_FROM_LAST_PERIOD = "counts_from_last_period"
    NO_BASIS = "no_basis"
    PRESUPPOSES_STANDARD = "presupposes_standard"
    LOWER_AWARD_NOT_REQUIRED = "lower_award_not_required"
    INITIATIVE_USED_ONCE = "initiative_used_once"
    TOGETHER_ALLOWED = "together_allowed"


class VoteBase(StrEnum):
    """Whose number a share of votes is taken of."""

    ALL_MEMBERS = "all_members"
    PRESENT = "present"


class AbsenteeRule(StrEnum):
    """How members who are absent take part in a vote."""

    WRITTEN_OPINION_COUNTED = "written_opinion_counted"


class RegimeBasis(StrEnum):
    """On what ground a regime was chosen."""

    RECEIPT_DATE = "receipt_date"
    AWARD_YEAR = "award_year"
    FALLBACK = "fallback"
