"""Verdicts in words, Vietnamese and English: what is asked, what was found, by which decisions."""
