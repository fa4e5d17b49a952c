"""Decisions, proposal letters and outcomes, conferrals."""
