"""Who asks, and what a role may do: the table of design 4 as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from uuid import UUID


class Role(StrEnum):
    """What a grant makes a person at a unit and everything below it."""

    ADMIN = "admin"
    AUDITOR = "auditor"
    HEAD_OF_BODY = "head_of_body"
    HR_OFFICER = "hr_officer"
    UNIT_HEAD = "unit_head"
    UNIT_OFFICER = "unit_officer"


class Permission(StrEnum):
    """One right each, ``scope:action``, alphabetical; predicates in ``policy.py`` narrow them to a record."""

    ACCOUNT_MANAGE = "account:manage"
    ACCOUNT_READ = "account:read"
    AUDIT_READ = "audit:read"
    AWARD_READ = "award:read"
    CAMPAIGN_MANAGE = "campaign:manage"
    CAMPAIGN_READ = "campaign:read"
    CANDIDATE_READ = "candidate:read"
    CLASSIFICATION_DECIDE = "classification:decide"
    CLASSIFICATION_EDIT = "classification:edit"
    CLASSIFICATION_PROPOSE = "classification:propose"
    CLASSIFICATION_READ = "classification:read"
    COUNCIL_MANAGE = "council:manage"
    COUNCIL_READ = "council:read"
    DECISION_DRAFT = "decision:draft"
    DECISION_READ = "decision:read"
    DECISION_SIGN = "decision:sign"
    NOMINATION_EDIT = "nomination:edit"
    NOMINATION_READ = "nomination:read"
    NOMINATION_SUBMIT = "nomination:submit"
    NOMINATION_VERIFY = "nomination:verify"
    ORGANISATION_EDIT = "organisation:edit"
    ORGANISATION_READ = "organisation:read"
    RECORD_EDIT = "record:edit"
    RECORD_READ = "record:read"
    REGISTRATION_EDIT = "registration:edit"
    REGISTRATION_READ = "registration:read"
    REPORT_READ = "report:read"
    REVIEW_CLOSE = "review:close"
    REVIEW_EDIT = "review:edit"
    REVIEW_READ = "review:read"
    RULE_EDIT = "rule:edit"
    RULE_READ = "rule:read"
    VOTE_CAST = "vote:cast"


P = Permission

EVERYBODY: Final = frozenset({P.AWARD_READ, P.CAMPAIGN_READ, P.NOMINATION_READ, P.RECORD_READ})
"""What every person who signs in holds, over no unit: the predicates leave them their own record."""

COUNCIL_MEMBER: Final = frozenset({P.COUNCIL_READ, P.VOTE_CAST})
"""What membership of a council adds, over that council only."""

_UNIT: Final = frozenset(
    {
        P.CANDIDATE_READ,
        P.CLASSIFICATION_PROPOSE,
        P.CLASSIFICATION_READ,
        P.NOMINATION_EDIT,
        P.NOMINATION_READ,
        P.ORGANISATION_READ,
        P.RECORD_READ,
        P.REGISTRATION_EDIT,
        P.REGISTRATION_READ,
        P.REPORT_READ,
        P.RULE_READ,
    }
)
_READ_ALL: Final = frozenset(
    {
        P.CAMPAIGN_READ,
        P.CANDIDATE_READ,
        P.CLASSIFICATION_READ,
        P.COUNCIL_READ,
        P.DECISION_READ,
        P.NOMINATION_READ,
        P.ORGANISATION_READ,
        P.RECORD_READ,
        P.REGISTRATION_READ,
        P.REPORT_READ,
        P.REVIEW_READ,
        P.RULE_READ,
    }
)

ROLE_PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = {
    Role.ADMIN: frozenset({P.ACCOUNT_MANAGE, P.ACCOUNT_READ, P.AUDIT_READ}),
    Role.AUDITOR: _READ_ALL | {P.ACCOUNT_READ, P.AUDIT_READ},
    Role.HEAD_OF_BODY: _READ_ALL | {P.CLASSIFICATION_DECIDE, P.DECISION_SIGN, P.REVIEW_CLOSE},
    Role.HR_OFFICER: _READ_ALL
    | {
        P.CAMPAIGN_MANAGE,
        P.CLASSIFICATION_EDIT,
        P.CLASSIFICATION_PROPOSE,
        P.COUNCIL_MANAGE,
        P.DECISION_DRAFT,
        P.NOMINATION_EDIT,
        P.NOMINATION_VERIFY,
        P.ORGANISATION_EDIT,
        P.RECORD_EDIT,
        P.REGISTRATION_EDIT,
        P.REVIEW_EDIT,
        P.RULE_EDIT,
    },
    Role.UNIT_HEAD: _UNIT | {P.NOMINATION_SUBMIT},
    Role.UNIT_OFFICER: _UNIT,
}


@dataclass(frozen=True, slots=True)
class Body:
    """A unit with authority of its own: its council and its decisions."""

    id: UUID
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A role over the subtree of one unit; ``body`` is the nearest one at or above it."""

    role: Role
    unit_id: UUID
    path: str
    body: Body | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who asks, as plain data: read once per request, never changed."""

    user_id: UUID
    name: str
    person_id: UUID | None = None
    grants: tuple[Grant, ...] = ()
    council_ids: frozenset[UUID] = field(default_factory=frozenset)
    own_body: Body | None = None
    """The body in which the person works: where an employee without a grant feels at home."""

    def may(self, permission: Permission) -> bool:
        """Say whether the actor holds the permission anywhere."""
        if permission in EVERYBODY or (self.council_ids and permission in COUNCIL_MEMBER):
            return True
        return any(permission in ROLE_PERMISSIONS[grant.role] for grant in self.grants)

    def may_at(self, permission: Permission, path: str) -> bool:
        """Say whether a grant gives the permission over the unit with this tree path."""
        return any(path.startswith(root) for root in self.paths(permission))

    def paths(self, permission: Permission) -> tuple[str, ...]:
        """Return the roots of the subtrees over which grants give the permission."""
        return tuple(sorted({g.path for g in self.grants if permission in ROLE_PERMISSIONS[g.role]}))
