"""The desk: what this person has to do next, the round's progress, news."""
