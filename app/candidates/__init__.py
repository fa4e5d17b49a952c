"""Everybody against every award: who is eligible, who nearly is, and when they could be."""
