"""The pass over everybody; it changes nothing."""

from app.candidates.services.surveys import Cell, Row, Scope, Survey, survey_of
from app.candidates.services.whys import why

__all__ = ["Cell", "Row", "Scope", "Survey", "survey_of", "why"]
