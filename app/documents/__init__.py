"""Attachments, and official papers and lists filled from data."""
