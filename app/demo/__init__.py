"""The reference case: a city department in 2018 and its present round, invented people, through the same services."""
