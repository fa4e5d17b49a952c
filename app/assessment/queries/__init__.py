"""Facts of people and units, read in a fixed number of queries whatever their number."""

from app.assessment.queries.collectives import Proposed, facts_of_collectives, nobody_proposed, roll_of
from app.assessment.queries.people import facts_of_people

__all__ = ["Proposed", "facts_of_collectives", "facts_of_people", "nobody_proposed", "roll_of"]
