"""Bonus money of decisions: what each recipient gets, the list that is signed for, the fund of a year."""
