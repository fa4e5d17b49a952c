"""Eligibility as pure rules: law as data, facts in, verdict out."""
