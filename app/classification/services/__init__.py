"""Acts on classifications: assess oneself, propose, decide, enter, lock, object."""

from app.classification.services.assessments import SelfPlan, assess_person, assess_unit
from app.classification.services.confirmations import confirm
from app.classification.services.decisions import Change, DecisionPlan, decide, take_back
from app.classification.services.entries import Entry, classify
from app.classification.services.locking import lock_year, unlock_year
from app.classification.services.objections import answer_objection, object_to
from app.classification.services.proposals import MeetingPlan, Proposal, propose

__all__ = [
    "Change",
    "DecisionPlan",
    "Entry",
    "MeetingPlan",
    "Proposal",
    "SelfPlan",
    "answer_objection",
    "assess_person",
    "assess_unit",
    "classify",
    "confirm",
    "decide",
    "lock_year",
    "object_to",
    "propose",
    "take_back",
    "unlock_year",
]
