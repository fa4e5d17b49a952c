"""Who is looked over: people and units of some subtrees on a day."""

from app.candidates.queries.roster import MOST_AT_ONCE, Nominee, people_in, units_in

__all__ = ["MOST_AT_ONCE", "Nominee", "people_in", "units_in"]
