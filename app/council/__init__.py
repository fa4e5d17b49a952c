"""Councils, members, meetings, agenda, secret ballots."""
