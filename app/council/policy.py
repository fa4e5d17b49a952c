"""Who may do what in a council (design 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.core.access import Actor, Permission
from app.council.enums import ApprovalCapacity, CouncilRole


def may_see(actor: Actor, *, council_id: UUID, body_path: str) -> bool:
    """Say whether the actor may know of the council: its members, and roles over its body."""
    return council_id in actor.council_ids or actor.may_at(Permission.COUNCIL_READ, body_path)


def may_manage(actor: Actor, *, body_path: str) -> bool:
    """Say whether the actor may establish councils of the body and change their members."""
    return actor.may_at(Permission.COUNCIL_MANAGE, body_path)


def may_run(actor: Actor, *, body_path: str, my_role: CouncilRole | None) -> bool:
    """Say whether the actor may prepare and run meetings: the HR officer, and the secretary of this council.

    ``my_role`` is the seat in force of the actor in the council.
    """
    return may_manage(actor, body_path=body_path) or my_role is CouncilRole.SECRETARY


def may_see_figures(actor: Actor, *, body_path: str, my_role: CouncilRole | None) -> bool:
    """Say whether the actor sees the count of items of which only the result is published.

    Those who run the meeting count it, the auditor checks it and the head answers for it; members and readers do not.
    """
    if may_run(actor, body_path=body_path, my_role=my_role) or actor.may_at(Permission.DECISION_SIGN, body_path):
        return True
    return actor.may_at(Permission.COUNCIL_READ, body_path) and actor.may_at(Permission.AUDIT_READ, body_path)


def may_vote(actor: Actor, *, council_id: UUID) -> bool:
    """Say whether the actor sits in the council; the electors of an item are narrower still."""
    return actor.person_id is not None and council_id in actor.council_ids and actor.may(Permission.VOTE_CAST)


def may_count(actor: Actor, *, council_id: UUID, body_path: str, my_role: CouncilRole | None) -> bool:
    """Say whether the actor may count printed ballots: who runs the meeting, and the members of the council."""
    return may_run(actor, body_path=body_path, my_role=my_role) or may_vote(actor, council_id=council_id)


def may_read_opinion(
    actor: Actor, *, body_path: str, my_role: CouncilRole | None, author_id: UUID, is_over: bool
) -> bool:
    """Say whether the actor may read what a written opinion says.

    Its author and those who run the meeting may at any time; who reads the councils of the body (the head, the
    auditor) only once the meeting ``is_over``: before, it would be a count of votes while others still vote.
    """
    if may_run(actor, body_path=body_path, my_role=my_role) or author_id == actor.person_id:
        return True
    return is_over and actor.may_at(Permission.COUNCIL_READ, body_path)


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody who sat in a meeting: as what, whether they came, and whether they still are in the council."""

    person_id: UUID | None
    name: str
    post: str = ""
    role: CouncilRole = CouncilRole.MEMBER
    was_present: bool = True
    has_left: bool = False

    def is_(self, actor: Actor) -> bool:
        """Say whether the actor is this person, with a seat that is still theirs."""
        return self.person_id is not None and self.person_id == actor.person_id and not self.has_left


def signers(capacity: ApprovalCapacity, sitters: Sequence[Sitter]) -> list[Sitter]:
    """Return who may approve the minutes as chair or as secretary; nobody when all who could have left.

    The chair signs who presided: the chair, or where the chair was absent or has left a vice chair who came. Where
    nobody of these came, the chair signs all the same. A secretary who came signs before one who did not.
    """
    wanted = {
        ApprovalCapacity.CHAIR: ((CouncilRole.CHAIR, True), (CouncilRole.VICE_CHAIR, True), (CouncilRole.CHAIR, False)),
        ApprovalCapacity.SECRETARY: ((CouncilRole.SECRETARY, True), (CouncilRole.SECRETARY, False)),
    }
    seated = [sitter for sitter in sitters if not sitter.has_left]
    for role, came in wanted.get(capacity, ()):
        found = [sitter for sitter in seated if sitter.role is role and sitter.was_present is came]
        if found:
            return found
    return []


def approver(actor: Actor, capacity: ApprovalCapacity, sitters: Sequence[Sitter], *, body_path: str) -> Sitter | None:
    """Return as whom the actor may approve in this capacity, with their own account; None for everybody else.

    A council that names no secretary has its minutes kept by the HR officer, who then signs them. The head of the body
    is who signs its decisions.
    """
    itself = Sitter(actor.person_id, actor.name)
    if capacity is ApprovalCapacity.HEAD:
        return itself if actor.may_at(Permission.DECISION_SIGN, body_path) else None
    named = signers(capacity, sitters)
    if not named and capacity is ApprovalCapacity.SECRETARY:
        return itself if may_manage(actor, body_path=body_path) else None
    return next((sitter for sitter in named if sitter.is_(actor)), None)
