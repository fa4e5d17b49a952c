"""Dossiers for individuals and collectives: draft, submit, return, verify."""
