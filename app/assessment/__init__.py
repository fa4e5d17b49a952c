"""Gathers the facts of people and units from every record and asks the engine for a verdict."""
