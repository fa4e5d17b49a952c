"""The pass over everybody, and nominating those chosen on it."""

from app.candidates.services.kept import KEPT
from app.candidates.services.nominating import nominate_chosen
from app.candidates.services.surveys import Row, Scope, Survey, survey_of
from app.candidates.services.whys import why

__all__ = ["KEPT", "Row", "Scope", "Survey", "nominate_chosen", "survey_of", "why"]
